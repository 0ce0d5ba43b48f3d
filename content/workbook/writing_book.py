"""Writing the workbook: a guide, a sheet a table, and two hidden sheets for lists and seals."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from content.checks.references import next_free_id
from content.faults import ContentError, Fault
from content.folder import content_files, read_folder
from content.workbook.cells import fill, format_of
from content.workbook.choices import Choices
from content.workbook.guide import write_guide
from content.workbook.meanings import Meanings
from content.workbook.sheets import (
    CHOICES,
    FIRST,
    GUIDE,
    HEADINGS,
    MEANINGS,
    NAMES,
    SEALS,
    Sheet,
    seals,
    sheets_of,
)
from content.writing import cell_text, write_whole

Progress = Callable[[int, int], None]
NARROWEST, WIDEST = 10, 36
"""Widths of columns, in Latin characters; a Chinese one takes two."""
LOOKED_AT = 200
"""So many rows decide how wide a column is."""
GREY = Font(color="808080", size=8)
BOLD = Font(bold=True, color="FFFFFF")
BLUE = PatternFill("solid", fgColor="1F4E79")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_book(folder: Path, target: Path, progress: Progress | None = None) -> int:
    """Write the tables of a folder as a workbook; give how many. An existing file is not touched.

    Raises ContentError, also where a table has rows that cannot be read: they would be lost.
    """
    if target.exists():
        raise ContentError(f"已有文件 {target}，里面可能有没写回的改动；请换一个名字")
    if target.suffix.lower() != ".xlsx":
        raise ContentError(f"{target.name} 应以 .xlsx 结尾")
    # Before reading: what changes in between is then noticed when the workbook comes back.
    sealed = seals(folder, [file.as_posix() for file in content_files(folder)])
    content = read_folder(folder)
    sheets = sheets_of(content)
    if faults := [fault for sheet in sheets for fault in sheet.table.faults]:
        raise ContentError(f"请先改正内容文件夹里的错误，再写出工作簿。{faults[0]}")
    book = _book(sheets, sealed, next_free_id(content), progress or (lambda _done, _total: None))
    packed = io.BytesIO()
    book.save(packed)
    write_whole(target, packed.getvalue())
    return len(sheets)


def _book(
    sheets: tuple[Sheet, ...], sealed: dict[str, str], next_id: str, progress: Progress
) -> Workbook:
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    write_guide(guide, sheets)
    choices = Choices(sheets)
    meanings = Meanings(sheets, next_id)
    for done, sheet in enumerate(sheets, start=1):
        _write_sheet(book.create_sheet(sheet.title), sheet, choices, meanings)
        progress(done, len(sheets))
    choices.write(_hidden(book, CHOICES))
    hidden = _hidden(book, SEALS)
    for sheet in sheets:
        hidden.append([sheet.file, sealed.get(sheet.file, "")])
    return book


def _hidden(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_state = "hidden"
    return sheet


def _write_sheet(target: Worksheet, sheet: Sheet, choices: Choices, meanings: Meanings) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        explained = target.cell(MEANINGS, index, meanings.of(sheet, column))
        explained.font, explained.alignment = GREY, WRAPPED
        _write_column(target, sheet, index)
    target.row_dimensions[MEANINGS].height = 60
    target.freeze_panes = f"B{FIRST}"
    last = HEADINGS + len(sheet.table.rows)
    target.auto_filter.ref = f"A{HEADINGS}:{get_column_letter(len(sheet.columns))}{last}"
    for rule in choices.rules(sheet):
        target.add_data_validation(rule)


def _write_column(target: Worksheet, sheet: Sheet, index: int) -> None:
    column = sheet.columns[index - 1]
    target.cell(NAMES, index, sheet.technical(column)).font = GREY
    heading = target.cell(HEADINGS, index, column.title)
    heading.font, heading.fill = BOLD, BLUE
    values = [getattr(row, column.name) for row in sheet.table.rows]
    for row, (number, value) in enumerate(zip(sheet.table.numbers, values, strict=True), FIRST):
        try:
            fill(target.cell(row, index), value, column)
        except ContentError as error:
            raise ContentError(str(Fault(sheet.file, number, column.label, str(error)))) from None
    look = target.column_dimensions[get_column_letter(index)]
    look.number_format = format_of(column)
    look.width = _width([column.title, *map(cell_text, values[:LOOKED_AT])])


def _width(texts: list[str]) -> int:
    """Count as a spreadsheet shows: GBK has two bytes for what is two columns wide."""
    widest = max(len(text.encode("gbk", "replace")) for text in texts)
    return min(max(widest + 3, NARROWEST), WIDEST)
