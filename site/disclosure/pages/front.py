"""The front page: the doors, and the city and its districts in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from content import Catalog
from content.tables import BlacklistEntry, Capacity, Institution, Missing, Penalty, Place, Unit
from disclosure.facets import by_value
from disclosure.listing import Entry, district_of, entries, shown_records
from disclosure.pages.notices import fundraising_hotline
from disclosure.registry import Key, View, page

Counted = Capacity | Penalty | BlacklistEntry
LEAD_DEPARTMENT = "mz"


@dataclass(frozen=True)
class Figures:
    """The city or one district in numbers; beds count only where they are reported."""

    institutions: int
    beds: int | Missing
    vacant: int | Missing
    reporting: int
    penalties: int
    blacklisted: int
    as_of: date | None


def figures(catalog: Catalog, district: str = "") -> Figures:
    """Add up what the institutions of the city, or of one district, report.

    A penalty counts while it is on display, even when its home has closed since.
    """
    facts = counted(catalog, district)
    capacities = [row for row in facts if isinstance(row, Capacity)]
    beds = [row.beds for row in capacities if not isinstance(row.beds, Missing)]
    vacant = [row.vacant for row in capacities if not isinstance(row.vacant, Missing)]
    return Figures(
        institutions=len(_lines(catalog, district)),
        beds=sum(beds) if beds else Missing.NOT_REPORTED,
        vacant=sum(vacant) if vacant else Missing.NOT_REPORTED,
        reporting=len(vacant),
        penalties=sum(isinstance(row, Penalty) for row in facts),
        blacklisted=sum(isinstance(row, BlacklistEntry) for row in facts),
        as_of=max((row.as_of for row in capacities), default=None),
    )


def counted(catalog: Catalog, district: str = "") -> list[Counted]:
    """Name the facts that the numbers of the city, or of one district, are made of."""
    facts = shown_records(catalog, _lines(catalog, district))
    decided = _decided(catalog)
    groups = [decided.get(district, [])] if district else decided.values()
    return [*(row for row in facts if isinstance(row, Capacity)), *chain.from_iterable(groups)]


def _lines(catalog: Catalog, district: str) -> Sequence[Entry]:
    return by_value(catalog).get(("district", district), ()) if district else entries(catalog)


@lru_cache(maxsize=2)
def _decided(catalog: Catalog) -> dict[str, list[Counted]]:
    """Give what was decided against the institutions of each district, ended ones too."""
    found: dict[str, list[Counted]] = defaultdict(list)
    rows: list[Penalty | BlacklistEntry] = [*catalog.all(Penalty), *catalog.all(BlacklistEntry)]
    for row in rows:
        home = catalog.get(Institution, row.institution)
        found[district_of(catalog, home.place)].append(row)
    return found


@dataclass(frozen=True)
class District:
    """A district with its lead (牵头) and its numbers."""

    code: str
    name: str
    lead: Unit | None
    figures: Figures

    @property
    def vacancy(self) -> tuple[str, int | Missing, str]:
        """Name the district with its free beds, as a bar of a chart."""
        return self.name, self.figures.vacant, "张"


def summed(catalog: Catalog, place: Place) -> District:
    """Sum up one district."""
    return District(place.code, place.name, lead(catalog, place.code), figures(catalog, place.code))


def districts(catalog: Catalog) -> list[Place]:
    """Give the districts in use."""
    return [place for place in catalog.all(Place) if place.level == "区"]


def lead(catalog: Catalog, place: str) -> Unit | None:
    """Give the civil-affairs unit of a place."""
    return _leads(catalog).get(place)


@lru_cache(maxsize=2)
def _leads(catalog: Catalog) -> dict[str, Unit]:
    units = (unit for unit in catalog.all(Unit) if unit.department == LEAD_DEPARTMENT)
    return {unit.place: unit for unit in reversed([*units])}


def district_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every district page."""
    return [{"district": place.code} for place in districts(catalog)]


@page("home", "/")
def home(catalog: Catalog) -> View:
    """Show the search box, the doors, and the city in numbers."""
    city = catalog.city
    return View(
        title="首页",
        description=f"{city.name}养老服务机构的收费、床位、等级、行政处罚和黑名单，由{city.organ}公示。",
        values={
            "figures": figures(catalog),
            "districts": [summed(catalog, place) for place in districts(catalog)],
            "fundraising": fundraising_hotline(catalog),
        },
        records=counted(catalog),
    )
