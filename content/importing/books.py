"""The tables of a content folder while a list is taken over: numbers, places and records.

All is decided in memory; `write` then replaces each changed file whole, numbers first. A run that
is cut short there leaves numbers without rows, which the next run fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from content.checks.references import next_free_id
from content.checks.whereabouts import doubles
from content.city import City
from content.faults import ContentError
from content.folder import Folder
from content.importing.drafts import Draft
from content.importing.mapping import TARGETS, ListMapping
from content.importing.merging import Entered
from content.importing.places import Places
from content.importing.rules import given
from content.new_city import CITY, CIVIL_AFFAIRS
from content.schema import key_of
from content.tables import GivenId, Institution, Place, Record, Row, Unit
from content.writing import write_table

WRITTEN: tuple[type[Row], ...] = (GivenId, Place, *TARGETS)


class Books:
    """What a folder holds and what a list adds to it."""

    def __init__(self, folder: Folder, mapping: ListMapping, day: date) -> None:
        """Open the books of a folder; `day` is the day on which numbers are given.

        Raises ContentError where a table has rows that cannot be read: writing would lose them.
        """
        self._folder, self._mapping, self._day = folder, mapping, day
        city = usable(folder, WRITTEN)
        self.unit = civil_affairs(folder)
        self._places = Places(list(folder.rows(Place)), city.place, mapping.codes)
        self._ids = list(folder.rows(GivenId))
        self._next = int(next_free_id(folder))
        self._known = {row.source_id: row.id for row in self._ids if row.source == mapping.source}
        self._records = {kind: {key_of(row): row for row in folder.rows(kind)} for kind in TARGETS}

    def put(self, source_id: str, made: Draft, district: str, street: str) -> Entered:
        """Enter one home under its number; tell what came of its rows."""
        number = self._number(source_id)
        place = self._place(number, self._places.code(district), district, street)
        entered = Entered()
        for kind, draft in made.rows.items():
            fixed: dict[str, Any] = {kind.KEY: number}
            if kind is Institution:
                fixed["place"] = place
            fresh = replace(draft, **fixed)
            after = entered.add(self._records[kind].get(number), fresh, self._owned(kind))
            self._records[kind][number] = after
        return entered

    def has(self, source_id: str) -> bool:
        """Tell whether the home stood in this list, or one before it under the same name."""
        return self._known.get(source_id) in self._records[Institution]

    def vanished(self, source_ids: set[str]) -> list[Institution]:
        """Give the homes that came from this list, are not ended, and are no longer in it."""
        gone = [number for source_id, number in self._known.items() if source_id not in source_ids]
        rows = [self._records[Institution].get(number) for number in gone]
        return [row for row in rows if isinstance(row, Institution) and row.valid_to is None]

    def doubles(self) -> Iterator[tuple[str, str, Institution]]:
        """Give each home of this list that is a double: its id there, its number, the first one."""
        ids = {number: source_id for source_id, number in self._known.items()}
        rows = self._records[Institution].values()
        for row, first in doubles(row for row in rows if isinstance(row, Institution)):
            if row.id in ids:
                yield ids[row.id], row.id, first

    def write(self) -> None:
        """Write the tables that changed; the others keep their bytes."""
        after: dict[type[Row], list[Any]] = {GivenId: self._ids, Place: self._places.rows}
        after |= {kind: list(rows.values()) for kind, rows in self._records.items()}
        for kind in WRITTEN:
            if after[kind] != self._folder.rows(kind):
                write_table(self._folder.path / kind.file(), kind, after[kind])

    def _number(self, source_id: str) -> str:
        if source_id not in self._known:
            number = str(self._next)
            source = self._mapping.source
            given = GivenId(id=number, source=source, source_id=source_id, given_on=self._day)
            self._ids.append(given)
            self._known[source_id] = number
            self._next += 1
        return self._known[source_id]

    def _place(self, number: str, within: str, district: str, street: str) -> str:
        """Find the place; a street that editors found stays where the list knows none."""
        before = self._records[Institution].get(number)
        if not street and isinstance(before, Institution):
            return before.place if self._places.is_within(before.place, within) else within
        return self._places.code(district, street)

    def _owned(self, kind: type[Record]) -> frozenset[str]:
        """Name the columns that the list owns; of a home also its place."""
        place = {"place"} if kind is Institution else set[str]()
        return given(self._mapping.tables()[kind]) | place


def usable(folder: Folder, kinds: Iterable[type[Row]]) -> City:
    """Give the city of a folder in which all tables of these kinds can be read.

    Raises ContentError, for writing would lose the rows that cannot.
    """
    faults = [fault for kind in (*kinds, Unit) for fault in folder.table(kind).faults]
    if folder.city is None or faults:
        told = [*faults, *folder.faults][0]
        raise ContentError(f"请先改正内容文件夹里的错误，再导入。{told}")
    return folder.city


def civil_affairs(folder: Folder) -> str:
    """Name the unit that answers for what is taken over. Raises ContentError."""
    for unit in folder.rows(Unit):
        if (unit.department, unit.level, unit.valid_to) == (CIVIL_AFFAIRS, CITY, None):
            return unit.id
    raise ContentError("units.csv 里没有市级民政单位（department 为 mz、level 为 市）；请先填写")
