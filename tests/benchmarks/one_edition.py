"""Freezing one edition, and with plain Frozen-Flask: `python -m tests.benchmarks.one_edition`.

The product always freezes both editions. Here every page is said to stand in the standard edition
alone, so that a peer which makes one site stands beside one site; nothing else is different.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import search_index
from content import cut, read_folder
from disclosure.freezing import build
from disclosure.freezing.oracle import freeze_plainly
from disclosure.registry import Page
from disclosure.theme.editions import STANDARD, Edition


def _one(_: Page) -> tuple[Edition, ...]:
    return (STANDARD,)


@contextmanager
def timed(took: dict[str, float]) -> Iterator[None]:
    """Add to `took` the seconds that the block needs: on the clock, and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    yield
    for name, spent in (
        ("seconds", time.perf_counter() - began),
        ("processor", time.process_time() - used),
    ):
        took[name] = took.get(name, 0.0) + spent


def freeze(source: Path, out: Path, day: date) -> dict[str, Any]:
    """Build a release of the standard edition, the time for its index taken apart."""
    index: dict[str, float] = {}
    write = search_index.build

    def build_index(*given: Any, **named: Any) -> search_index.Report:
        with timed(index):
            return write(*given, **named)

    search_index.build = build_index
    result = build(source, out, day)
    return {"pages": len(result.rendered), "index": index}


def freeze_with_frozen_flask(source: Path, out: Path, day: date) -> dict[str, Any]:
    """Freeze the standard edition with Frozen-Flask alone."""
    frozen = freeze_plainly(cut(read_folder(source), day), out)
    return {"pages": len(frozen), "index": {"seconds": 0.0, "processor": 0.0}}


WAYS = {"ours": freeze, "frozen-flask": freeze_with_frozen_flask}


def main() -> None:
    """Freeze, and print what was done as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("day", type=date.fromisoformat)
    given = parser.parse_args()
    Page.editions = property(_one)  # type: ignore[method-assign, assignment]
    json.dump(WAYS[given.way](given.source, given.out, given.day), sys.stdout)


if __name__ == "__main__":
    main()
