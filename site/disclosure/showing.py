"""A record as pages show it: with the window of its publicity and what its institution says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from content import Catalog, key_of
from content.publicity import Window
from content.tables import Hazard, Institution, Record, Reply

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Shown(Generic[R]):
    """A record, the window in which it may be shown, and the replies (机构回应) to it.

    `hazard` is the number of the hazard behind a penalty, where that one is on display as well.
    """

    record: R
    window: Window
    replies: tuple[Reply, ...]
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
    seen = hazard if catalog.has(Hazard, hazard) else ""
    return Shown(row, catalog.window(row), replies_to(catalog, key_of(row)), seen)


def line(catalog: Catalog, row: R) -> Line[R]:
    """Make the line of a record; the table's rows must belong to an institution."""
    institution: str = row.institution  # type: ignore[attr-defined]
    return Line(institution, catalog.get(Institution, institution).name, shown(catalog, row))


def replies_to(catalog: Catalog, record: str) -> tuple[Reply, ...]:
    """Give the replies to a record, the first said first."""
    return _replies(catalog).get(record, ())


@lru_cache(maxsize=2)
def _replies(catalog: Catalog) -> dict[str, tuple[Reply, ...]]:
    found: dict[str, list[Reply]] = defaultdict(list)
    for reply in catalog.all(Reply):
        found[reply.record].append(reply)
    return {
        record: tuple(sorted(said, key=lambda one: (one.said_on, one.id)))
        for record, said in found.items()
    }
