"""What the bureaus themselves did too late, and what is about to end: warnings with their rule.

A record is held against the law of its own day, not of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from content.faults import Fault
from content.folder import Folder
from content.law import Limit, NoRuleError, limit_for
from content.publicity import Window, add_months
from content.schema import column_of
from content.settling import settle
from content.tables import (
    Closure,
    Contract,
    Grade,
    GradeReview,
    Inspection,
    Institution,
    Penalty,
    Permit,
    Record,
    Registration,
    Row,
)
from content.working_days import WORKING_DAY, WorkingDays

STEPS: tuple[tuple[type[Record], str, str, str], ...] = (
    (Penalty, "decided_on", "published_on", "penalty_published"),
    (Permit, "decided_on", "published_on", "permit_published"),
    (Inspection, "inspected_on", "reported_on", "inspection_report"),
    (Registration, "filed_on", "visited_on", "filing_visit"),
)
"""From which day to which day the limit of a subject runs."""
OWN_WILL = ("停业", "歇业")


def punctuality_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of steps that took longer than their limit, and of closures announced too late."""
    working = WorkingDays(folder.days())
    for kind, first, second, subject in STEPS:
        label = column_of(kind, second).label
        table = folder.table(kind)
        for number, row in table:
            if message := _late(working, subject, getattr(row, first), getattr(row, second)):
                yield Fault(table.file, number, label, message, weight="warning")
    yield from _closures(folder)


def ending_warnings(folder: Folder, day: date) -> Iterator[Fault]:
    """Warn of contracts that are long or about to end, and of grades to be applied for again."""
    table = folder.table(Contract)
    for number, row in table:
        for message in _contract(row, day):
            yield Fault(table.file, number, "ends（合同结束）", message, weight="warning")
    limit = _limit("grade_reapply", day)
    ends = _last_days_of_grades(folder, day) if limit else {}
    grades = folder.table(Grade)
    for number, grade in grades:
        last = ends.get(grade.id)
        if last and limit and _near(last, limit, day):
            message = f"等级到 {last} 期满，可以重新申请（{limit.code}）"
            yield Fault(grades.file, number, "granted_on（公告日期）", message, weight="warning")


def _last_days_of_grades(folder: Folder, day: date) -> dict[str, date | None]:
    """Give the last day of every grade on display: one that was taken away is not."""
    kinds: tuple[type[Row], ...] = (Institution, GradeReview, Grade)
    settled = settle(chain(*(folder.rows(kind) for kind in kinds)), day)
    shown = ((row, window) for row, window in settled if isinstance(window, Window))
    return {row.id: window.ends for row, window in shown if isinstance(row, Grade)}


def _late(working: WorkingDays, subject: str, first: object, second: object) -> str:
    """Say how much too late a step came; nothing while one of the days is not known."""
    if not isinstance(first, date) or not isinstance(second, date):
        return ""
    limit = _limit(subject, first)
    if limit is None:
        return ""
    is_working = limit.unit == WORKING_DAY
    taken = working.between(first, second) if is_working else (second - first).days
    if taken is None or taken <= limit.value:
        return ""
    return (
        f"从 {first} 起用了 {taken} 个{limit.unit}，应在 {limit.value} 个以内"
        f"（{limit.code}，{limit.source}）"
    )


def _closures(folder: Folder) -> Iterator[Fault]:
    table = folder.table(Closure)
    for number, row in table:
        limit = _limit("closure_notice", row.announced_on)
        if row.kind in OWN_WILL and limit and (row.begins - row.announced_on).days < limit.value:
            message = f"{row.kind}应提前 {limit.value} 日公告（{limit.code}，{limit.source}）"
            yield Fault(table.file, number, "announced_on（公告日期）", message, weight="warning")


def _contract(row: Contract, day: date) -> Iterator[str]:
    left, term = _limit("contract_left", day), _limit("contract_term", day)
    if left and row.in_force(day) and _near(row.ends, left, day):
        yield f"{row.id} 的合同到 {row.ends} 为止，不足 {left.value} {left.unit}（{left.code}）"
    if term and add_months(row.begins, 12 * int(term.value)) < row.ends:
        yield f"{row.id} 的合同期超过 {term.value} {term.unit}（{term.code}）"


def _near(ends: date, limit: Limit, day: date) -> bool:
    return day <= ends <= add_months(day, int(limit.value)) - timedelta(days=1)


def _limit(subject: str, day: date) -> Limit | None:
    try:
        return limit_for(subject, day)
    except NoRuleError:
        return None
