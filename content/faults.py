"""A fault of the content: where it is and what would be right, in words an editor understands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Weight = Literal["fault", "warning"]
"""A fault stops the build; a warning does not."""


class ContentError(Exception):
    """The content cannot be used; the message, in Chinese, says why and what to do."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. `row` counts as the spreadsheet does: the header is row 1; 0 means the file."""

    file: str
    row: int
    column: str
    message: str
    weight: Weight = "fault"

    def __str__(self) -> str:
        """Say the fault in one line."""
        place = self.file
        if self.row:
            place += f" 第 {self.row} 行"
        if self.column:
            place += f" {self.column}"
        return f"{'提醒' if self.weight == 'warning' else '错误'}  {place}：{self.message}"

    def as_json(self) -> dict[str, object]:
        """Give the fault for a program."""
        return asdict(self)
