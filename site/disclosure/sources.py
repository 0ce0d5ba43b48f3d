"""Where a statement comes from; it stands under every sheet and in every cell of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from content import Catalog
from content.tables import Record, Unit


@dataclass(frozen=True)
class Source:
    """Of which day a statement is, who made it, in which document, and who looked after it."""

    as_of: date
    unit: str
    document: str | None
    verified_on: date | None


def sources(catalog: Catalog, records: Iterable[Record]) -> list[Source]:
    """Give the different sources of some records, newest first."""
    found = {
        Source(
            row.as_of,
            catalog.get(Unit, row.source_unit).short_name,
            row.source_document,
            row.verified_on,
        )
        for row in records
    }
    return _newest_first(found)


def latest_sources(catalog: Catalog, records: Iterable[Record]) -> list[Source]:
    """Give for each unit and document what it said last: a sheet has many rows of one list.

    What was said on one day is one source: one unit with its documents, units with one document.
    """
    said: dict[tuple[str, str | None], Source] = {}
    for source in reversed(sources(catalog, records)):
        said[source.unit, source.document] = source
    by_unit = _joined(_newest_first(said.values()), lambda one: one.unit)
    return _joined(by_unit, lambda one: one.document)


def _newest_first(some: Iterable[Source]) -> list[Source]:
    return sorted(some, key=lambda source: (source.as_of, str(source)), reverse=True)


def _joined(some: list[Source], shared: Callable[[Source], str | None]) -> list[Source]:
    groups: dict[object, list[Source]] = {}
    for one in some:
        groups.setdefault((one.as_of, one.verified_on, shared(one)), []).append(one)
    return [_one_of(group) for group in groups.values()]


def _one_of(group: list[Source]) -> Source:
    units = dict.fromkeys(one.unit for one in group)
    documents = dict.fromkeys(one.document for one in group if one.document)
    return replace(group[0], unit="、".join(units), document="、".join(documents) or None)
