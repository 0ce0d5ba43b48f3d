"""What waits for working hours on purpose is no reason for the doctor to call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from complaints.administration.finding import Installation, Level
from complaints.database.models import Message
from tests.complaints.administration.helpers import said


@pytest.mark.parametrize(
    ("opened", "level"),
    [
        (timedelta(hours=-2), Level.WELL),
        (timedelta(minutes=30), Level.WELL),
        (timedelta(hours=2), Level.SOON),
        (timedelta(hours=25), Level.WRONG),
    ],
)
def test_a_message_of_a_holiday_counts_from_the_next_opening(
    home: Installation, opened: timedelta, level: Level
) -> None:
    with home.database.writing() as session:
        session.execute(
            update(Message).values(
                sent_at=None, created_at=home.now - timedelta(days=7), next_try_at=home.now - opened
            )
        )

    assert said(home, "通知").level is level
