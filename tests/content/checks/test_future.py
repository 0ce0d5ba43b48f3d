"""What has happened has a day that is not ahead; what is planned may have one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from content import check
from content.checks.future import HAPPENED, PLANNED, future_faults
from content.schema import columns
from content.tables import TABLES, Closure, Inspection, Notice, Row
from tests import rows

DAY = date(2026, 11, 20)
NEXT = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "column"),
    [(Inspection, "inspected_on"), (Closure, "announced_on"), (Notice, "issued_on")],
)
def test_what_happens_tomorrow_is_a_fault_and_today_is_not(kind: type[Row], column: str) -> None:
    (fault,) = future_faults(rows.folder(rows.record(kind, **{column: NEXT})), DAY)

    assert (fault.column.partition("（")[0], fault.weight) == (column, "fault")
    assert list(future_faults(rows.folder(rows.record(kind, **{column: DAY})), DAY)) == []


def test_an_opening_ahead_is_asked_about() -> None:
    (fault,) = future_faults(rows.folder(rows.institution(opened_on=NEXT)), DAY)

    assert fault.weight == "warning"


def test_a_row_prepared_for_a_coming_day_is_left_alone() -> None:
    notice = rows.record(Notice, issued_on=NEXT, valid_from=NEXT)

    assert list(future_faults(rows.folder(notice), DAY)) == []


def test_a_planned_end_is_no_future_that_happened() -> None:
    closure = rows.record(Closure, begins=NEXT, ends=NEXT)

    assert list(future_faults(rows.folder(closure), DAY)) == []


def test_without_a_day_nothing_lies_ahead() -> None:
    given = rows.folder(rows.record(Inspection, inspected_on=date(2999, 1, 1)))

    assert [fault for fault in check(given) if "还没有到" in fault.message] == []


def test_every_day_that_is_judged_is_a_column() -> None:
    names = {column.name for kind in TABLES for column in columns(kind) if column.kind == "date"}

    assert names >= HAPPENED | PLANNED
