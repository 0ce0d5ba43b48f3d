"""The drop-down lists of a sheet: enumerations, missing words, and the keys of other tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from content.schema import Column
from content.tables import Missing
from content.tables.base import YES_NO
from content.workbook.sheets import CHOICES, FIRST, LAST, Sheet

LONGEST_HEAD, LONGEST_WORDS = 32, 255
"""So long a message of a rule may be; a longer one makes Excel offer to repair the file."""


class Choices:
    """The words of all lists, each list once, as columns of a hidden sheet.

    A list written into the rule itself may have 255 characters and no comma.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Offer the keys of these sheets."""
        self._sheets = {sheet.file.removesuffix(".csv"): sheet for sheet in sheets}
        self._lists: dict[tuple[str, ...], int] = {}

    def rules(self, sheet: Sheet) -> Iterator[DataValidation]:
        """Give the rule of every column that has a list."""
        for index, column in enumerate(sheet.columns, start=1):
            if source := self._source(column):
                letter = get_column_letter(index)
                yield _rule(column, source, f"{letter}{FIRST}:{letter}{LAST}")

    def write(self, sheet: Worksheet) -> None:
        """Write the lists down; called when every rule has been asked for."""
        for words, index in self._lists.items():
            for row, word in enumerate(words, start=1):
                sheet.cell(row, index, word)

    def _source(self, column: Column) -> str:
        target, _, key = column.refers.partition(".")
        if target in self._sheets:
            return _keys(self._sheets[target], key)
        words = column.choices or (tuple(YES_NO) if column.kind == "boolean" else ())
        words += tuple(Missing) if column.may_be_missing else ()
        return self._range(words) if words else ""

    def _range(self, words: tuple[str, ...]) -> str:
        index = self._lists.setdefault(words, len(self._lists) + 1)
        letter = get_column_letter(index)
        return f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(words)}"


def _keys(sheet: Sheet, key: str) -> str:
    """Point to the filled part of a key column: a list with blanks at its end opens there."""
    names = [column.name for column in sheet.columns]
    letter = get_column_letter(names.index(key) + 1)
    place = f"{quote_sheetname(sheet.title)}!${letter}$"
    return f"OFFSET({place}{FIRST},0,0,MAX(1,COUNTA({place}{FIRST}:${letter}${LAST})),1)"


def _rule(column: Column, source: str, cells: str) -> DataValidation:
    """Stop what is not in the list, warn where words or several may stand beside, or only offer."""
    closed = bool(column.choices or column.refers or column.kind == "boolean")
    open_end = column.many or (column.refers and column.may_be_missing)
    advice = "通常从列表中选取；" if open_end else "请从列表中选取；"
    return DataValidation(
        type="list",
        formula1=source,
        sqref=cells,
        allow_blank=True,
        showErrorMessage=closed,
        errorStyle="warning" if open_end else "stop",
        errorTitle=column.title[:LONGEST_HEAD],
        error=(advice + column.description)[:LONGEST_WORDS],
    )
