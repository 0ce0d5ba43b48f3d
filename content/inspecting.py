"""How often whom had to be inspected, and how often somebody came: the bureaus' own duty.

Reckoned from `inspection_rules` and from the inspections on display, a calendar year at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from content.catalog import Catalog
from content.law import NoRuleError, rule_for
from content.publicity import add_months
from content.tables import (
    CreditClass,
    Inspection,
    InspectionRule,
    Institution,
    Missing,
    Unit,
)

State = Literal["已完成", "应在年内完成", "应查未查"]
ANY = "任何"
NOT_BEGUN = "登记未开展"
NOT_RUN = ("未登记", NOT_BEGUN)
RISK = {"绿": "低", "黄": "中", "红": "高", "A": "低", "B": "中", "C": "高", "D": "高"}


@dataclass(frozen=True)
class Due:
    """What a rule wants of its department at one institution in a year, and what was done."""

    institution: Institution
    rule: InspectionRule
    wanted: int
    done: tuple[Inspection, ...]
    state: State


def years(catalog: Catalog) -> list[int]:
    """Give the years that can be reckoned, the newest first.

    This year always; an earlier one when some inspection of it is known and none has left the
    display yet, because a year that is half withheld would accuse without cause.
    """
    return sorted(_whole_years(catalog) | {catalog.day.year}, reverse=True)


def dues_of(catalog: Catalog, institution: Institution, year: int) -> Iterator[Due]:
    """Give what was due in a year at one institution; nothing until the year after it opened.

    A rule counts that is in force at the end of the year, this year: today; and so does the risk.
    A place without registration is not inspected as a home: it is dealt with as what it is. Nor is
    one that has not begun. Where an inspection of the year may not be shown, nothing is reckoned,
    as that would accuse too.
    """
    end = min(date(year, 12, 31), catalog.day)
    if not _was_open(institution, year) or institution.filing in NOT_RUN:
        return
    if _is_partly_withheld(catalog, institution.id, year):
        return
    for rule in catalog.ever(InspectionRule):
        if _applies(catalog, rule, institution, end):
            done = tuple(_done(catalog, rule, institution, year))
            yield Due(institution, rule, rule.times, done, _state(catalog, rule, done, year))


def _was_open(institution: Institution, year: int) -> bool:
    """Tell whether it was open all year; one whose opening day is unknown counts as open."""
    opened = institution.opened_on
    if isinstance(opened, date):
        return opened < date(year, 1, 1)
    return opened is not Missing.NOT_APPLICABLE


@lru_cache(maxsize=2)
def _whole_years(catalog: Catalog) -> frozenset[int]:
    homes = catalog.all(Institution)
    known = {row.inspected_on.year for home in homes for row in catalog.of(Inspection, home.id)}
    return frozenset(year for year in known if _is_whole(year, catalog.day))


def _is_whole(year: int, day: date) -> bool:
    try:
        months = rule_for("inspection", "", day).most_months
    except NoRuleError:
        return False
    return months is None or add_months(date(year, 1, 1), months) >= day


def _is_partly_withheld(catalog: Catalog, institution: str, year: int) -> bool:
    withheld = catalog.withheld_of(Inspection, institution)
    days = [row.inspected_on for row in withheld]
    return any(day.year == year and day <= catalog.day for day in days)


def _applies(catalog: Catalog, rule: InspectionRule, institution: Institution, day: date) -> bool:
    return (
        rule.in_force(day)
        and (rule.adopted or not rule.local)
        and rule.kind == institution.kind
        and rule.risk in (ANY, _risk(catalog, institution.id, day))
    )


def _risk(catalog: Catalog, institution: str, day: date) -> str:
    """Give the risk as it was rated last until `day`; nothing where nobody had rated it."""
    known = catalog.of(CreditClass, institution)
    rated = [row for row in known if row.kind == "风险等级" and row.rated_on <= day]
    newest = max(rated, key=lambda row: row.rated_on, default=None)
    return RISK[newest.grade] if newest else ""


def _done(
    catalog: Catalog, rule: InspectionRule, institution: Institution, year: int
) -> Iterator[Inspection]:
    """Find the inspections that count: by the rule's department on its level, joint if need be."""
    for row in catalog.of(Inspection, institution.id):
        units = [catalog.get(Unit, unit) for unit in row.units]
        came = any((unit.department, unit.level) == (rule.department, rule.level) for unit in units)
        if row.inspected_on.year == year and came and (row.manner == "联合" or not rule.joint):
            yield row


def _state(
    catalog: Catalog, rule: InspectionRule, done: tuple[Inspection, ...], year: int
) -> State:
    if len(done) >= rule.times:
        return "已完成"
    return "应在年内完成" if year >= catalog.day.year else "应查未查"
