"""Search and comparison beside other engines: `make bench`, or `python -m tests.benchmarks.search`.

A city and a nation are published; their indexes are written, the engines asked alone, the pages
read over HTTP. Rounds are interleaved, so that a slow moment of the machine falls on everybody.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

import gongshi
from tests.benchmarks.intake import workplace
from tests.benchmarks.search_measuring import Measuring
from tests.benchmarks.search_places import city, nation
from tests.benchmarks.search_report import section, write
from tests.benchmarks.searched import Results

INSTITUTIONS, ROUNDS, EACH = 300, 3, 40


def measure(folder: Path, chosen: argparse.Namespace, loads: list[float]) -> list[Results]:
    """Measure the city, then the nation."""
    day = gongshi.today()
    places = (city(folder / "city", day), nation(folder / "nation", chosen.nation))
    return [
        Measuring(folder / place.name, place, day, loads).measure(
            chosen.rounds, chosen.writes, chosen.each
        )
        for place in places
    ]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nation", type=int, default=INSTITUTIONS, help="how many institutions")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--writes", type=int, default=ROUNDS, help="how often to write an index")
    parser.add_argument("--each", type=int, default=EACH, help="questions of each kind")
    parser.add_argument("--dry", action="store_true", help="print, but keep nothing")
    chosen, loads = parser.parse_args(), list[float]()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # So that all servers stop too.
    with workplace() as folder:
        found = measure(folder, chosen, loads)
    sys.stdout.write(section(found, "dry run") if chosen.dry else write(found, loads))


if __name__ == "__main__":
    main()
