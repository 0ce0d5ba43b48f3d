"""Inspections done and due, by department and by home: the bureaus' own duty, told as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from content import Catalog
from content.inspecting import Due, dues, years
from content.tables import Department, Inspection, InspectionRule
from disclosure.inspecting import SHOWN_YEARS, Duty, Visit, duty, visits
from disclosure.listing import ONE_PAGE
from disclosure.registry import View, page

DONE, OWED, TO_COME = "已完成", "应查未查", "应在年内完成"


@dataclass(frozen=True)
class Kept:
    """How a department kept one rule in a year: of how many homes, how many are finished."""

    rule: InspectionRule
    department: str
    homes: int
    finished: int
    wanted: int
    done: int


@dataclass(frozen=True)
class Unfinished:
    """How many inspections are lacking, and the first hundred; all are on boards of their homes."""

    total: int
    named: list[Duty]


@dataclass(frozen=True)
class Year:
    """A year: how each rule was kept, where nobody came, and where one still has to."""

    year: int
    kept: list[Kept]
    owed: Unfinished
    to_come: Unfinished


@page("inspections", "/inspections/", section="penalties")
def inspections(catalog: Catalog) -> View:
    """Show what was due and done, and the latest hundred inspections."""
    rows = sorted(catalog.all(Inspection), key=lambda row: (row.inspected_on, row.id), reverse=True)
    return View(
        title="监督检查",
        description=f"{catalog.city.name}各部门对养老服务机构应查几次、查了几次、查出什么问题。",
        values={
            "years": [_year(catalog, year) for year in islice(years(catalog), SHOWN_YEARS)],
            "total": len(rows),
            "shown": len(rows[:ONE_PAGE]),
            "months": _by_month(visits(catalog, rows[:ONE_PAGE])),
        },
        records=tuple(rows),
    )


def _by_month(some: list[Visit]) -> list[tuple[date, list[Visit]]]:
    """Put visits under the first day of their month, in the order given."""
    months = groupby(some, lambda one: one.line.shown.record.inspected_on.replace(day=1))
    return [(month, list(found)) for month, found in months]


def _year(catalog: Catalog, year: int) -> Year:
    every = dues(catalog, year)
    owed, to_come = (_unfinished(catalog, every, state) for state in (OWED, TO_COME))
    return Year(year, _kept(catalog, every), owed, to_come)


def _unfinished(catalog: Catalog, every: Iterable[Due], state: str) -> Unfinished:
    found = [due for due in every if due.state == state]
    return Unfinished(len(found), [duty(catalog, due) for due in found[:ONE_PAGE]])


def _kept(catalog: Catalog, every: Iterable[Due]) -> list[Kept]:
    by_rule: dict[str, list[Due]] = {}
    for due in every:
        by_rule.setdefault(due.rule.id, []).append(due)
    return [_sum(catalog, by_rule[rule]) for rule in sorted(by_rule)]


def _sum(catalog: Catalog, some: list[Due]) -> Kept:
    rule = some[0].rule
    return Kept(
        rule=rule,
        department=catalog.get(Department, rule.department).short_name,
        homes=len(some),
        finished=sum(due.state == DONE for due in some),
        wanted=sum(due.wanted for due in some),
        done=sum(len(due.done) for due in some),
    )
