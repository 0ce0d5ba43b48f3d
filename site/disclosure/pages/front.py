"""The front page: the doors, and the city and its districts in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content import Catalog
from content.tables import BlacklistEntry, Capacity, Institution, Missing, Penalty, Place, Unit
from disclosure.listing import district_of
from disclosure.pages.notices import fundraising_hotline
from disclosure.registry import Key, View, page

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
    ever = {
        row.id
        for row in catalog.ever(Institution)
        if district in ("", district_of(catalog, row.place))
    }
    capacities = [row for row in catalog.all(Capacity) if row.institution in ever]
    beds = [row.beds for row in capacities if not isinstance(row.beds, Missing)]
    vacant = [row.vacant for row in capacities if not isinstance(row.vacant, Missing)]
    return Figures(
        institutions=sum(row.id in ever for row in catalog.all(Institution)),
        beds=sum(beds) if beds else Missing.NOT_REPORTED,
        vacant=sum(vacant) if vacant else Missing.NOT_REPORTED,
        reporting=len(vacant),
        penalties=sum(row.institution in ever for row in catalog.all(Penalty)),
        blacklisted=sum(row.institution in ever for row in catalog.all(BlacklistEntry)),
        as_of=max((row.as_of for row in capacities), default=None),
    )


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
    units = (
        unit
        for unit in catalog.all(Unit)
        if unit.department == LEAD_DEPARTMENT and unit.place == place
    )
    return next(units, None)


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


def counted(catalog: Catalog) -> tuple[Capacity | Penalty | BlacklistEntry, ...]:
    """Name the facts that the numbers are made of."""
    return (*catalog.all(Capacity), *catalog.all(Penalty), *catalog.all(BlacklistEntry))
