"""Publicity windows (公示期): may this record be shown on this day, until when, by which rule.

The windows follow the law of the day for which the site is built, because a new rule applies to
what is still on display. Months count as the Civil Code counts them (民法典 第二百零一条、
第二百零二条): the first day is not counted, the last is the same day of the last month, or that
month's end. A day on which a record is over (修复、解除、摘牌) is the first without it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from functools import singledispatch

from content.courses import COURSES, Course
from content.law import NoRuleError, Rule, limit_for, rule_for
from content.tables import BlacklistEntry, Lasting, Penalty, Record, Row, Survey

ONE = timedelta(days=1)
WITHDRAWN = frozenset({"变更", "撤销", "确认违法", "确认无效"})
RATED = frozenset({"轻微", "一般", "严重"})


class Withheld(StrEnum):
    """Why a record is not shown."""

    NOT_YET = "尚未到公示日期"
    ENDED = "公示期满或已截止"
    UNRATED = "失信程度尚未认定"
    UNPUBLISHED = "决定机关未公开"
    REPAIRED = "信用已修复"
    WITHDRAWN = "决定已变更、撤销、确认违法或确认无效"
    REMOVED = "已移出名单"
    LIFTED = "已解除、摘牌或恢复"
    REGRADED = "等级已降级或取消"
    TOO_FEW = "答卷太少"
    FOLLOWS = "所依据的记录不公示"
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


OVER = {Penalty: Withheld.REPAIRED, BlacklistEntry: Withheld.REMOVED}
"""Why a record goes on the day on which it is over; any other is lifted."""


def add_months(day: date, months: int) -> date:
    """Go forward by whole months; a day that the month lacks becomes its last.

    A date beyond the calendar's end (9999-12-31 for 长期) becomes that end.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@singledispatch
def judge(row: Row, day: date) -> Window | Withheld:  # noqa: ARG001 (for rows that have dates)
    """Decide whether `row` may be shown on `day`; every output follows this and nothing else."""
    return Window(date.min, None)


@judge.register
def _(row: Lasting, day: date) -> Window | Withheld:
    return within(Window(row.valid_from or date.min, row.valid_to), day)


@judge.register
def _record(row: Record, day: date) -> Window | Withheld:
    course = COURSES.get(type(row))
    if course is None:
        return within(Window(row.valid_from or row.as_of, row.valid_to), day)
    over = _day(row, course.over)
    if over and over <= day:
        return OVER.get(type(row), Withheld.LIFTED)
    return within(window_by_rule(row, day), day)


@judge.register
def _(row: Penalty, day: date) -> Window | Withheld:
    if row.remedy in WITHDRAWN and (row.remedy_on or day) <= day:
        return Withheld.WITHDRAWN
    if row.severity not in RATED and not (row.repaired_on and row.repaired_on <= day):
        return Withheld.UNRATED
    window = _record(row, day)
    if row.remedy in WITHDRAWN and row.remedy_on and isinstance(window, Window):
        return ending(window, row.remedy_on - ONE)
    return window


@judge.register
def _(row: Survey, day: date) -> Window | Withheld:
    try:
        fewest = limit_for("survey_answers", day).value
    except NoRuleError:
        return Withheld.NO_RULE
    return _record(row, day) if row.answers >= fewest else Withheld.TOO_FEW


def window_by_rule(row: Record, day: date) -> Window | Withheld:
    """Apply the law of `day` to a row's dates, whether or not `day` lies within the window.

    The editors' own dates may narrow the window, never widen it. Where the next rule is known
    already, the window ends as that will have it.
    """
    course = COURSES[type(row)]
    published, counted = _day(row, course.begins), _day(row, course.counted)
    if published is None:
        return Withheld.UNPUBLISHED
    try:
        rule = rule_for(course.subject, _severity(row, course), day)
    except NoRuleError:
        return Withheld.NO_RULE
    over = _day(row, course.over)
    ends = [row.valid_to, _day(row, course.last), over - ONE if over else None]
    if counted and rule.most_months is not None:
        ends.append(add_months(counted, rule.most_months))
    relief = _day_after(add_months(counted, rule.least_months)) if counted else None
    begins = max(published, row.valid_from or published)
    window = Window(begins, min((end for end in ends if end), default=None), relief, rule)
    return _as_the_law_goes_on(row, window, rule.valid_to)


def _as_the_law_goes_on(row: Record, window: Window, last: date | None) -> Window:
    """End a window by the rule that follows its own, which is in force until `last`."""
    if last is None or (window.ends and window.ends <= last):
        return window
    after = window_by_rule(row, last + ONE)
    ends = after.ends if isinstance(after, Window) else last
    return replace(window, ends=ends and max(ends, last))


def within(window: Window | Withheld, day: date) -> Window | Withheld:
    """Withhold what `day` comes too early or too late for."""
    if isinstance(window, Withheld):
        return window
    if day < window.begins:
        return Withheld.NOT_YET
    if window.ends is not None and day > window.ends:
        return Withheld.ENDED
    return window


def ending(window: Window, last: date | None) -> Window:
    """Narrow a window to end on `last` at the latest."""
    ends = min((end for end in (window.ends, last) if end), default=None)
    return replace(window, ends=ends)


def _day_after(last: date) -> date:
    return last if last == date.max else last + ONE


def _severity(row: Record, course: Course) -> str:
    return str(getattr(row, course.severity)) if course.severity else ""


def _day(row: Record, column: str) -> date | None:
    """Give a column's day; None where there is no column, no value or a word instead of a day."""
    value = getattr(row, column) if column else None
    return value if isinstance(value, date) else None


def grade_in_doubt(penalties: list[Penalty], entries: list[BlacklistEntry], day: date) -> bool:
    """Tell whether a grade must say 等级待复核.

    It must with a penalty on display decided within the period of the rule, or with an entry in
    the blacklist.
    """
    return bool(entries or against_grade(penalties, day))


def against_grade(penalties: list[Penalty], day: date) -> list[Penalty]:
    """Give the penalties on display that put a grade in doubt: none where no rule says so."""
    try:
        months = rule_for("grade_review", "", day).most_months or 0
    except NoRuleError:
        return []
    return [row for row in penalties if add_months(row.decided_on, months) >= day]
