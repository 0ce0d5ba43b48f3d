"""The homes of a comparison: everything that is known of each, gathered once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content import Catalog
from content.tables import (
    BlacklistEntry,
    Capacity,
    CareLevel,
    Contact,
    Grade,
    Institution,
    Missing,
    Penalty,
    Room,
)
from disclosure.comparing.case import Case
from disclosure.comparing.quotes import Quote, comparable, quote, too_old


@dataclass(frozen=True)
class Home:
    """One institution of a comparison; `short` is its name in sentences."""

    row: Institution
    short: str
    quote: Quote
    capacity: Capacity | None
    rooms: tuple[Room, ...]
    levels: tuple[CareLevel, ...]
    grade: Grade | None
    in_doubt: bool
    penalties: tuple[Penalty, ...]
    entries: tuple[BlacklistEntry, ...]
    contact: Contact | None


@dataclass(frozen=True)
class Given:
    """What a comparison is made from."""

    catalog: Catalog
    case: Case
    homes: tuple[Home, ...]

    def vacant(self, home: Home) -> int | None:
        """Give the free beds of a home where they are reported and not too old."""
        if home.capacity is None or too_old(home.capacity, self.catalog.day):
            return None
        return None if isinstance(home.capacity.vacant, Missing) else home.capacity.vacant


def gather(catalog: Catalog, ids: Iterable[str], case: Case) -> Given:
    """Look everything up. Raises KeyError for a number that was never given."""
    rows = [catalog.get(Institution, id_) for id_ in ids]
    quotes = comparable([quote(catalog, row, case) for row in rows])
    names = short_names(rows)
    homes = (_home(catalog, *one) for one in zip(rows, names, quotes, strict=True))
    return Given(catalog, case, tuple(homes))


def short_names(rows: Sequence[Institution]) -> list[str]:
    """Leave out what a name says in brackets, unless two would then be the same."""
    short = [row.name.split("（")[0] or row.name for row in rows]
    twice = {name for name, count in Counter(short).items() if count > 1}
    return [row.name if name in twice else name for row, name in zip(rows, short, strict=True)]


def _home(catalog: Catalog, row: Institution, short: str, quoted: Quote) -> Home:
    return Home(
        row=row,
        short=short,
        quote=quoted,
        capacity=catalog.one(Capacity, row.id),
        rooms=tuple(catalog.of(Room, row.id)),
        levels=tuple(catalog.of(CareLevel, row.id)),
        grade=catalog.grade(row.id),
        in_doubt=catalog.grade_in_doubt(row.id),
        penalties=tuple(catalog.of(Penalty, row.id)),
        entries=tuple(catalog.of(BlacklistEntry, row.id)),
        contact=catalog.one(Contact, row.id),
    )
