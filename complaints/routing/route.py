"""Routing (民政牵头、归口负责): from a matter and a place to the units that lead and handle.

Nothing is unrouted: what fits no unit goes to the triage of the city's lead. What concerns
officials is sealed, and goes to the 纪检监察 unit alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Matter, Place, Unit

LEAD = "mz"
DISCIPLINE = "jw"
OFFICIALS = "J01"
CITY, DISTRICT, STREET = "市", "区", "街道"


class NoLeadError(Exception):
    """The city has no civil-affairs or no 纪检监察 unit; nothing can be taken in."""


@dataclass(frozen=True)
class Route:
    """Who leads, who handles, who joins, and why, in words for the citizen and for the desk.

    `handler` is None where the lead must decide first.
    """

    lead: Unit
    handler: Unit | None
    cooperating: tuple[Unit, ...]
    sealed: bool
    why: str
    source: str


def route(catalog: Catalog, matter: Matter | None, place: str | None, *, sealed: bool) -> Route:
    """Find the units for a matter (None: not known) at a place (None: not known).

    Raises NoLeadError.
    """
    if sealed or (matter and matter.code == OFFICIALS):
        return _to_discipline(catalog)
    districts = _chain(catalog, place)
    lead = _unit(catalog, LEAD, districts, "") or _city_unit(catalog, LEAD)
    if matter is None or not (districts or matter.level == CITY):
        return _to_triage(lead if districts else _city_unit(catalog, LEAD), matter)
    if matter.level == CITY:
        lead = _city_unit(catalog, LEAD)
    handler = _unit(catalog, matter.handler, districts, matter.level)
    if handler is None:
        return _to_triage(_city_unit(catalog, LEAD), matter)
    joining = (_unit(catalog, code, districts, matter.level) for code in matter.cooperating)
    units = tuple(unit for unit in joining if unit and unit not in (handler, lead))
    why = f"“{matter.name}”归{handler.short_name}主办，由{lead.short_name}牵头"
    return Route(lead, handler, units, sealed=False, why=why, source=matter.source)


def discipline_unit(catalog: Catalog) -> Unit:
    """Give the 纪检监察 unit. Raises NoLeadError."""
    return _city_unit(catalog, DISCIPLINE)


def city_lead(catalog: Catalog) -> Unit:
    """Give the city's civil affairs, whose supervisors decide objections. Raises NoLeadError."""
    return _city_unit(catalog, LEAD)


def _to_discipline(catalog: Catalog) -> Route:
    unit = discipline_unit(catalog)
    why = f"反映政府部门或工作人员的，直接密封交给{unit.short_name}，别的部门看不到"
    return Route(unit, unit, (), sealed=True, why=why, source="")


def _to_triage(lead: Unit, matter: Matter | None) -> Route:
    why = f"由{lead.short_name}先看，再分给负责的部门"
    return Route(lead, None, (), sealed=False, why=why, source=matter.source if matter else "")


def _unit(catalog: Catalog, department: str, chain: list[Place], level: str) -> Unit | None:
    """Find a department's unit for a place: on the matter's level, or else the nearest above."""
    if level == CITY:
        return _first(catalog, department, CITY, None)
    for place in chain:
        if unit := _first(catalog, department, place.level, place.code):
            return unit
    return None


def _first(catalog: Catalog, department: str, level: str, place: str | None) -> Unit | None:
    return next(
        (
            unit
            for unit in catalog.all(Unit)
            if unit.department == department and unit.level == level and place in (None, unit.place)
        ),
        None,
    )


def _city_unit(catalog: Catalog, department: str) -> Unit:
    unit = _first(catalog, department, CITY, None)
    if unit is None:
        message = f"no unit of {department} at the level of the city"
        raise NoLeadError(message)
    return unit


def _chain(catalog: Catalog, place: str | None) -> list[Place]:
    """Give the street and district of a place, nearest first, without the city."""
    chain: list[Place] = []
    while place:
        row = catalog.get(Place, place)
        if row.level == CITY:
            break
        chain.append(row)
        place = row.parent
    return chain
