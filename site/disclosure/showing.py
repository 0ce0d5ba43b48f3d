"""A record as pages show it: with the window of its publicity and what its institution says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from content import Catalog, key_of
from content.publicity import Window
from content.tables import Hazard, Institution, Missing, Record, Reply, Row, Unit

R = TypeVar("R", bound=Record)


class Provider(NamedTuple):
    """Whose data a record is (数据来源单位): no more of a unit, whose telephone may change."""

    name: str
    credit_code: str | Missing | None


@dataclass(frozen=True)
class Shown(Generic[R]):
    """A record, the window in which it may be shown, and the replies (机构回应) to it.

    `hazard` is the number of the hazard behind a penalty, where that one is on display as well.
    """

    record: R
    window: Window
    replies: tuple[Reply, ...]
    provider: Provider
    hazard: str = ""


@dataclass(frozen=True)
class Line(Generic[R]):
    """A record of a list of the city, with the name of the institution that it is about."""

    id: str
    name: str
    shown: Shown[R]


def shown(catalog: Catalog, row: R) -> Shown[R]:
    """Join a record with its window and the replies to it."""
    hazard = getattr(row, "hazard", None) or ""
    home: str = getattr(row, "institution", "")
    seen = hazard if catalog.has(Hazard, hazard, home) else ""
    unit = catalog.get(Unit, row.source_unit)
    provider = Provider(unit.name, unit.credit_code)
    return Shown(row, catalog.window(row), replies_to(catalog, row), provider, seen)


def line(catalog: Catalog, row: R) -> Line[R]:
    """Make the line of a record; the table's rows must belong to an institution."""
    institution: str = row.institution  # type: ignore[attr-defined]
    return Line(institution, catalog.get(Institution, institution).name, shown(catalog, row))


def replies_to(catalog: Catalog, row: Row, *more: Row) -> tuple[Reply, ...]:
    """Give the replies of an institution to records about it, the first said first."""
    home: str = getattr(row, "institution", "")
    keys = {key_of(one) for one in (row, *more)}
    said = (reply for reply in catalog.of(Reply, home) if reply.record in keys)
    return tuple(sorted(said, key=lambda one: (one.said_on, one.id)))
