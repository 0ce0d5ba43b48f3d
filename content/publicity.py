"""Publicity windows (公示期): may this record be shown on this day, until when, by which rule.

The windows follow the law of the day for which the site is built, because a new rule applies to
what is still on display. Months count as the Civil Code counts them (民法典 第二百零一条、
第二百零二条): the first day is not counted, the last is the same day of the last month, or that
month's end.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import singledispatch

from content.law import NoRuleError, Rule, rule_for
from content.tables import BlacklistEntry, Grade, Lasting, Penalty, Record, Row

WITHDRAWN = frozenset({"变更", "撤销", "确认违法"})


class Withheld(StrEnum):
    """Why a record is not shown."""

    NOT_YET = "尚未到公示日期"
    ENDED = "公示期满或已截止"
    UNRATED = "失信程度尚未认定"
    UNPUBLISHED = "决定机关未公开"
    REPAIRED = "信用已修复"
    WITHDRAWN = "决定已变更、撤销或确认违法"
    REMOVED = "已移出名单"
    NO_RULE = "没有可依据的公示规则"


@dataclass(frozen=True)
class Window:
    """From when, until when (both days included; None: no end) and by which rule of law.

    `relief_from` is the first day on which repair or removal may be applied for.
    """

    begins: date
    ends: date | None
    relief_from: date | None = None
    rule: Rule | None = None


def add_months(day: date, months: int) -> date:
    """Go forward by whole months; a day that the month lacks becomes its last."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


@singledispatch
def judge(row: Row, day: date) -> Window | Withheld:  # noqa: ARG001 (for rows that have dates)
    """Decide whether `row` may be shown on `day`; every output follows this and nothing else."""
    return Window(date.min, None)


@judge.register
def _(row: Record, day: date) -> Window | Withheld:
    return _within(Window(row.valid_from or row.as_of, row.valid_to), day)


@judge.register
def _(row: Lasting, day: date) -> Window | Withheld:
    return _within(Window(row.valid_from or date.min, row.valid_to), day)


@judge.register
def _(row: Grade, day: date) -> Window | Withheld:
    return _by_rule(row, ("grade", ""), (row.granted_on, row.granted_on), day)


@judge.register
def _(row: Penalty, day: date) -> Window | Withheld:
    if row.remedy in WITHDRAWN and (row.remedy_on or day) <= day:
        return Withheld.WITHDRAWN
    if row.repaired_on and row.repaired_on <= day:
        return Withheld.REPAIRED
    if row.severity not in ("轻微", "一般", "严重"):
        return Withheld.UNRATED
    if not isinstance(row.published_on, date):
        return Withheld.UNPUBLISHED
    return _by_rule(row, ("penalty", row.severity), (row.decided_on, row.published_on), day)


@judge.register
def _(row: BlacklistEntry, day: date) -> Window | Withheld:
    if row.removed_on and row.removed_on <= day:
        return Withheld.REMOVED
    if not isinstance(row.published_on, date):
        return Withheld.UNPUBLISHED
    return _by_rule(row, ("blacklist", ""), (row.listed_on, row.published_on), day)


def _by_rule(
    row: Record, subject: tuple[str, str], dates: tuple[date, date], day: date
) -> Window | Withheld:
    """Apply the rule for a subject (kind, severity) to its dates (counted from, published on).

    The editors' own dates may narrow the window, never widen it.
    """
    try:
        rule = rule_for(*subject, day)
    except NoRuleError:
        return Withheld.NO_RULE
    counted_from, published = dates
    most = None if rule.most_months is None else add_months(counted_from, rule.most_months)
    ends = min((end for end in (most, row.valid_to) if end), default=None)
    relief = add_months(counted_from, rule.least_months)
    begins = max(published, row.valid_from or published)
    return _within(Window(begins, ends, relief, rule), day)


def _within(window: Window, day: date) -> Window | Withheld:
    if day < window.begins:
        return Withheld.NOT_YET
    if window.ends is not None and day > window.ends:
        return Withheld.ENDED
    return window


def grade_in_doubt(penalties: list[Penalty], entries: list[BlacklistEntry], day: date) -> bool:
    """Tell whether a grade must say 等级待复核.

    It must with a penalty on display decided within the period of the rule, or with an entry in
    the blacklist.
    """
    rule = rule_for("grade_review", "", day)
    months = rule.most_months or 0
    recent = (add_months(row.decided_on, months) >= day for row in penalties)
    return bool(entries) or any(recent)
