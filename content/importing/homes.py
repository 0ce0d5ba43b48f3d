"""Taking over a list of institutions: who a row is about, where it stands, and what is said."""

from __future__ import annotations

from datetime import date

from content.folder import Folder
from content.importing.books import Books
from content.importing.cleaning import UNVERIFIED, text
from content.importing.drafts import Note, RejectedRowError, draft, settled
from content.importing.mapping import ListMapping
from content.importing.report import Report
from content.importing.rules import Rule
from content.importing.source import Line
from content.schema import column_of
from content.tables import Institution

VANISHED = (
    f"名单里不再有，表中原行保留；如已停办，请填写 {column_of(Institution, 'valid_to').label}"
)


class Homes:
    """The institutions of a folder while a list of them is taken over."""

    def __init__(self, folder: Folder, plan: ListMapping, day: date, report: Report) -> None:
        """Open the books; `day` is the day on which numbers are given. Raises ContentError."""
        self._plan, self._report = plan, report
        self._books = Books(folder, plan, day)
        self._listed: set[str] = set()
        self._taken: dict[str, int] = {}

    def take(self, line: Line) -> None:
        """Enter one row; the books change only when all of it is known to be right.

        Raises RejectedRowError.
        """
        source_id = self._source_id(line)
        district = self._district(line)
        street, street_notes = self._street(line)
        made = draft(line, self._plan, self._books.unit)
        is_new = not self._books.has(source_id)
        entered = self._books.put(source_id, made, district, street)
        self._taken[source_id] = line.number
        self._report.count(is_new=is_new, changed=entered.changed)
        for note in (*street_notes, *settled(made.notes, entered.kept), *entered.overwritten):
            self._report.doubt(line.number, note.column, note.cell, note.done)

    def finish(self) -> None:
        """Report the homes that the list no longer has, and those that it has twice."""
        for row in self._books.vanished(self._listed):
            self._report.vanished.append(row.id)
            self._report.doubt(0, self._plan.id, f"{row.id} {row.name}", VANISHED)
        for source_id, number, first in self._books.doubles():
            done = f"收为 {number}；名称、地址与 {first.id} 相同，可能是同一家，请核对"
            self._report.doubt(self._taken.get(source_id, 0), self._plan.id, source_id, done)

    def write(self) -> None:
        """Write the tables that changed."""
        self._books.write()

    def _source_id(self, line: Line) -> str:
        column = self._plan.id
        source_id = line.cells[column]
        self._listed.add(source_id)
        if line.problem:
            raise RejectedRowError(line.problem)
        if not source_id:
            raise RejectedRowError(f"{column}：空白，无法认出是哪一家")
        if source_id in self._taken:
            raise RejectedRowError(f"{column}：与第 {self._taken[source_id]} 行重复")
        return source_id

    def _district(self, line: Line) -> str:
        rule = self._plan.district
        name = _place_name(line, rule)
        if not name or name == UNVERIFIED:
            why = "看不出" if rule.raw(line.cells) else "空白，不知道"
            raise RejectedRowError(f"{rule.column}：{why}在哪个区")
        if self._plan.districts and name not in self._plan.districts:
            raise RejectedRowError(f"{rule.column}：对照表里没有“{name}”")
        return name

    def _street(self, line: Line) -> tuple[str, list[Note]]:
        """Read the street; where there is none the home stands in its district."""
        rule = self._plan.street
        if rule is None:
            return "", []
        name = _place_name(line, rule)
        if name and name != UNVERIFIED:
            return name, []
        return "", [Note(rule.column, rule.raw(line.cells), "没有街道，所在地区只到区")]


def _place_name(line: Line, rule: Rule) -> str:
    return text(rule.cell(line.cells)).value.replace(" ", "")
