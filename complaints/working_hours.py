"""Working hours: what a timer finds at night is told when somebody is there to read it.

Office hours are 9:00 to 17:30 in Shanghai on working days, make-up Saturdays and Sundays too.
For a year whose calendar is not in yet Monday to Friday are taken for working days: a message
may then come on a holiday, which costs nothing, while a due date would never be guessed so.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from complaints.clock import SHANGHAI
from content.working_days import SATURDAY, Kind, WorkingDays

OPENS, SHUTS = time(9), time(17, 30)
ONE = timedelta(days=1)


def next_working_moment(now: datetime, days: WorkingDays) -> datetime:
    """Give `now` within working hours, else the opening of the next working day; in UTC."""
    here = now.astimezone(SHANGHAI)
    day = here.date()
    if _is_working(day, days) and here.time() < SHUTS:
        return max(now, _opening(day))
    day += ONE
    while not _is_working(day, days):
        day += ONE
    return _opening(day)


def _is_working(day: date, days: WorkingDays) -> bool:
    if days.kind(day) is Kind.UNKNOWN:
        return day.weekday() < SATURDAY
    return days.is_working(day)


def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENS, SHANGHAI).astimezone(UTC)
