"""The explanations in the second row of a sheet: what a column holds, and what may stand there."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema import Column
from content.workbook.numbering import is_given
from content.workbook.sheets import Sheet


class Meanings:
    """What is said of the columns of these sheets; `next_id` is the number not yet given."""

    def __init__(self, sheets: Sequence[Sheet], next_id: str) -> None:
        """Know the titles of the sheets to which columns refer."""
        self._titles = {sheet.kind.NAME: sheet.title for sheet in sheets}
        self._next = next_id

    def of(self, sheet: Sheet, column: Column) -> str:
        """Explain a column of a sheet in Chinese."""
        words = (
            column.description,
            f"单位 {column.unit}" if column.unit else "",
            self._whence(sheet, column),
            "可空白" if column.optional else "",
        )
        return "；".join(word for word in words if word)

    def _whence(self, sheet: Sheet, column: Column) -> str:
        """Say where keys are to be found, and whether there must be one."""
        if is_given(column, sheet):
            return f"同时要在别的表里填新机构的，依次写下一个编号 {self._next} 等"
        title = self._titles.get(column.target)
        words = (f"见工作表“{title}”" if title else "", "必填" if column.required else "")
        return "；".join(word for word in words if word)
