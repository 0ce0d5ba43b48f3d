"""What a timer runs: forget what is over, and record what has become overdue.

It may run at any hour and as often as one likes: nothing is done twice, and an overdue event
bears the day after the due day, whenever the timer happened to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Leg
from complaints.events import record
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import forget_old_drafts
from complaints.intake.limits import forget_old_counts

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Reminded:
    """What one run did."""

    overdue: int


def remind(database: Database, attachments: Attachments, now: datetime) -> Reminded:
    """Do what is due by `now` (UTC)."""
    with database.writing() as session:
        attachments.forget_old(session, now)
        forget_old_drafts(session, now)
        forget_old_counts(session, now)
        late = session.scalars(
            select(Leg).where(
                Leg.ended_on.is_(None),
                Leg.overdue_told.is_(False),
                Leg.due_on < local_day(now),
            )
        ).all()
        for leg in late:
            _tell_overdue(leg, now)
    return Reminded(len(late))


def _tell_overdue(leg: Leg, now: datetime) -> None:
    leg.overdue_told = True
    since = leg.due_on + ONE if leg.due_on else None
    values = {"leg": leg.leg, "due_on": str(leg.due_on)}
    record(leg.ticket, "overdue", role="clock", now=now, on=since, values=values)
