"""The cells of a workbook as text, with what cannot be taken for a value: formulas, merged cells.

Only this module knows how a workbook is opened; the caller sees rows of text and faults by cell.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.cell.read_only import EMPTY_CELL, ReadOnlyCell
from openpyxl.utils import range_boundaries

from content.faults import ContentError
from content.spreadsheets import DIGITS, MOST_COLUMNS, open_book, refuse_large, text_of
from content.workbook.sheets import FIRST, LAST

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
BROKEN = "这一格的公式没有算出结果；请填上确定的值"
ROUNDED = f"多于 {DIGITS} 位的数字已被表格软件改动；请把格式设为文本，重新填写"
PERCENT = "这一格是百分比格式：看到的是 {}%，存的是 {}；请把格式改为“常规”，再填 {}"
LITERAL = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands: 0"%" only writes the sign behind the number."""


@dataclass
class Grid:
    """A sheet as rows of text, and the faults of its cells by row and column, from 1."""

    title: str
    rows: list[list[str]] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


class Grids:
    """An XLSX file, read a sheet at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises ContentError."""
        refuse_large(path)
        self._path = path
        self._book = open_book(path, formulas=True)
        self._computed: dict[str, dict[tuple[int, int], object]] = {}
        self.titles = [sheet.title for sheet in self._book.worksheets]

    def close(self) -> None:
        """Close the file."""
        self._book.close()

    def read(self, title: str) -> Grid:
        """Read a sheet. Raises ContentError where a part of the file is damaged."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._read(title)
        # As in `open_book`: what is damaged fails somewhere within openpyxl.
        except Exception as error:
            message = f"{self._path.name} 的工作表 {title} 已损坏；请用表格软件重新保存"
            raise ContentError(message) from error

    def _read(self, title: str) -> Grid:
        grid = Grid(title)
        for number, cells in enumerate(self._rows(self._book, title), start=1):
            texts = ["" if cell is EMPTY_CELL else self._text(grid, number, cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            grid.rows.append(texts)
        while grid.rows and not grid.rows[-1]:
            grid.rows.pop()
        grid.faults |= self._merged(title)
        return grid

    def _text(self, grid: Grid, number: int, cell: ReadOnlyCell) -> str:
        """Give the text of a cell; of a formula its last result."""
        value: object = cell.value
        if cell.data_type == "f":
            value = self._results(grid.title).get((number, cell.column))
        if cell.data_type in ("e", "f") and (value is None or value in ERROR_CODES):
            grid.faults[number, cell.column] = BROKEN
            return ""
        if isinstance(value, int | float) and abs(value) >= 10**DIGITS:
            grid.faults[number, cell.column] = ROUNDED
        elif isinstance(value, int | float) and "%" in LITERAL.sub("", cell.number_format):
            shown = text_of(float(value) * 100)
            grid.faults[number, cell.column] = PERCENT.format(shown, text_of(value), shown)
        return text_of(value)

    @staticmethod
    def _rows(book: Workbook, title: str) -> Iterator[tuple[Any, ...]]:
        """Go through all rows, also where the file says that it has fewer."""
        return book[title].iter_rows(max_row=LAST, max_col=MOST_COLUMNS)

    def _results(self, title: str) -> dict[tuple[int, int], object]:
        """Open the file again for the results of formulas; most workbooks have none."""
        if title not in self._computed:
            with closing(open_book(self._path)) as book:
                self._computed[title] = {
                    (number, cell.column): cell.value
                    for number, cells in enumerate(self._rows(book, title), start=1)
                    for cell in cells
                    if cell.value is not None
                }
        return self._computed[title]

    def _merged(self, title: str) -> dict[tuple[int, int], str]:
        """Find merged cells, of which openpyxl tells nothing while it reads row by row."""
        part = self._book[title]._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001
        with zipfile.ZipFile(self._path) as archive:
            references = [found.decode() for found in MERGED.findall(archive.read(part))]
        faults = {}
        for reference in references:
            left, top, _, bottom = range_boundaries(reference)
            if left and top and bottom and bottom >= FIRST:
                message = f"合并了单元格 {reference}；请取消合并，每一格都填上"
                faults[max(top, FIRST), left] = message
        return faults
