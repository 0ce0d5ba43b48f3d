"""When somebody is there to read it: office hours on working days, and what is not known."""

from __future__ import annotations

from datetime import datetime

import pytest

from complaints.working_hours import next_working_moment
from content import Catalog
from content.tables import CalendarDay
from content.working_days import WorkingDays


@pytest.fixture(scope="module")
def days(catalog: Catalog) -> WorkingDays:
    return WorkingDays(catalog.all(CalendarDay))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T09:00", "2026-11-20T09:00"),  # a Friday, the doors open
        ("2026-11-20T17:29", "2026-11-20T17:29"),
        ("2026-11-20T08:59", "2026-11-20T09:00"),
        ("2026-11-20T17:30", "2026-11-23T09:00"),  # shut, and the weekend follows
        ("2026-11-21T11:00", "2026-11-23T09:00"),
        ("2026-10-09T20:00", "2026-10-10T09:00"),  # the next day is a make-up Saturday
        ("2026-10-10T11:00", "2026-10-10T11:00"),
        ("2026-09-30T18:00", "2026-10-08T09:00"),  # the National Day holidays lie between
        ("2029-06-09T11:00", "2029-06-11T09:00"),  # no calendar: Saturday is taken to be free
        ("2029-10-01T11:00", "2029-10-01T11:00"),  # no calendar: a Monday is taken for a workday
    ],
)
def test_a_message_waits_for_the_next_office_hour(
    days: WorkingDays, now: str, expected: str
) -> None:
    found = next_working_moment(datetime.fromisoformat(f"{now}+08:00"), days)

    assert found == datetime.fromisoformat(f"{expected}+08:00")
