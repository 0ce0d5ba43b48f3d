"""Inspections as pages show them: with the names of those who came, and what was due.

What is due is the bureaus' own duty; 应查未查 is said as plainly as a home's fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from content import Catalog
from content.inspecting import Due, dues_of, years
from content.tables import Department, Inspection, Institution, Unit
from disclosure.photos import ShownPhoto, photos_of
from disclosure.showing import Line, line

SHOWN_YEARS = 2
"""This year, which can still be made good, and the last one that is over."""


@dataclass(frozen=True)
class Visit:
    """An inspection with the names of its units, and what was photographed."""

    line: Line[Inspection]
    units: tuple[str, ...]
    photos: tuple[ShownPhoto, ...]


@dataclass(frozen=True)
class Duty:
    """What was due, with the short name of the unit that owed it."""

    due: Due
    unit: str


def visits(catalog: Catalog, inspections: Iterable[Inspection]) -> list[Visit]:
    """Show some inspections, the latest first."""
    ordered = sorted(inspections, key=lambda row: (row.inspected_on, row.id), reverse=True)
    return [_visit(catalog, row) for row in ordered]


def reckoned(catalog: Catalog, institution: Institution) -> list[tuple[int, list[Duty]]]:
    """Give, year by year, what was due at one institution; years without a rule are left out."""
    found = (
        (year, [duty(catalog, due) for due in dues_of(catalog, institution, year)])
        for year in islice(years(catalog), SHOWN_YEARS)
    )
    return [(year, duties) for year, duties in found if duties]


def duty(catalog: Catalog, due: Due) -> Duty:
    """Name the unit that owed a due: that of the rule's department and level at the home's place.

    Where no such unit is known, the department is named.
    """
    rule = due.rule
    places = [place.code for place in catalog.places(due.institution.place)]
    units = _units(catalog)
    owing = (units.get((rule.department, rule.level, code)) for code in places)
    department = catalog.get(Department, rule.department).short_name
    of_city = units.get((rule.department, rule.level, catalog.city.place))
    return Duty(due, next(filter(None, owing), of_city or department))


@lru_cache(maxsize=2)
def _units(catalog: Catalog) -> dict[tuple[str, str, str], str]:
    return {
        (unit.department, unit.level, unit.place): unit.short_name for unit in catalog.all(Unit)
    }


def _visit(catalog: Catalog, row: Inspection) -> Visit:
    names = tuple(catalog.get(Unit, unit).short_name for unit in row.units)
    return Visit(line(catalog, row), names, photos_of(catalog, row.institution, row.id))
