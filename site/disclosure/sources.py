"""Where a statement comes from; it stands under every sheet and in every cell of a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    return sorted(found, key=lambda source: (source.as_of, str(source)), reverse=True)


def latest_sources(catalog: Catalog, records: Iterable[Record]) -> list[Source]:
    """Give for each unit and document what it said last: a sheet has many rows of one list."""
    said: dict[tuple[str, str | None], Source] = {}
    for source in reversed(sources(catalog, records)):
        said[source.unit, source.document] = source
    return sorted(said.values(), key=lambda source: (source.as_of, str(source)), reverse=True)
