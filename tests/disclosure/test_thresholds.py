"""States change at a threshold and on no other day."""

from __future__ import annotations

from datetime import date

import pytest

from content.tables import Missing
from disclosure.thresholds import standing

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2026, 11, 19), "逾期"),  # Yesterday was the last day.
        (date(2026, 11, 20), "30 日内到期"),  # The last day itself still counts.
        (date(2026, 12, 20), "30 日内到期"),
        (date(2026, 12, 21), "按期"),
        (Missing.NOT_APPLICABLE, "按期"),
        (Missing.NOT_REPORTED, "按期"),
    ],
)
def test_a_thing_stands_by_its_last_day(last: date | Missing, state: str) -> None:
    assert standing(last, DAY) == state
