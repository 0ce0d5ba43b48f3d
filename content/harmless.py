"""Rows as the bytes of a file that a spreadsheet opens without running anything.

A spreadsheet runs a cell as a formula that begins like one; what people typed never may.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from content.faults import ContentError
from content.spreadsheets import FORMULA
from content.workbook.cells import LONGEST, TO_ESCAPE
from content.writing import BOM, lines_text

RUNNING = (*FORMULA, "\t", "\r", "\n")
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 (a spreadsheet knows no zones)
"""The same rows must give the same bytes, so no file knows when it was written."""

Lines = Iterable[Sequence[str]]


def harmless(cell: str) -> str:
    """Give a cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(RUNNING) else cell


def as_csv(lines: Lines) -> bytes:
    """Write rows as CSV with a byte order mark, by which spreadsheets know Chinese."""
    safe = ([harmless(cell) for cell in cells] for cells in lines)
    return BOM + lines_text(safe).encode()


def as_xlsx(lines: Lines) -> bytes:
    """Write rows as a workbook of text cells. Raises ContentError for a cell that is too long."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = NO_DAY
    sheet: WriteOnlyWorksheet = book.create_sheet()
    for cells in lines:
        sheet.append([_text_cell(sheet, cell) for cell in cells])
    packed = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED)).save()
    return _undated(packed)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Make a cell that is text, whatever it looks like."""
    if len(text) > LONGEST:
        raise ContentError(f"多于 {LONGEST} 个字，XLSX 的一格放不下；请改为 .csv")
    cell: Cell = WriteOnlyCell(sheet, TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _undated(packed: io.BytesIO) -> bytes:
    """Pack the parts anew without the moment of packing."""
    plain = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(plain, "w") as target:
        for part in source.infolist():
            quiet = zipfile.ZipInfo(part.filename)
            quiet.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(quiet, source.read(part))
    return plain.getvalue()
