"""What an institution filed in one table, fact by fact, and what it left out.

A group in which nothing is reported is one line of a board, not a desert of 未填报.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content import Catalog
from content.schema import Column, columns
from content.tables import TABLES, Missing, Record, Row, Unit
from disclosure.thresholds import Standing, standing

KEYS = frozenset({"id", "institution"})
UNITS = "units.id"
LAST_DAYS = frozenset({"licence_until", "insured_until", "care_insured_until"})
"""Columns whose day is the last of something that a family counts on."""
OWN = {
    kind.NAME: tuple(
        one for one in columns(kind) if one.name in kind.__annotations__ and one.name not in KEYS
    )
    for kind in TABLES
}
"""The columns of each table that say something, without its keys and its envelope."""


@dataclass(frozen=True)
class Fact:
    """One value under the name of its column; `unit` is what it is counted in, or empty.

    `plain` says what the name means, where only officials know it; `standing` says how a last day
    stands, and of anything else that it is in time.
    """

    label: str
    value: object
    unit: str
    plain: str
    standing: Standing


@dataclass(frozen=True)
class Filed:
    """The facts of one table that has one row an institution; `lacking` are those 未填报."""

    title: str
    facts: tuple[Fact, ...]
    lacking: tuple[str, ...]


def filed(catalog: Catalog, kind: type[Record], institution: str) -> Filed:
    """Give what an institution filed in a table, in the order of its columns."""
    row = catalog.one(kind, institution)
    facts = [_fact(catalog, row, column) for column in OWN[kind.NAME]]
    told = tuple(fact for fact in facts if fact.value is not Missing.NOT_REPORTED)
    lacking = tuple(fact.label for fact in facts if fact.value is Missing.NOT_REPORTED)
    return Filed(kind.TITLE, told, lacking)


def unreported(catalog: Catalog, institution: str, *kinds: type[Record]) -> tuple[str, ...]:
    """Name the tables in which an institution filed nothing at all."""
    return tuple(kind.TITLE for kind in kinds if _nothing(catalog, kind, institution))


def of_institutions(kinds: tuple[type[Row], ...]) -> tuple[type[Row], ...]:
    """Choose the tables whose rows belong to an institution."""
    return tuple(kind for kind in kinds if "institution" in {one.name for one in columns(kind)})


def _fact(catalog: Catalog, row: Record | None, column: Column) -> Fact:
    value = getattr(row, column.name) if row else Missing.NOT_REPORTED
    if value is None:
        value = Missing.NOT_APPLICABLE
    elif column.refers == UNITS and not isinstance(value, Missing):
        value = catalog.get(Unit, value).short_name
    unit = "" if isinstance(value, Missing) else column.unit
    ends = value if column.name in LAST_DAYS and isinstance(value, date) else Missing.NOT_APPLICABLE
    return Fact(column.title, value, unit, column.plain, standing(ends, catalog.day))


def _nothing(catalog: Catalog, kind: type[Record], institution: str) -> bool:
    if kind.KEY == "institution":
        return not (catalog.of(kind, institution) and filed(catalog, kind, institution).facts)
    return not catalog.of(kind, institution)
