"""Dossiers (卷宗): the rows of each institution with the verdict of the day on every one.

What belongs to no institution, and the institutions themselves, stand in a dossier of their own,
that of the nation. What is shown of one institution follows from its dossier alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from content.publicity import Window, Withheld
from content.schema import columns, key_of
from content.settling import Verdict
from content.tables import TABLES, Contract, ContractCheck, Institution, Lasting, Row

R = TypeVar("R", bound=Row)
Settled = list[tuple[Row, Verdict]]
NATION = ""
"""Where a name of an institution is asked for: none."""

OF_HOMES: frozenset[type[Row]] = frozenset(
    kind for kind in TABLES if "institution" in {column.name for column in columns(kind)}
) | {ContractCheck}
"""The kinds whose rows belong to an institution; a yearly check does through its contract."""


class Sheet(Generic[R]):
    """The rows of one table in one dossier: those on display, and those that are withheld."""

    def __init__(self, settled: Iterable[tuple[R, Verdict]]) -> None:
        """Sort settled rows of one kind."""
        self.shown: list[R] = []
        self.withheld: list[tuple[R, Withheld]] = []
        self._windows: dict[str, Window] = {}
        for row, verdict in settled:
            if isinstance(verdict, Window):
                self.shown.append(row)
                self._windows[key_of(row)] = verdict
            else:
                self.withheld.append((row, verdict))

    @cached_property
    def ever(self) -> dict[str, R]:
        """The rows on display by their keys; of those that others point to, ended ones too."""
        lasting = (row for row, why in self.withheld if why is not Withheld.NOT_YET)
        return {key_of(row): row for row in (*filter(_is_pointed_to, lasting), *self.shown)}

    @cached_property
    def keyed(self) -> dict[str, R]:
        """As `ever`, with rows that others point to already and that are still to come."""
        lasting = (row for row, _ in self.withheld)
        return {key_of(row): row for row in (*filter(_is_pointed_to, lasting), *self.shown)}

    def window(self, key: str) -> Window | None:
        """Give from when and until when a row is shown, and by which rule; None if it is not."""
        return self._windows.get(key)


_EMPTY: Sheet[Any] = Sheet(())


def _is_pointed_to(row: Row) -> bool:
    return isinstance(row, Lasting | Institution)


class Dossier:
    """The rows of one institution, or of the nation; a sheet is sorted when it is asked for."""

    def __init__(self, tables: Mapping[type[Row], Settled]) -> None:
        """Take the settled rows by their tables; most institutions lack most tables."""
        self._tables = tables
        self._sheets: dict[type[Row], Sheet[Any]] = {}

    def sheet(self, kind: type[R]) -> Sheet[R]:
        """Give the rows of a table."""
        if kind not in self._tables:
            return _EMPTY
        if kind not in self._sheets:
            self._sheets[kind] = Sheet(self._tables[kind])
        return self._sheets[kind]

    def withheld(self) -> Iterator[tuple[Row, Withheld]]:
        """Give all rows that may not be shown, and why."""
        for settled in self._tables.values():
            yield from ((row, why) for row, why in settled if isinstance(why, Withheld))


class Dossiers:
    """The dossiers of all institutions and of the nation."""

    def __init__(self, settled: Mapping[str, Settled]) -> None:
        """Keep the settled rows of each owner."""
        self._dossiers = {owner: _dossier(rows) for owner, rows in sorted(settled.items())}
        self._all: dict[type[Row], list[Row]] = {}
        self._owners: dict[type[Row], dict[str, str]] = {}

    def __getitem__(self, owner: str) -> Dossier:
        """Give the dossier of one institution."""
        return self._dossiers.get(owner) or _dossier([])

    def all(self, kind: type[R]) -> list[R]:
        """Give the rows of a table that may be shown."""
        if kind not in self._all:
            sheets = (one.sheet(kind) for one in self._dossiers.values())
            self._all[kind] = [row for sheet in sheets for row in sheet.shown]
        return cast("list[R]", self._all[kind])

    def withheld(self) -> Iterator[tuple[Row, Withheld]]:
        """Give all rows that may not be shown, and why."""
        return (pair for one in self._dossiers.values() for pair in one.withheld())

    def owner(self, kind: type[Row], key: str) -> str:
        """Name the owner of a row on display."""
        if kind not in self._owners:
            self._owners[kind] = {
                key_of(row): owner
                for owner, one in self._dossiers.items()
                for row in one.sheet(kind).shown
            }
        return self._owners[kind].get(key, NATION)


def _dossier(settled: Settled) -> Dossier:
    kinds: dict[type[Row], Settled] = {}
    for row, verdict in settled:
        kinds.setdefault(type(row), []).append((row, verdict))
    return Dossier(kinds)


def dealt(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Deal rows to their institutions; the nation has what belongs to none."""
    rows = list(rows)
    contracts = contracts_of({NATION: rows})
    hands: dict[str, list[Row]] = defaultdict(list, {NATION: []})
    for row in rows:
        hands[owner_of(row, contracts)].append(row)
    return hands


def contracts_of(hands: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """Say of each contract whose it is."""
    rows = (row for hand in hands.values() for row in hand)
    return {row.id: row.institution for row in rows if isinstance(row, Contract)}


def owner_of(row: Row, contracts: Mapping[str, str]) -> str:
    """Name the institution that a row belongs to; `contracts` says whose each contract is."""
    if isinstance(row, ContractCheck):
        return contracts.get(row.contract, NATION)
    return getattr(row, "institution", None) or NATION
