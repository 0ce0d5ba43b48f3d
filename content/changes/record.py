"""A change as the log keeps it, a line as a page tells it, and what a release knows of its past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass as plain_dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import Count, Day, InstitutionId, Missing, Row, column

Text = str | Missing
ChangeKind = Literal["新增", "变更", "停止公示"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Row):
    """One cell that changed, one record that came, or one institution that ended.

    `day` is the latest date that the record itself bears, never the day of a build. Texts are kept
    only of cells whose old words may be repeated.
    """

    NAME: ClassVar[str] = "changes"
    TITLE: ClassVar[str] = "变更记录"
    KEY: ClassVar[str] = "key"

    release: Count = column("期", "在哪一期发布")
    day: Day = column("日期", "记录自己的日期")
    kind: ChangeKind = column("种类", "来了一条、改了一格，还是机构停止公示")
    table: str = column("表", "表名")
    key: str = column("编号", "记录在表内的编号")
    institution: InstitutionId | None = column("机构", "机构编号", default=None)
    field: str | None = column("列", "列名；新增为空白", default=None)
    before: str | Missing | None = column("原来", "原来的值", default=None)
    after: str | Missing | None = column("现在", "改后的值", default=None)

    @property
    def anchor(self) -> str:
        """Its place on a page and its name in a feed."""
        return f"c{self.release}-{self.table}-{self.key}-{self.field or 'row'}"


@plain_dataclass(frozen=True)
class Line:
    """A change in the words of the page: whose, what, from, to; None where no words are kept."""

    change: Change
    home: str
    table: str
    subject: str
    column: str
    before: Text | None
    after: Text | None

    @property
    def what(self) -> str:
        """Name the fact: 收费 · 伙食费 · 金额."""
        return " · ".join(part for part in (self.table, self.subject, self.column) if part)

    def words(self) -> str:
        """Give all that a reader sees of it, for the guard."""
        return "\n".join((self.home, self.what, self.before or "", self.after or ""))


@plain_dataclass(frozen=True)
class Past:
    """What a release tells of those before it: lines, newest first, and the head of the last."""

    lines: tuple[Line, ...] = ()
    number: int = 0
    head: str = ""

    @cached_property
    def of(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each institution."""
        found: dict[str, tuple[Line, ...]] = defaultdict(tuple)
        for line in self.lines:
            found[line.change.institution or ""] += (line,)
        return found
