"""Where a statement comes from; it stands under every sheet and in every cell of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from content import Catalog
from content.tables import Missing, Record, Unit
from disclosure.thresholds import Standing, standing


class Paper(NamedTuple):
    """A document that a statement stands in, and where to read it; either may be unknown."""

    name: str | None
    link: str | None


@dataclass(frozen=True)
class Source:
    """Of which day a statement is, who made it, in which documents, and who looked after it.

    `entered_by` says which sides filled it in (填报方); `next_due` is the first day by which any
    part of it is to be renewed; `standing` says how that day stands.
    """

    as_of: date
    unit: str
    papers: tuple[Paper, ...]
    entered_by: tuple[str, ...]
    verified_on: date | None
    next_due: date | None = None
    standing: Standing = Standing.IN_TIME


def sources(catalog: Catalog, records: Iterable[Record]) -> list[Source]:
    """Give the different sources of some records, newest first."""
    dues: dict[Source, list[date]] = defaultdict(list)
    for row in records:
        source = _source(catalog, row)
        dues[source] += [row.next_due] if row.next_due else []
    return _newest_first(_due(catalog, source, days) for source, days in dues.items())


def _source(catalog: Catalog, row: Record) -> Source:
    unit = catalog.get(Unit, row.source_unit).short_name
    paper = Paper(row.source_document, row.source_link)
    return Source(
        row.as_of,
        unit,
        papers=(paper,) if any(paper) else (),
        entered_by=(row.entered_by,) if row.entered_by else (),
        verified_on=row.verified_on,
    )


def _due(catalog: Catalog, source: Source, days: list[date]) -> Source:
    """Say of a source by when the first of its statements is to be renewed."""
    first = min(days, default=None)
    how = standing(first or Missing.NOT_APPLICABLE, catalog.day)
    return replace(source, next_due=first, standing=how)


def latest_sources(catalog: Catalog, records: Iterable[Record]) -> list[Source]:
    """Give for each unit and document what it said last: a sheet has many rows of one list.

    What was said on one day is one source: one unit with its documents, units with one document.
    """
    by_side = _joined(sources(catalog, records), lambda one: (one.unit, one.papers))
    said: dict[tuple[str, tuple[Paper, ...]], Source] = {}
    for source in reversed(by_side):
        key = source.unit, source.papers
        said[key] = _soonest(source, [said[key]]) if key in said else source
    by_unit = _joined(_newest_first(said.values()), lambda one: one.unit)
    return _joined(by_unit, lambda one: one.papers)


def _newest_first(some: Iterable[Source]) -> list[Source]:
    return sorted(some, key=lambda source: (source.as_of, str(source)), reverse=True)


def _joined(some: list[Source], shared: Callable[[Source], object]) -> list[Source]:
    groups: dict[object, list[Source]] = {}
    for one in some:
        groups.setdefault((one.as_of, one.verified_on, shared(one)), []).append(one)
    return [_one_of(group) for group in groups.values()]


def _one_of(group: list[Source]) -> Source:
    units = dict.fromkeys(one.unit for one in group)
    papers = dict.fromkeys(paper for one in group for paper in one.papers)
    sides = dict.fromkeys(side for one in group for side in one.entered_by)
    one = replace(group[0], unit="、".join(units), papers=tuple(papers), entered_by=tuple(sides))
    return _soonest(one, group)


def _soonest(source: Source, others: Iterable[Source]) -> Source:
    """Let a source say the first day by which it, or another, is to be renewed."""
    first = min((source, *others), key=lambda one: one.next_due or date.max)
    return replace(source, next_due=first.next_due, standing=first.standing)
