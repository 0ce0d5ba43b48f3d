"""A nation: content folders of any size, invented, in the proportions of real lists."""

from tests.benchmarks.nation.making import DAY, make_nation

__all__ = ["DAY", "make_nation"]
