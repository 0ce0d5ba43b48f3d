"""Reading a list, CSV or XLSX, as rows of text with the numbers that a spreadsheet shows.

A list is read twice and never held: once through, so that nothing is begun with one that cannot
be finished, and then row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from content.faults import ContentError
from content.spreadsheets import MOST_COLUMNS, open_book, refuse_large, text_of

MOST_ROWS = 100_000

Rows = Callable[[], Iterator[Sequence[str]]]


@dataclass(frozen=True)
class Line:
    """One row of the list; `problem` says in Chinese why it cannot be read, mostly nothing."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Listed:
    """A list that can be read to its end: its header and its number of rows, blank ones left out.

    `rows` reads the cells from the beginning each time that it is called.
    """

    header: tuple[str, ...]
    count: int
    rows: Rows

    @property
    def lines(self) -> Iterator[Line]:
        """Go through the rows, one in memory at a time."""
        for number, cells in enumerate(self.rows(), start=1):
            if number > 1 and any(cells):
                yield _line(number, self.header, cells)


def read_list(path: Path, *, encoding: str = "utf-8-sig", sheet: str = "") -> Listed:
    """Look through a list; the first row is its header, `sheet` names one of several sheets.

    Raises ContentError.
    """
    refuse_large(path)
    readers = {".csv": partial(_csv, path, encoding), ".xlsx": partial(_xlsx, path, sheet)}
    if path.suffix.lower() not in readers:
        raise ContentError(f"{path.name} 不是 CSV 或 XLSX 文件；请另存为其中一种")
    return _listed(path.name, readers[path.suffix.lower()])


def _listed(name: str, rows: Rows) -> Listed:
    reading = rows()
    header = _header(name, next(reading, []))
    count = 0
    for number, cells in enumerate(reading, start=1):
        if number > MOST_ROWS:
            raise ContentError(f"{name} 多于 {MOST_ROWS} 行；请分成几份")
        count += any(cells)
    return Listed(header, count, rows)


def _header(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cells)
    while names and not names[-1]:
        names = names[:-1]
    twice = sorted({column for column in names if names.count(column) > 1})
    if not names or twice:
        raise ContentError(f"{name} 的第一行应是列名，不重复、不留空{'：' + '、'.join(twice)}")
    return names


def _line(number: int, header: tuple[str, ...], cells: Sequence[str]) -> Line:
    extra = any(cells[len(header) :])
    filled = [*cells, *[""] * len(header)]
    problem = f"有 {len(cells)} 格，列名只有 {len(header)} 个" if extra else ""
    return Line(number, dict(zip(header, filled, strict=False)), problem)


def _csv(path: Path, encoding: str) -> Iterator[Sequence[str]]:
    try:
        # Line ends within cells are made one kind, as Python does where it is not told otherwise.
        with path.open(encoding=encoding) as file:
            for cells in csv.reader(file, strict=True):
                yield [cell.strip() for cell in cells]
    except UnicodeDecodeError as error:
        raise ContentError(f"{path.name} 不是 {encoding} 编码；请在对照表里改 encoding") from error
    except csv.Error as error:
        raise ContentError(f"{path.name} 不是完整的 CSV（{error}）") from error


def _xlsx(path: Path, sheet: str) -> Iterator[Sequence[str]]:
    book = open_book(path)
    try:
        if sheet and sheet not in book.sheetnames:
            raise ContentError(f"{path.name} 里没有工作表 {sheet}")
        rows = (book[sheet] if sheet else book.worksheets[0]).iter_rows(
            max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True
        )
        for cells in rows:
            yield [text_of(cell) for cell in cells]
    finally:
        book.close()
