"""Parts of a release alone, each in a process of its own: the raw limit, compression, the index.

`python -m tests.benchmarks.freezing_alone write|compress PUBLIC FOLDER`, or `index CONTENT FOLDER
DAY [BEFORE]`. Prints what it took as JSON; reading what is written is not counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import search_index
from content import cut, read_folder
from tests.benchmarks.one_edition import timed

TEXTS = frozenset((".html", ".xml", ".css", ".js", ".csv", ".json", ".svg", ".txt"))
BEST = 9


def write(public: Path, folder: Path) -> dict[str, Any]:
    """Write the same bytes to the same names with a plain loop: no more can be had of the disk."""
    return _each(public, lambda name, body: _put(folder / name, body))


def compress(public: Path, folder: Path) -> dict[str, Any]:
    """Compress every text with gzip at its best, as a web server would be given it."""

    def put(name: Path, body: bytes) -> int:
        if name.suffix not in TEXTS:
            return 0
        return _put(folder / f"{name}.gz", gzip.compress(body, BEST, mtime=0))

    return _each(public, put)


def _put(target: Path, body: bytes) -> int:
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True)
    return target.write_bytes(body)


def _each(public: Path, put: Callable[[Path, bytes], int]) -> dict[str, Any]:
    took, count, size = {"seconds": 0.0, "processor": 0.0}, 0, 0
    for file in sorted(one for one in public.rglob("*") if one.is_file()):
        body, name = file.read_bytes(), file.relative_to(public)
        with timed(took):
            size += put(name, body)
        count += 1
    return {**took, "count": count, "megabytes": size / 1_000_000}


def index(content: Path, folder: Path, day: date, before: Path | None) -> dict[str, Any]:
    """Write the index of a folder's catalog, what did not change taken over from `before`."""
    catalog = cut(read_folder(content), day)
    took: dict[str, float] = {}
    with timed(took):
        documents = search_index.documents(catalog)
        report = search_index.build(catalog.city.search, documents, folder, before=before)
    return {**took, "count": report.documents}


def main() -> None:
    """Do one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "compress", "index"))
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("day", type=date.fromisoformat, nargs="?")
    parser.add_argument("before", type=Path, nargs="?")
    given = parser.parse_args()
    if given.what == "index":
        done = index(given.source, given.folder, given.day, given.before)
    else:
        done = {"write": write, "compress": compress}[given.what](given.source, given.folder)
    json.dump(done, sys.stdout)


if __name__ == "__main__":
    main()
