"""Workbooks for tests: written from the sample city, then edited as an editor would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from content.workbook.applying import apply
from content.workbook.reading_book import Comparison, compare_book
from content.workbook.sheets import SEALS

DAY = date(2026, 11, 20)
FIRST = 4
"""The row of the first record on every sheet."""


@contextmanager
def edited(path: Path) -> Iterator[Workbook]:
    """Open a workbook, and save it when the block ends."""
    book = load_workbook(path)
    yield book
    book.save(path)


def trim(path: Path, titles: Sequence[str]) -> None:
    """Leave only some tables in a workbook, as if it had been written with no others."""
    with edited(path) as book:
        kept = {str(book[title]["A1"].value).rpartition(".")[0] + ".csv" for title in titles}
        for sheet in book.worksheets[1:-2]:
            if sheet.title not in titles:
                del book[sheet.title]
        seals = book[SEALS]
        rows = [[cell.value for cell in row] for row in seals.iter_rows()]
        seals.delete_rows(1, len(rows))
        for row in rows:
            if row[0] in kept:
                seals.append(row)


def column_of(sheet: Worksheet, name: str) -> int:
    """Give the number of a column by its technical name, without that of its table."""
    names = [str(cell.value).rpartition(".")[2] for cell in sheet[1]]
    return names.index(name) + 1


def row_of(sheet: Worksheet, key: str) -> int:
    """Give the number of the row whose first cell is `key`."""
    return [str(cell.value) for (cell,) in sheet.iter_rows(max_col=1)].index(key) + 1


def cell_of(sheet: Worksheet, key: str, name: str) -> Any:
    """Give the cell of a row by its key and the technical name of its column."""
    return sheet.cell(row_of(sheet, key), column_of(sheet, name))


def set_cell(path: Path, title: str, key: str, name: str, value: object) -> str:
    """Change one cell; give its place, for example 收费!F12."""
    with edited(path) as book:
        cell = cell_of(book[title], key, name)
        cell.value = value
    return f"{title}!{cell.coordinate}"


def add_row(path: Path, title: str, like: str, **changes: object) -> int:
    """Append a copy of the row `like` with some cells changed; give its number."""
    with edited(path) as book:
        sheet = book[title]
        values = [cell.value for cell in sheet[row_of(sheet, like)]]
        for name, value in changes.items():
            values[column_of(sheet, name) - 1] = value  # type: ignore[call-overload]
        sheet.append(values)
        return int(sheet.max_row)


def compare(folder: Path, path: Path) -> Comparison:
    """Hold a workbook against its folder on the tests' day."""
    return compare_book(folder, path, DAY)


def faults(folder: Path, path: Path) -> list[str]:
    """Give what is wrong with a workbook, each fault in one line."""
    return [str(fault) for fault in compare(folder, path).faults if fault.weight == "fault"]


def told(folder: Path, path: Path) -> list[str]:
    """Give what a workbook would change, as the editor reads it."""
    found = compare(folder, path)
    assert [fault for fault in found.faults if fault.weight == "fault"] == []
    return [line for one in found.differences for line in one.told()]


def apply_book(folder: Path, path: Path) -> None:
    """Apply a workbook without faults."""
    apply(compare(folder, path))


def snapshot(folder: Path) -> Mapping[str, bytes]:
    """Give the bytes of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
