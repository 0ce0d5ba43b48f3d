"""Inspections done and due, by department and by home: the bureaus' own duty, told as such."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import groupby, islice

from content import Catalog
from content.inspecting import Due, dues_of, years
from content.packing import Rows
from content.tables import Department, Inspection, InspectionRule, Institution
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
    rows, tallies = _gone_through(catalog)
    latest = nlargest(ONE_PAGE, rows, key=lambda row: (row.inspected_on, row.id))
    return View(
        title="监督检查",
        description=f"{catalog.city.name}各部门对养老服务机构应查几次、查了几次、查出什么问题。",
        values={
            "years": [tally.told(year) for year, tally in tallies.items()],
            "total": len(rows),
            "shown": len(latest),
            "months": _by_month(visits(catalog, latest)),
        },
        records=rows,
    )


def _gone_through(catalog: Catalog) -> tuple[Rows[Inspection], dict[int, _Tally]]:
    """Give every inspection on display, and what each year comes to."""
    rows: Rows[Inspection] = Rows()
    tallies = {year: _Tally(catalog) for year in islice(years(catalog), SHOWN_YEARS)}
    for home in catalog.all(Institution):
        for row in catalog.of(Inspection, home.id):
            rows.append(row)
        for year, tally in tallies.items():
            for due in dues_of(catalog, home, year):
                tally.add(due)
    return rows, tallies


def _by_month(some: list[Visit]) -> list[tuple[date, list[Visit]]]:
    """Put visits under the first day of their month, in the order given."""
    months = groupby(some, lambda one: one.line.shown.record.inspected_on.replace(day=1))
    return [(month, list(found)) for month, found in months]


class _Tally:
    """What a year comes to, home by home: sums, and the first hundred that are unfinished."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._sums: dict[str, Counter[str]] = defaultdict(Counter)
        self._states: Counter[str] = Counter()
        self._named: dict[str, list[Duty]] = defaultdict(list)

    def add(self, due: Due) -> None:
        sums = self._sums[due.rule.id]
        sums["homes"] += 1
        sums["finished"] += due.state == DONE
        sums["wanted"] += due.wanted
        sums["done"] += len(due.done)
        self._states[due.state] += 1
        if due.state != DONE and len(self._named[due.state]) < ONE_PAGE:
            self._named[due.state].append(duty(self._catalog, due))

    def told(self, year: int) -> Year:
        kept = [self._kept(rule) for rule in sorted(self._sums)]
        return Year(year, kept, self._unfinished(OWED), self._unfinished(TO_COME))

    def _unfinished(self, state: str) -> Unfinished:
        return Unfinished(self._states[state], self._named[state])

    def _kept(self, id_: str) -> Kept:
        rule = self._catalog.get(InspectionRule, id_)
        department = self._catalog.get(Department, rule.department).short_name
        return Kept(rule, department, **self._sums[id_])
