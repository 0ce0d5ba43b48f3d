"""Files with citizens' words in them: readable by their owner alone, and harmless when opened.

A spreadsheet runs a cell as a formula that begins like one; what citizens typed never may.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from content.faults import ContentError
from content.spreadsheets import FORMULA
from content.workbook.cells import LONGEST, TO_ESCAPE
from content.writing import BOM, PARTIAL, lines_text

OWNER_ONLY = 0o600
RUNNING = (*FORMULA, "\t", "\r", "\n")
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 (a spreadsheet knows no zones)
"""The same rows must give the same bytes, so no file knows when it was written."""

Lines = Iterable[Sequence[str]]


def write_private(path: Path, lines: Lines) -> None:
    """Write rows as CSV or XLSX, as the name ends, whole and for the owner alone.

    Raises ContentError for another ending.
    """
    kinds = {".csv": _csv, ".xlsx": _xlsx}
    if path.suffix.lower() not in kinds:
        raise ContentError(f"{path.name} 应以 .csv 或 .xlsx 结尾")
    _replace(path, kinds[path.suffix.lower()](lines))


def harmless(cell: str) -> str:
    """Give a cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(RUNNING) else cell


def _replace(path: Path, content: bytes) -> None:
    """Replace a file by rename; what is half written is nobody else's either."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ContentError(f"写不了 {path}（{error.strerror}）") from error


def _csv(lines: Lines) -> bytes:
    safe = ([harmless(cell) for cell in cells] for cells in lines)
    return BOM + lines_text(safe).encode()


def _xlsx(lines: Lines) -> bytes:
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
