"""The frozen table of a place: its homes in the commonest cases, for when no app answers.

It prints dates and states that change at a threshold, never an age, so that a quiet night
changes no page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from content import Catalog
from content.packing import squeeze, stretch
from content.tables import BlacklistEntry, Capacity, Fee, Institution, Missing, Penalty, Row
from disclosure.comparing.case import Case
from disclosure.comparing.lines import reported
from disclosure.comparing.money import say_range
from disclosure.comparing.quotes import Quote, choose, other_base, part_amount, quote, spread
from disclosure.comparing.said import Said, say

COMMONEST = ("能力完好", "中度失能")
"""Who needs no care, and who needs help every day: one column each."""
BEHIND: tuple[type[Row], ...] = (Capacity, Fee, Penalty, BlacklistEntry)


@dataclass(frozen=True, slots=True)
class Overview:
    """One home in the table of a place: only what is printed there."""

    id: str
    name: str
    months: tuple[Said, ...]
    deposit: Said
    vacancy: Said
    vacancy_on: date | None
    grade: int | None
    in_doubt: bool
    penalties: int
    blacklisted: bool
    told_on: date


@dataclass(frozen=True)
class Table:
    """The homes of one kind; unlike kinds never stand in one table."""

    kind: str
    homes: tuple[Overview, ...]

    @property
    def told_on(self) -> date:
        """The latest day of what is told here."""
        return max(home.told_on for home in self.homes)


def tables(catalog: Catalog, rows: Iterable[Institution]) -> tuple[Table, ...]:
    """Make the tables of some homes, the kind with the most homes first."""
    kinds: dict[str, list[Overview]] = {}
    for row in rows:
        kinds.setdefault(str(row.kind), []).append(_told(catalog, row))
    ordered = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Table(kind, tuple(homes)) for kind, homes in ordered)


def behind(catalog: Catalog, rows: Iterable[Institution]) -> tuple[Row, ...]:
    """Name the facts behind the tables, for the manifest."""
    found: list[Row] = []
    for row in rows:
        found += [row, *(fact for kind in BEHIND for fact in catalog.of(kind, row.id))]
        found += [grade] if (grade := catalog.grade(row.id)) else []
    return tuple(found)


@lru_cache(maxsize=2)
def _reckoned(_: Catalog) -> dict[str, bytes]:
    """Keep the lines that were reckoned, packed: a home stands in the tables of two places."""
    return {}


def _told(catalog: Catalog, row: Institution) -> Overview:
    reckoned = _reckoned(catalog)
    if row.id not in reckoned:
        reckoned[row.id] = squeeze(_overview(catalog, row))
    return cast("Overview", stretch(reckoned[row.id]))


def _overview(catalog: Catalog, row: Institution) -> Overview:
    grade, capacity = catalog.grade(row.id), catalog.one(Capacity, row.id)
    vacant = capacity.vacant if capacity else Missing.NOT_REPORTED
    vacancy = reported(catalog, capacity, vacant, say("%(n)s 张", n=vacant))
    fees, quoted = catalog.of(Fee, row.id), quote(catalog, row, Case())
    return Overview(
        id=row.id,
        name=row.name,
        months=tuple(_month(catalog, row, quoted, Case(care)) for care in COMMONEST),
        deposit=_deposit(quoted, fees, catalog.day),
        vacancy=vacancy.value,
        vacancy_on=capacity.as_of if capacity and vacancy.known else None,
        grade=grade.level if grade else None,
        in_doubt=grade is not None and catalog.grade_in_doubt(row.id),
        penalties=len(catalog.of(Penalty, row.id)),
        blacklisted=bool(catalog.of(BlacklistEntry, row.id)),
        told_on=max(one.as_of for one in (row, *filter(None, [capacity]), *fees)),
    )


def _month(catalog: Catalog, row: Institution, quoted: Quote, case: Case) -> Said:
    """Say what a month costs, from the cheapest room to the dearest, or why nobody can say."""
    chosen = choose(quoted.every, row, case, catalog.day) if quoted.every else quoted
    found = spread(other_base(chosen) if chosen.by_day else chosen, case, catalog.day)
    return found if isinstance(found, Said) else say_range(*found)


def _deposit(quoted: Quote, fees: list[Fee], day: date) -> Said:
    """Say the deposit, where it is the same in every case."""
    parts = {cost.of_entry[0] for cost in quoted.every}
    if not parts:
        return say("没有这一项") if fees else say("%(word)s", word=Missing.NOT_REPORTED)
    if len(parts) > 1:
        return say("各种情形不同，见公示栏")
    amount = part_amount(parts.pop(), day)
    if isinstance(amount, Decimal):
        return say("%(sum)s 元", sum=amount) if amount else say("不收")
    return amount
