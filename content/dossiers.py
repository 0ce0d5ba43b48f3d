"""Dossiers (卷宗): the rows of each institution with the verdict of the day on every one.

What belongs to no institution, and the institutions themselves, stand in a dossier of their own,
that of the nation, whose tables stay open once they were asked for. Those of institutions lie
packed, and only the last that were asked for are open. What is shown of one institution follows
from its dossier alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any, Generic, TypeVar, cast

from content.dealing import NATION
from content.packing import Rows, Values, flat, flattened, made, squeeze, stretch, values_of
from content.publicity import Window, Withheld
from content.schema import key_of
from content.settling import Verdict
from content.tables import Institution, Lasting, Row

R = TypeVar("R", bound=Row)
Settled = Iterable[tuple[Row, Verdict]]
Pairs = list[tuple[Row, Verdict]]
Folded = tuple[list[Values], list[Verdict]]
OPEN = 128
"""So many dossiers stay open: what a page shows is mostly of one institution, or of its likes."""
SHORT = 10_000
"""A table of so many rows stays open once somebody asked for all of it."""


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
    """The rows of one institution, or of the nation; a sheet is made when it is asked for."""

    def __init__(self, tables: Mapping[type[Row], Callable[[], Settled]]) -> None:
        """Take what gives the settled rows of each table; most institutions lack most tables."""
        self._tables = tables
        self._sheets: dict[type[Row], Sheet[Any]] = {}

    def sheet(self, kind: type[R]) -> Sheet[R]:
        """Give the rows of a table."""
        if kind not in self._tables:
            return _EMPTY
        if kind not in self._sheets:
            self._sheets[kind] = Sheet(cast("Any", self._tables[kind]()))
        return self._sheets[kind]

    def shown(self) -> Iterator[Row]:
        """Give all rows on display."""
        return (row for kind in self._tables for row in self.sheet(kind).shown)


class Dossiers:
    """The dossiers of all institutions and of the nation."""

    def __init__(self, settled: Iterable[tuple[str, Settled]]) -> None:
        """Keep the settled rows of each owner, one owner after the other."""
        self.withheld = Withholding()
        self._nation = Dossier({})
        self._packed: dict[str, bytes] = {}
        self._like = b""  # The first dossier, flat: all others are much like it.
        self._owners: dict[type[Row], list[str]] = defaultdict(list)
        for owner, rows in settled:
            self._keep(owner, _by_kind(self.withheld.noting(rows)))
        self._packed = dict(sorted(self._packed.items()))
        self._opened = lru_cache(OPEN)(self._open)
        self._all: dict[type[Row], list[Row]] = {}
        self._owner_of: dict[type[Row], dict[str, str]] = {}

    def _keep(self, owner: str, tables: Mapping[type[Row], Pairs]) -> None:
        for kind, pairs in tables.items():
            if any(isinstance(verdict, Window) for _, verdict in pairs):
                self._owners[kind].append(owner)
        folded = {kind: _folded(pairs) for kind, pairs in tables.items()}
        if owner == NATION:
            packed = {kind: squeeze(one) for kind, one in folded.items()}
            self._nation = Dossier({kind: partial(_table, kind, packed[kind]) for kind in packed})
        else:
            self._like = self._like or flat(folded)
            self._packed[owner] = squeeze(folded, self._like)

    def _open(self, owner: str) -> Dossier:
        if owner == NATION:
            return self._nation
        packed = self._packed.get(owner)
        return _unpack(packed, self._like) if packed else Dossier({})

    def __getitem__(self, owner: str) -> Dossier:
        """Give the dossier of one institution."""
        return self._opened(owner)

    def all(self, kind: type[R]) -> list[R]:
        """Give the rows of a table that may be shown: those of a long one are opened each time."""
        if kind in self._all:
            return cast("list[R]", self._all[kind])
        owners = sorted(self._owners[kind])
        rows = [row for owner in owners for row in self._open(owner).sheet(kind).shown]
        if len(rows) <= SHORT:
            self._all[kind] = cast("list[Row]", rows)
        return rows

    def shown(self) -> Iterator[Row]:
        """Give every row on display, the nation's first, then institution by institution."""
        return (row for owner in (NATION, *self._packed) for row in self._open(owner).shown())

    def unlike(self, other: Dossiers) -> list[str]:
        """Name the institutions whose dossiers are not the same here and there."""
        owners = self._packed.keys() | other._packed.keys()
        if self._like == other._like:
            return sorted(one for one in owners if self._packed.get(one) != other._packed.get(one))
        return sorted(one for one in owners if self._flat(one) != other._flat(one))

    def _flat(self, owner: str) -> bytes:
        packed = self._packed.get(owner)
        return flattened(packed, self._like) if packed else b""

    def owner(self, kind: type[Row], key: str) -> str:
        """Name the owner of a row on display."""
        if kind not in self._owner_of:
            self._owner_of[kind] = {
                key_of(row): owner
                for owner in self._owners[kind]
                for row in self._open(owner).sheet(kind).shown
            }
        return self._owner_of[kind].get(key, NATION)


class Withholding:
    """What is withheld in all dossiers: the rows, packed, and their keys."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rows: Rows[Row] = Rows()
        self._reasons: list[Withheld] = []
        self._keys: dict[type[Row], set[str]] = defaultdict(set)

    def noting(self, settled: Settled) -> Iterator[tuple[Row, Verdict]]:
        """Pass settled rows on, and note those that are withheld."""
        for row, verdict in settled:
            if isinstance(verdict, Withheld):
                self._rows.append(row)
                self._reasons.append(verdict)
                self._keys[type(row)].add(key_of(row))
            yield row, verdict

    def __iter__(self) -> Iterator[tuple[Row, Withheld]]:
        """Give the rows, and why each is withheld."""
        return zip(self._rows, self._reasons, strict=True)

    def __contains__(self, row: Row) -> bool:
        return key_of(row) in self._keys[type(row)]


def _by_kind(settled: Settled) -> dict[type[Row], Pairs]:
    kinds: dict[type[Row], Pairs] = {}
    for row, verdict in settled:
        kinds.setdefault(type(row), []).append((row, verdict))
    return kinds


def _folded(pairs: Pairs) -> Folded:
    """Give what is to be packed; equal verdicts, of which there are many, become one."""
    known: dict[Verdict, Verdict] = {}
    verdicts = [known.setdefault(verdict, verdict) for _, verdict in pairs]
    return [values_of(row) for row, _ in pairs], verdicts


def _settled(kind: type[Row], folded: Folded) -> Settled:
    return zip((made(kind, values) for values in folded[0]), folded[1], strict=True)


def _table(kind: type[Row], packed: bytes) -> Settled:
    return _settled(kind, stretch(packed))


def _unpack(packed: bytes, like: bytes) -> Dossier:
    tables = stretch(packed, like)
    return Dossier({kind: partial(_settled, kind, folded) for kind, folded in tables.items()})
