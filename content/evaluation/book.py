"""The form as an XLSX workbook: the form itself, and the source rows in full behind it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from content.evaluation.form import Answered, Line, line
from content.schema import columns
from content.tables import TABLES, Row
from content.workbook.cells import fill
from content.writing import write_whole

SOURCES = "来源行"
WIDTHS = (12, 6, 30, 10, 46, 26, 26, 34)
TITLE, BOLD = Font(bold=True, size=16), Font(bold=True)
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
NumberOf = Callable[[Row], int]
"""The row of the spreadsheet in which a source stands; the header is row 1."""


def write_form(
    target: Path, preamble: Sequence[str], answered: Sequence[Answered], number_of: NumberOf
) -> None:
    """Write the workbook whole; whatever a cell says stays text and is never a formula."""
    book = Workbook()
    form = book.worksheets[0]
    form.title = Line.TITLE
    _write_lines(form, preamble, answered)
    _write_sources(book.create_sheet(SOURCES), answered, number_of)
    packed = io.BytesIO()
    book.save(packed)
    write_whole(target, packed.getvalue())


def _write_lines(sheet: Worksheet, preamble: Sequence[str], answered: Sequence[Answered]) -> None:
    sheet.cell(1, 1, Line.TITLE).font = TITLE
    for row, words in enumerate(preamble, start=2):
        sheet.cell(row, 1, words)
    heading = len(preamble) + 2
    for index, (column, width) in enumerate(zip(columns(Line), WIDTHS, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(heading, index, column.title).font = BOLD
    for row, one in enumerate(answered, start=heading + 1):
        _write_row(sheet, row, line(one))
    for cells in sheet.iter_rows(min_row=heading):
        for cell in cells:
            cell.border, cell.alignment = BOX, WRAPPED
    sheet.freeze_panes = f"A{heading + 1}"
    _lay_out(sheet, heading)


def _lay_out(sheet: Worksheet, heading: int) -> None:
    """Print across sheets of A4, as wide as one, with the headings on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading}:{heading}"


def _write_row(sheet: Worksheet, number: int, row: Row, first: int = 1) -> None:
    for index, column in enumerate(columns(type(row)), start=first):
        fill(sheet.cell(number, index), getattr(row, column.name), column)


def _write_sources(sheet: Worksheet, answered: Sequence[Answered], number_of: NumberOf) -> None:
    """Write a block for each table: what it is called, its headings, its rows."""
    used = _used(answered)
    top = 1
    for kind in TABLES:
        rows = sorted((row for row in used if type(row) is kind), key=number_of)
        if rows:
            _write_headings(sheet, top, kind)
            for place, row in enumerate(rows, start=top + 2):
                sheet.cell(place, 1, number_of(row))
                sheet.cell(place, 2, "、".join(used[row]))
                _write_row(sheet, place, row, first=3)
            top += len(rows) + 3


def _write_headings(sheet: Worksheet, top: int, kind: type[Row]) -> None:
    sheet.cell(top, 1, f"{kind.TITLE}（{kind.file()}）").font = BOLD
    titles = ("行号", "用于指标", *(column.title for column in columns(kind)))
    for index, title in enumerate(titles, start=1):
        sheet.cell(top + 1, index, title).font = BOLD


def _used(answered: Sequence[Answered]) -> dict[Row, list[str]]:
    """Give the indicators that each row serves."""
    used: dict[Row, list[str]] = {}
    for one in answered:
        for row in one.rows:
            used.setdefault(row, []).append(one.indicator.number)
    return used
