"""Working days for tests, by the calendar files of the sample city."""

from __future__ import annotations

from functools import cache

from content import read_folder
from content.tables import CalendarDay
from content.working_days import WorkingDays
from tests.folders import SAMPLE


@cache
def sample_days() -> tuple[CalendarDay, ...]:
    """Give every day of the sample's calendar: 2018 to 2026 正式, 2027 暂定."""
    tables = read_folder(SAMPLE).calendar.values()
    return tuple(row for table in tables for row in table.rows)


@cache
def working_days(*years: int) -> WorkingDays:
    """Give the working days as they are known with the files of these years (default: all)."""
    return WorkingDays(row for row in sample_days() if not years or row.date.year in years)
