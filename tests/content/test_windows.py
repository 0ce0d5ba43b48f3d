"""How long every other kind of record is shown: its first day, its last, and the day after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.publicity import Window, Withheld, judge
from content.tables import (
    Clearance,
    Closure,
    Conduct,
    ContractCheck,
    Correction,
    CreditClass,
    GradeReview,
    Hazard,
    Inspection,
    Measure,
    Penalty,
    Permit,
    Record,
    Supervision,
    Survey,
    Unregistered,
)
from tests import rows

CLOSED = {"rectified_on": date(2026, 5, 1), "closed_on": date(2026, 5, 31)}


def verdict(kind: type[Record], day: str, /, **changes: Any) -> str:
    judged = judge(rows.record(kind, **changes), date.fromisoformat(day))
    return "shown" if isinstance(judged, Window) else judged.name


@pytest.mark.parametrize(
    ("kind", "changes", "day", "expected"),
    [
        (Permit, {}, "2026-04-06", "NOT_YET"),  # its organ publishes tomorrow
        (Permit, {}, "2031-03-31", "shown"),  # the last day on which it holds
        (Permit, {}, "2031-04-01", "ENDED"),
        (Permit, {"ends": "不适用"}, "2060-01-01", "shown"),
        (Permit, {"published_on": "不适用"}, "2026-05-01", "UNPUBLISHED"),
        (Measure, {}, "2029-03-31", "shown"),
        (Measure, {}, "2029-04-01", "ENDED"),
        (Measure, {"lifted_on": date(2026, 8, 1)}, "2026-07-31", "shown"),
        (Measure, {"lifted_on": date(2026, 8, 1)}, "2026-08-01", "LIFTED"),
        (Measure, {"published_on": "未填报"}, "2026-05-01", "UNPUBLISHED"),
        (Hazard, {}, "2026-03-31", "NOT_YET"),
        (Hazard, {}, "2040-01-01", "shown"),  # as long as it is open
        (Hazard, CLOSED, "2027-05-31", "shown"),  # twelve months after its closing
        (Hazard, CLOSED, "2027-06-01", "ENDED"),
        (Supervision, {}, "2040-01-01", "shown"),
        (Supervision, {"ends": date(2026, 8, 1)}, "2026-07-31", "shown"),
        (Supervision, {"ends": date(2026, 8, 1)}, "2026-08-01", "LIFTED"),
        (Inspection, {}, "2029-04-01", "shown"),  # three years
        (Inspection, {}, "2029-04-02", "ENDED"),
        (Closure, {}, "2026-02-28", "NOT_YET"),
        (Closure, {}, "2028-04-15", "shown"),  # two years after it stopped for good
        (Closure, {}, "2028-04-16", "ENDED"),
        (Closure, {"kind": "停业整顿", "ends": "未填报"}, "2040-01-01", "shown"),
        (Closure, {"kind": "停业整顿", "ends": date(2026, 6, 1)}, "2026-05-31", "shown"),
        (Closure, {"kind": "停业整顿", "ends": date(2026, 6, 1)}, "2026-06-01", "LIFTED"),
        (ContractCheck, {}, "2029-01-01", "shown"),
        (ContractCheck, {}, "2029-01-02", "ENDED"),
        (CreditClass, {}, "2027-04-01", "shown"),  # rated once a year
        (CreditClass, {}, "2027-04-02", "ENDED"),
        (GradeReview, {}, "2029-06-05", "shown"),
        (GradeReview, {}, "2029-06-06", "ENDED"),
        (Conduct, {}, "2029-04-01", "shown"),
        (Conduct, {}, "2029-04-02", "ENDED"),
        (Clearance, {}, "2029-01-01", "shown"),
        (Clearance, {}, "2029-01-02", "ENDED"),
        (Unregistered, {}, "2040-01-01", "shown"),  # as long as it is not dealt with
        (Unregistered, {"dealt_on": date(2026, 6, 1)}, "2027-06-01", "shown"),
        (Unregistered, {"dealt_on": date(2026, 6, 1)}, "2027-06-02", "ENDED"),
        (Correction, {}, "2060-01-01", "shown"),
        (Survey, {"answers": 10}, "2026-05-01", "shown"),
        (Survey, {"answers": 9}, "2026-05-01", "TOO_FEW"),
    ],
)
def test_a_record_is_shown_from_its_first_day_to_its_last(
    kind: type[Record], changes: dict[str, Any], day: str, expected: str
) -> None:
    assert verdict(kind, day, **changes) == expected


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Measure, {"lifted_on": date(2026, 8, 1)}),
        (Supervision, {"ends": date(2026, 8, 1)}),
        (Closure, {"ends": date(2026, 8, 1)}),
    ],
)
def test_a_window_knows_beforehand_the_last_day_of_what_will_be_lifted(
    kind: type[Record], changes: dict[str, Any]
) -> None:
    window = judge(rows.record(kind, **changes), date(2026, 5, 1))

    assert isinstance(window, Window)
    assert window.ends == date(2026, 7, 31)


@pytest.mark.parametrize(
    "changes",
    [{"repaired_on": date(2026, 8, 1)}, {"remedy": "撤销", "remedy_on": date(2026, 8, 1)}],
)
def test_a_window_knows_beforehand_the_last_day_of_a_penalty_that_will_go(
    changes: dict[str, Any],
) -> None:
    window = judge(rows.penalty(**changes), date(2026, 6, 1))

    assert isinstance(window, Window)
    assert window.ends == date(2026, 7, 31)


def test_a_decision_found_void_is_withdrawn_too() -> None:
    void = rows.penalty(remedy="确认无效", remedy_on=date(2026, 8, 1))

    assert judge(void, date(2026, 8, 1)) is Withheld.WITHDRAWN


@pytest.mark.parametrize("kind", [Hazard, Inspection, Measure, Closure, Penalty])
def test_the_editors_date_may_end_any_window_earlier(kind: type[Record]) -> None:
    row = (
        rows.penalty(valid_to=date(2026, 6, 1))
        if kind is Penalty
        else rows.record(kind, valid_to=date(2026, 6, 1))
    )

    assert isinstance(judge(row, date(2026, 6, 1)), Window)
    assert judge(row, date(2026, 6, 2)) is Withheld.ENDED


@pytest.mark.parametrize("kind", [Hazard, Inspection, Measure, Closure, Supervision])
def test_every_window_names_the_rule_that_it_follows(kind: type[Record]) -> None:
    window = judge(rows.record(kind), date(2026, 5, 1))

    assert isinstance(window, Window)
    assert window.rule is not None
    assert window.rule.source


@pytest.mark.parametrize("kind", [Hazard, Inspection, Measure, Closure])
def test_what_no_rule_of_the_day_covers_is_not_shown(kind: type[Record]) -> None:
    assert verdict(kind, "2025-12-31") == "NO_RULE"
