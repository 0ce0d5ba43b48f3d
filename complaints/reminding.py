"""What a timer runs: forget what is over, record what has become overdue, vouch for past days.

It may run at any hour and as often as one likes: nothing is done twice, and an overdue event
bears the day after the due day, whenever the timer happened to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Leg
from complaints.events import THE_CLOCK, record
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import forget_old_drafts
from complaints.intake.limits import forget_old_counts
from complaints.keys import Keys
from complaints.roots import export_roots, make_roots

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Reminded:
    """What one run did: how many legs became overdue, how many days got their root."""

    overdue: int
    roots: int


def remind(
    database: Database,
    keys: Keys,
    attachments: Attachments,
    now: datetime,
    folder: Path | None = None,
) -> Reminded:
    """Do what is due by `now` (UTC); export the day roots to the content folder, if one is given.

    Raises RootsDifferError when all else is done.
    """
    overdue = _tidy(database, keys, attachments, now)
    roots = make_roots(database, keys, now)
    if folder:
        export_roots(database, folder)
    return Reminded(overdue, roots)


def _tidy(database: Database, keys: Keys, attachments: Attachments, now: datetime) -> int:
    """Forget and record; give how many legs became overdue."""
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
            _tell_overdue(leg, keys, now)
    return len(late)


def _tell_overdue(leg: Leg, keys: Keys, now: datetime) -> None:
    leg.overdue_told = True
    since = leg.due_on + ONE if leg.due_on else None
    values = {"leg": leg.leg, "due_on": str(leg.due_on)}
    record(leg.ticket, "overdue", THE_CLOCK, now, on=since, values=values, keys=keys)
