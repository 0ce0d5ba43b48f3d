"""Taking over records about institutions that stand in another list: penalties, prices.

An institution is found by its id in that list, never by its name: names and owners change, and a
record must follow the institution through all of them. A row whose institution nobody knows (an
orphan) is rejected, a row that the mapping does not want is set aside and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from content.faults import ContentError
from content.folder import Folder
from content.importing.books import civil_affairs, usable
from content.importing.drafts import HOME, Note, RejectedRowError, draft, settled
from content.importing.fees import OWNED, fee_rows
from content.importing.mapping import RecordMapping
from content.importing.merging import Entered
from content.importing.report import Report
from content.importing.rules import given
from content.importing.source import Line
from content.schema import column_of, key_of
from content.tables import GivenId, Institution, Penalty, Record
from content.writing import write_table

VANISHED = (
    "名单里不再有，或这次没有收入，表中原行保留；"
    f"如已失效，请填写 {column_of(Record, 'valid_to').label}"
)


class Records:
    """The tables of a folder that a list of records fills, while it is taken over."""

    def __init__(self, folder: Folder, plan: RecordMapping, report: Report) -> None:
        """Open the tables. Raises ContentError where no institution of the other list is known."""
        self._folder, self._plan, self._report = folder, plan, report
        self._owned: Mapping[type[Record], frozenset[str]] = (
            OWNED if plan.fees else {Penalty: given(plan.penalties)}
        )
        usable(folder, (GivenId, Institution, *self._owned))
        self._unit = civil_affairs(folder)
        self._homes = _numbers(folder, plan.of)
        self._rows = {kind: {key_of(one): one for one in folder.rows(kind)} for kind in self._owned}
        self._seen: dict[tuple[type[Record], str], int] = {}

    def take(self, line: Line) -> None:
        """Enter the records of one row. Raises RejectedRowError."""
        if line.problem:
            raise RejectedRowError(line.problem)
        number = self._institution(line)
        only = self._plan.only
        if only and not only.cell(line.cells):
            self._report.set_aside(only.column, only.raw(line.cells))
            return
        fresh, notes = self._made(line, number)
        for row in fresh:
            self._look_for_another(row)
        entered = self._enter(fresh, line.number)
        for note in (*settled(notes, entered.kept), *entered.overwritten):
            self._report.doubt(line.number, note.column, note.cell, note.done)

    def finish(self) -> None:
        """Report the rows of the same document that were not met this time."""
        for kind, rows in self._rows.items():
            for key, row in rows.items():
                listed = row.source_document == self._plan.document and row.valid_to is None
                if listed and (kind, key) not in self._seen:
                    self._report.vanished.append(key)
                    self._report.doubt(0, kind.NAME, key, VANISHED)

    def write(self) -> None:
        """Write the tables that changed; the others keep their bytes."""
        for kind, rows in self._rows.items():
            if list(rows.values()) != self._folder.rows(kind):
                write_table(self._folder.path / kind.file(), kind, rows.values())

    def _institution(self, line: Line) -> str:
        rule = self._plan.institution
        source_id = rule.cell(line.cells)
        if source_id not in self._homes:
            told = f"名单 {self._plan.of} 里没有“{source_id}”，不知道是哪一家"
            raise RejectedRowError(f"{rule.column}：{told}")
        return self._homes[source_id]

    def _made(self, line: Line, number: str) -> tuple[list[Record], Sequence[Note]]:
        if self._plan.fees:
            return fee_rows(line, self._plan, self._plan.fees, self._unit, number)
        made = draft(line, self._plan, self._unit)
        home: dict[str, Any] = {HOME: number}
        return [replace(row, **home) for row in made.rows.values()], made.notes

    def _look_for_another(self, row: Record) -> None:
        """Refuse a record under the number of another one."""
        key = key_of(row)
        if (type(row), key) in self._seen:
            raise RejectedRowError(f"编号 {key} 与第 {self._seen[type(row), key]} 行重复")
        before = self._rows[type(row)].get(key)
        if before is not None and getattr(before, HOME) != getattr(row, HOME):
            raise RejectedRowError(f"编号 {key} 在表中属于另一家 {getattr(before, HOME)}，请核对")

    def _enter(self, fresh: list[Record], line: int) -> Entered:
        entered, is_new = Entered(), False
        for row in fresh:
            kind, key = type(row), key_of(row)
            before = self._rows[kind].get(key)
            self._rows[kind][key] = entered.add(before, row, self._owned[kind])
            self._seen[kind, key] = line
            is_new = is_new or before is None
        self._report.count(is_new=is_new, changed=entered.changed)
        return entered


def _numbers(folder: Folder, source: str) -> dict[str, str]:
    """Give the numbers of the institutions that came from a list, by their ids there."""
    homes = {row.id for row in folder.rows(Institution)}
    known = [row for row in folder.rows(GivenId) if row.source == source and row.id in homes]
    if not known:
        raise ContentError(f"没有来自名单 {source} 的机构；请先导入那份名单")
    return {row.source_id: row.id for row in known}
