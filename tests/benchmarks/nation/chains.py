"""Companies that run several homes."""

from __future__ import annotations

from tests.benchmarks.nation import words
from tests.benchmarks.nation.chance import AREAS, credit_code
from tests.benchmarks.nation.sheets import Cells

SHARE, HOMES = 0.4, 6
"""The share of homes that a chain runs, and how many one has on average."""


class Chain:
    """A company that runs several homes."""

    legal_form = "企业"

    def __init__(self, number: int) -> None:
        """Name the `number`-th chain; no two are called the same."""
        count = len(words.BRANDS)
        brand, sign = words.BRANDS[number % count], words.DISTRICT_FIRST[number // count]
        self.code = f"chain-{number + 1:04}"
        self.name = f"示例省{brand}{sign}养老产业有限公司"
        self.credit_code = credit_code("91", AREAS - 1, number)

    def row(self) -> Cells:
        """Give the chain as an operator."""
        names = ("code", "name", "credit_code", "legal_form")
        return {name: getattr(self, name) for name in names}


def chains_for(institutions: int) -> list[Chain]:
    """Give the chains of a nation of so many institutions, but no more than can be named."""
    most = len(words.BRANDS) * len(words.DISTRICT_FIRST)
    count = min(most, max(1, round(institutions * SHARE / HOMES)))
    return [Chain(number) for number in range(count)]
