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
from complaints.lapsing import WINDOWS, lapse
from complaints.roots import export_roots, make_roots
from content import Catalog

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Upkeep:
    """What the timer looks after; day roots go to the content `folder`, if one is given."""

    database: Database
    keys: Keys
    attachments: Attachments
    catalog: Catalog
    folder: Path | None = None


@dataclass(frozen=True)
class Reminded:
    """What one run did: steps taken by time alone, legs become overdue, days given their root."""

    lapsed: int
    overdue: int
    roots: int


def remind(upkeep: Upkeep, now: datetime) -> Reminded:
    """Do what is due by `now` (UTC). Raises RootsDifferError when all else is done."""
    lapsed = lapse(upkeep.database, upkeep.keys, upkeep.catalog, now)
    overdue = _tidy(upkeep, now)
    roots = make_roots(upkeep.database, upkeep.keys, now)
    if upkeep.folder:
        export_roots(upkeep.database, upkeep.folder)
    return Reminded(lapsed, overdue, roots)


def _tidy(upkeep: Upkeep, now: datetime) -> int:
    """Forget and record; give how many legs became overdue."""
    with upkeep.database.writing() as session:
        upkeep.attachments.forget_old(session, now)
        forget_old_drafts(session, now)
        forget_old_counts(session, now)
        late = session.scalars(
            select(Leg).where(
                Leg.ended_on.is_(None),
                Leg.overdue_told.is_(False),
                Leg.leg.not_in(WINDOWS),
                Leg.due_on < local_day(now),
            )
        ).all()
        for leg in late:
            _tell_overdue(leg, upkeep.keys, now)
    return len(late)


def _tell_overdue(leg: Leg, keys: Keys, now: datetime) -> None:
    leg.overdue_told = True
    since = leg.due_on + ONE if leg.due_on else None
    values = {"leg": leg.leg, "due_on": str(leg.due_on)}
    record(leg.ticket, "overdue", THE_CLOCK, now, on=since, values=values, keys=keys)
