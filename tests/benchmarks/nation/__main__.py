"""The command line: `python -m tests.benchmarks.nation FOLDER --institutions 41000`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.nation.making import DAY, make_nation


def main() -> None:
    """Make a nation and say what it is."""
    parser = argparse.ArgumentParser(description="Make a content folder of an invented nation.")
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--institutions", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = make_nation(given.folder, given.institutions, given.seed)
    print(f"{given.folder}: {given.institutions:,} institutions, {rows:,} rows, as of {DAY}")  # noqa: T201


if __name__ == "__main__":
    main()
