"""Freezing beside Hugo and Frozen-Flask: `make bench`, or `python -m tests.benchmarks.freezing`.

A nation is invented in two sizes; every round freezes it anew, changes one institution, lets a
night pass, and has the peers do the same. Rounds are interleaved, so that a slow moment of the
machine falls on everybody.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tests.benchmarks.freezing_costs import Results
from tests.benchmarks.freezing_report import section, write
from tests.benchmarks.freezing_rounds import Rounds
from tests.benchmarks.intake import workplace
from tests.benchmarks.recording import say

INSTITUTIONS = 1_000
NATION = (4_100, 41_000)


def measure(folder: Path, institutions: int, rounds: int, *, nation: bool) -> Results:
    """Make the nations and measure everything."""
    results = Results(institutions)
    say(f"a nation of {institutions:,} institutions", results.loads)
    each = Rounds(folder, results)
    for number in range(rounds):
        for what, measured in each.measures.items():
            say(f"round {number + 1} of {rounds}: {what}", results.loads)
            measured(number)
    for size in sorted({institutions // 10, institutions // 3, *(NATION if nation else ())}):
        say(f"growth: {size:,} institutions", results.loads)
        each.grow(size)
    return results


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--institutions", type=int, default=INSTITUTIONS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nation", action="store_true", help="grow to all of China, which is long")
    parser.add_argument("--dry", action="store_true", help="print, but keep nothing")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # So that the folder goes too.
    with workplace() as folder:
        results = measure(folder, chosen.institutions, chosen.rounds, nation=chosen.nation)
    text = section(results, "dry run") if chosen.dry else write(results)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
