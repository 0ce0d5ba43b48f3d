"""The districts and their streets: numbers, who leads there, and the homes side by side.

The tables are frozen, so that a family can compare even while no app answers.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from content import Catalog
from content.tables import Institution, Place
from disclosure.comparing.overview import Table, behind, tables
from disclosure.listing import ONE_PAGE
from disclosure.pages.front import counted, district_keys, districts, lead, summed
from disclosure.registry import Key, View, page


@lru_cache(maxsize=2)
def _homes(catalog: Catalog) -> dict[str, list[Institution]]:
    """Give the homes on display of every district and street, in the order of lists."""
    found: dict[str, list[Institution]] = defaultdict(list)
    for row in catalog.all(Institution):
        for place in catalog.places(row.place):
            found[place.code].append(row)
    return found


def homes_in(catalog: Catalog, place: str) -> list[Institution]:
    """Give the homes on display in a district or street."""
    return _homes(catalog).get(place, [])


def streets_of(catalog: Catalog, district: str) -> list[Place]:
    """Give the streets and towns of a district that are in use."""
    return _streets(catalog).get(district, [])


@lru_cache(maxsize=2)
def _streets(catalog: Catalog) -> dict[str | None, list[Place]]:
    found: dict[str | None, list[Place]] = defaultdict(list)
    for row in catalog.all(Place):
        found[row.parent].append(row)
    return found


def _tables(catalog: Catalog, place: str, least: int) -> tuple[Table, ...]:
    """Make the tables of a place; a long one would be no help, and its streets have theirs."""
    homes = homes_in(catalog, place)
    return tables(catalog, homes) if least <= len(homes) <= ONE_PAGE else ()


def street_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every street page."""
    return [
        {"district": place.code, "street": street.code}
        for place in districts(catalog)
        for street in streets_of(catalog, place.code)
    ]


def _counted_streets(catalog: Catalog, district: str) -> list[tuple[Place, int]]:
    """Give the streets and towns of a district, each with its number of homes."""
    streets = streets_of(catalog, district)
    return [(row, len(homes_in(catalog, row.code))) for row in streets]


@page("districts", "/districts/", section="institutions")
def every_district(catalog: Catalog) -> View:
    """Show every district in numbers, with its streets and who leads there."""
    city = catalog.city
    parts = [summed(catalog, place) for place in districts(catalog)]
    return View(
        title="各区",
        description=f"{city.name}各区的养老服务机构、床位、公示中的处罚和牵头单位。",
        values={
            "districts": parts,
            "streets": {part.code: _counted_streets(catalog, part.code) for part in parts},
        },
        records=counted(catalog),
    )


@page("district", "/districts/<district>/", keys=district_keys, section="institutions")
def district(catalog: Catalog, district: str) -> View:
    """Show a district: its numbers, its homes side by side, its streets, who leads there."""
    place = catalog.get(Place, district)
    shown = _tables(catalog, district, 2)
    return View(
        title=place.name,
        description=f"{catalog.city.name}{place.name}的养老服务机构、床位、收费和主管单位。",
        values={
            "place": place,
            "district": summed(catalog, place),
            "streets": _counted_streets(catalog, district),
            "tables": shown,
        },
        records=(
            *counted(catalog, district),
            *(behind(catalog, homes_in(catalog, district)) if shown else ()),
        ),
    )


@page("street", "/districts/<district>/<street>/", keys=street_keys, section="institutions")
def street(catalog: Catalog, district: str, street: str) -> View:
    """Show the homes of a street or town side by side."""
    place, above = catalog.get(Place, street), catalog.get(Place, district)
    shown = _tables(catalog, street, 1)
    return View(
        title=place.name,
        description=f"{above.name}{place.name}的养老服务机构：收费、押金、空床、等级和处罚。",
        values={
            "place": place,
            "district": above,
            "total": len(homes_in(catalog, street)),
            "tables": shown,
            "lead": lead(catalog, district),
        },
        records=behind(catalog, homes_in(catalog, street)) if shown else (),
    )
