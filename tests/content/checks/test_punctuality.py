"""What was done too late and what is about to end, on the last day and the day after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.checks.organs import organ_warnings
from content.checks.punctuality import ending_warnings, punctuality_warnings
from content.tables import Closure, Contract, GradeReview, Inspection, Permit, Registration, Row
from tests import rows
from tests.calendars import sample_days

DAY = date(2026, 11, 20)


def late(*given: Row) -> list[str]:
    folder = rows.folder(*given, days=sample_days())
    return [fault.message for fault in punctuality_warnings(folder)]


def ending(*given: Row, day: date = DAY) -> list[str]:
    return [fault.message for fault in ending_warnings(rows.folder(*given), day)]


@pytest.mark.parametrize(
    ("published", "code"),
    [
        (date(2026, 9, 29), ""),  # the seventh: a Sunday counts, the Mid-Autumn holiday does not
        (date(2026, 9, 30), "SGS-2018-处罚"),
    ],
)
def test_a_penalty_is_published_within_seven_working_days(published: date, code: str) -> None:
    found = late(rows.penalty(decided_on=date(2026, 9, 18), published_on=published))

    assert bool(found) is bool(code)
    assert all(code in message for message in found)


@pytest.mark.parametrize(
    ("kind", "first", "second", "code"),
    [
        (Permit, "decided_on", "published_on", "SGS-2018-七日"),
        (Inspection, "inspected_on", "reported_on", "BZ-2026-上报"),
        (Registration, "filed_on", "visited_on", "M66-现场"),
    ],
)
def test_a_step_that_took_months_is_named_with_its_rule(
    kind: type[Row], first: str, second: str, code: str
) -> None:
    (message,) = late(rows.record(kind, **{first: date(2026, 3, 2), second: date(2026, 6, 1)}))

    assert code in message


@pytest.mark.parametrize(("reported", "warned"), [(8, 0), (9, 1)])
def test_an_inspection_is_reported_within_a_week(reported: int, warned: int) -> None:
    row = rows.record(Inspection, reported_on=date(2026, 4, reported))

    assert len(late(row)) == warned


@pytest.mark.parametrize("word", ["未填报", "不适用", "待核实"])
def test_a_day_that_is_not_known_is_not_late(word: str) -> None:
    assert late(rows.record(Registration, filed_on=date(2026, 3, 2), visited_on=word)) == []


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"begins": date(2026, 3, 31)}, 0),  # thirty days after the notice
        ({"begins": date(2026, 3, 30)}, 1),
        ({"begins": date(2026, 3, 2), "kind": "停业整顿"}, 0),  # ordered, not chosen
    ],
)
def test_a_closure_is_announced_thirty_days_before(changes: dict[str, Any], warned: int) -> None:
    assert len(late(rows.record(Closure, **changes))) == warned


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        (date(2027, 5, 20), ""),
        (date(2027, 5, 19), "BZ-2026-到期"),
        (date(2026, 11, 19), ""),  # it is over
        (date(2044, 1, 2), "BZ-2026-长期"),  # it runs too long, whenever it was made
    ],
)
def test_a_contract_about_to_end_is_told(ends: date, code: str) -> None:
    found = ending(rows.record(Contract, ends=ends))

    assert bool(found) is bool(code)
    assert all(code in message for message in found)


@pytest.mark.parametrize(("ends", "warned"), [(date(2046, 1, 1), 0), (date(2046, 1, 2), 1)])
def test_a_contract_of_more_than_twenty_years_is_told(ends: date, warned: int) -> None:
    assert len(ending(rows.record(Contract, begins=date(2026, 1, 1), ends=ends))) == warned


@pytest.mark.parametrize(
    ("day", "warned"),
    [(date(2027, 2, 28), 0), (date(2027, 3, 1), 1), (date(2027, 5, 31), 1), (date(2027, 6, 1), 0)],
)
def test_a_grade_may_be_applied_for_again_in_its_last_three_months(day: date, warned: int) -> None:
    assert len(ending(rows.institution(), rows.grade(), day=day)) == warned


def test_a_grade_that_was_taken_away_is_not_applied_for_again() -> None:
    cancelled = rows.record(GradeReview, reviewed_on=date(2026, 10, 1), result="取消")
    day = date(2027, 5, 1)

    assert ending(rows.institution(), rows.grade(), day=day)
    assert ending(rows.institution(), rows.grade(), cancelled, day=day) == []


def test_an_organ_that_is_no_unit_is_told() -> None:
    unit = rows.unit("jia-xf", name="某区消防救援大队")

    assert list(organ_warnings(rows.folder(unit, rows.penalty()))) == []
    (fault, *_) = organ_warnings(rows.folder(unit, rows.penalty(organ="某区消防大队")))
    assert "某区消防大队" in fault.message
