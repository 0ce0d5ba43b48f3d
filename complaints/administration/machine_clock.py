"""The machine's clock, held against what was recorded: time never goes back.

Where it does, filing goes on, and no event is dated before the one it follows; no day gets a
second root. Somebody must be told all the same: due days may be reckoned from a wrong day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from complaints.clock import SHANGHAI, local_day
from complaints.database.models import DayRoot, Event

TOLERANCE = timedelta(minutes=10)
"""Two machines may differ by so much without harm; the day roots wait as long after midnight."""


class ClockBackError(Exception):
    """The machine says an earlier time than was recorded already."""


def check_clock(session: Session, now: datetime) -> None:
    """Raise ClockBackError where `now` (UTC) lies before the newest event, or in a closed day."""
    newest = session.scalar(select(func.max(Event.at)))
    if newest is not None and newest > now + TOLERANCE:
        raise ClockBackError(_words(now, f"最近一条记录（{_said(newest)}）"))
    closed = session.scalar(select(func.max(DayRoot.day)))
    if closed is not None and closed >= local_day(now):
        raise ClockBackError(_words(now, f"已经写好的每日校验值（{closed}）"))


def _words(now: datetime, than: str) -> str:
    return (
        f"机器的时间（{_said(now)}）比{than}还早：时间被调回去了，或者以前调快过。"
        "请先对准机器的时间，并核对这期间收下的诉求的到期日。如果现在的时间是对的，"
        "期间照常受理和提醒，每日校验值等时间走过那一刻再写"
    )


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
