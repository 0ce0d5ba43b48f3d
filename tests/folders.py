"""Content folders for tests: the sample city, copied, with a cell or a row changed."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import content

SAMPLE = Path(content.__file__).parent / "sample"


def copy_sample(target: Path, engine: str = "tantivy") -> Path:
    """Copy the sample city so that a test may change it.

    Its search is written by the quickest engine, unless a test is about another.
    """
    shutil.copytree(SAMPLE, target)
    city = target / "city.toml"
    city.write_text(f'{city.read_text("utf-8")}\nsearch = "{engine}"\n', "utf-8")
    return target


def set_cell(folder: Path, table: str, key: str, column: str, value: str) -> None:
    """Write one cell as an editor would: the row whose first cell is `key`."""
    header, rows = read(folder, table)
    row = next(row for row in rows if row[0] == key)
    row[header.index(column)] = value
    write(folder, table, [header, *rows])


def add_row(folder: Path, table: str, **cells: str) -> None:
    """Append a row; cells that are not named stay empty."""
    header, rows = read(folder, table)
    write(folder, table, [header, *rows, [cells.get(name, "") for name in header]])


def drop_row(folder: Path, table: str, key: str) -> None:
    """Delete a row."""
    header, rows = read(folder, table)
    write(folder, table, [header, *(row for row in rows if row[0] != key)])


def cell(folder: Path, table: str, key: str, column: str) -> str:
    """Read one cell."""
    header, rows = read(folder, table)
    return next(row for row in rows if row[0] == key)[header.index(column)]


def read(folder: Path, table: str) -> tuple[list[str], list[list[str]]]:
    """Read a table as text: header and rows."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(folder: Path, table: str, rows: list[list[str]]) -> None:
    """Write a table as text."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
