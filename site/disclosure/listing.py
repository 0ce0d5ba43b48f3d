"""The lists of institutions: what a line shows, and how a long list is cut into pages.

A list of up to a hundred stands on one page; a longer one is an index of its cuts, by initial
or by price. A change then moves one page, which is worth uneven cuts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from content import Catalog
from content.costs import band, costs, lowest
from content.tables import (
    BlacklistEntry,
    Capacity,
    Institution,
    Missing,
    Penalty,
    Place,
    Row,
)

ONE_PAGE = 100
NO_PRICE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: only what is printed there, so that nothing else moves the page."""

    id: str
    name: str
    initials: str
    district: str
    street: str
    where: str
    kind: str
    care: tuple[str, ...]
    built_run: str
    price: Decimal | None
    vacant: int | Missing
    vacant_on: date | None
    grade: int | None
    in_doubt: bool
    penalties: int
    blacklisted: bool

    @property
    def band(self) -> str:
        """The lower bound of the price band, or `none` where no price is reported."""
        return NO_PRICE if self.price is None else str(band(self.price))


@dataclass(frozen=True)
class Group:
    """A part of a list: its key in the address, its entries."""

    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The line of an institution, and the facts behind it."""

    entry: Entry
    facts: tuple[Row, ...]


@lru_cache(maxsize=2)
def told(catalog: Catalog) -> dict[str, Told]:
    """Make the line of every institution, in the order of lists.

    Made once a catalog: a country's institutions lie packed, and each stands in a dozen lists.
    """
    return {
        row.id: Told(entry_of(catalog, row), _facts(catalog, row))
        for row in catalog.all(Institution)
    }


@lru_cache(maxsize=2)
def entries(catalog: Catalog) -> tuple[Entry, ...]:
    """Give the line of every institution, in the order of lists."""
    return tuple(one.entry for one in told(catalog).values())


def shown_records(catalog: Catalog, lines: Iterable[Entry]) -> tuple[Row, ...]:
    """Name the facts behind these lines, for the manifest."""
    return tuple(fact for line in lines for fact in told(catalog)[line.id].facts)


def _facts(catalog: Catalog, row: Institution) -> tuple[Row, ...]:
    grade = catalog.grade(row.id)
    return (row, *catalog.of(Capacity, row.id), *([grade] if grade else []))


def by_initial(lines: Sequence[Entry]) -> list[Group]:
    """Cut by pinyin initial; an initial above a hundred by its first two letters."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for letter, part in _grouped(lines, 1).items():
        if len(part) <= ONE_PAGE:
            groups[letter] = part
        else:
            groups.update(_grouped(part, 2))
    return [Group(key, tuple(part)) for key, part in sorted(groups.items())]


def by_price(lines: Sequence[Entry]) -> list[Group]:
    """Cut by bands of 500 yuan, cheapest first; those without a price come last."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for line in lines:
        groups[line.band].append(line)
    ordered = sorted(
        groups, key=lambda band: (band == NO_PRICE, int(band) if band.isdigit() else 0)
    )
    return [Group(band, tuple(groups[band])) for band in ordered]


def _grouped(lines: Iterable[Entry], letters: int) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for line in lines:
        initial = line.initials[:letters]
        groups[initial if initial.isalpha() and initial.isascii() else "0"].append(line)
    return groups


def entry_of(catalog: Catalog, row: Institution) -> Entry:
    """Make the line of one institution."""
    capacity = catalog.one(Capacity, row.id)
    cheapest = lowest(costs(catalog, row.id))
    price = cheapest.monthly if cheapest else Missing.NOT_REPORTED
    grade = catalog.grade(row.id)
    return Entry(
        id=row.id,
        name=row.name,
        initials=catalog.order(row)[0][:2],
        district=district_of(catalog, row.place),
        street=row.place if catalog.get(Place, row.place).level == "街道" else "",
        where=catalog.where(row.place),
        kind=row.kind,
        care=() if isinstance(row.takes_in, Missing) else row.takes_in,
        built_run=row.built_run,
        price=None if isinstance(price, Missing) else price,
        vacant=capacity.vacant if capacity else Missing.NOT_REPORTED,
        vacant_on=capacity.as_of if capacity else None,
        grade=grade.level if grade else None,
        in_doubt=grade is not None and catalog.grade_in_doubt(row.id),
        penalties=len(catalog.of(Penalty, row.id)),
        blacklisted=bool(catalog.of(BlacklistEntry, row.id)),
    )


def district_of(catalog: Catalog, code: str) -> str:
    """Give the code of the district in which a place lies; empty for the city itself."""
    return next((place.code for place in catalog.places(code)), "")
