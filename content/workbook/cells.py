"""One value as a cell: dates as dates, numbers as numbers, all else as text that stays text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from openpyxl.cell import Cell, MergedCell

from content.cells import INVISIBLE
from content.faults import ContentError
from content.schema import Column
from content.spreadsheets import DIGITS, FORMULA
from content.tables import Row
from content.writing import LINE_END, cell_text

FORMATS = {"date": "yyyy-mm-dd", "integer": "General", "number": "General"}
TEXT = "@"
LONGEST = 32_767
"""So many characters a cell can hold."""
FIRST_DAY = date(1900, 3, 1)
"""Before it the days of spreadsheets are wrong: they take 1900 for a leap year."""
TO_ESCAPE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
CODE = re.compile(r"[!-~]+")


def format_of(column: Column) -> str:
    """Give the number format of a column; text, so that 0012 and long numbers stay as typed."""
    return FORMATS.get(column.kind, TEXT)


def fill(cell: Cell | MergedCell, value: object, column: Column) -> None:
    """Put a value into a cell so that it reads back as the same. Raises ContentError."""
    cell.number_format = format_of(column)
    if isinstance(value, date | int | Decimal) and _fits(value):
        cell.value = value
    elif text := LINE_END.sub("\n", cell_text(value)):
        _fill_text(cell, TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _fill_text(cell: Cell | MergedCell, text: str) -> None:
    """Write text as text, whatever a spreadsheet might take it for."""
    if len(text) > LONGEST:
        raise ContentError(f"多于 {LONGEST} 个字，表格软件的一格放不下")
    cell.value = text
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.quotePrefix = True


def _fits(value: date | int | Decimal) -> bool:
    """Tell whether a spreadsheet knows the day, or keeps every digit; yes and no are words."""
    if isinstance(value, date):
        return value >= FIRST_DAY
    kept = Decimal(format(float(value), f".{DIGITS}g"))
    return not isinstance(value, bool) and kept == value


def plain(text: str, column: Column, row: type[Row]) -> str:
    """Give a code, number, day or choice as it was meant: １２００ is 1200.

    Nobody would see what is wrong with one that was copied with a character of no width.
    """
    if column.is_text and column.name != row.KEY:
        return text
    seen = INVISIBLE.sub("", text).strip()
    narrow = seen.translate(FULL_WIDTH)
    return narrow if CODE.fullmatch(narrow) else seen
