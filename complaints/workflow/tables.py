"""The tables that come with the program, and how their cells are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

SEPARATOR = "；"
FLAGS = {"no": (False,), "yes": (True,), "both": (False, True)}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read a table of this package, row by row."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def several(cell: str) -> tuple[str, ...]:
    """Read a cell of several values; an empty one has none."""
    return tuple(cell.split(SEPARATOR)) if cell else ()
