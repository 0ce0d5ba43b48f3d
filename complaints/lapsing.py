"""What time does by itself when a window is over: close, accept a part, wait no longer.

Each ticket in a transaction of its own, so that a citizen never waits for a whole night's work.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.acting import THE_PROGRAM, Circumstances
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Assignment, Leg, Ticket
from complaints.keys import Keys
from complaints.pausing import is_paused
from complaints.steps import take
from complaints.workflow import AssignmentState, TicketState
from complaints.workflow import Leg as LegName
from content import Catalog

WINDOWS = (LegName.JUDGEMENT, LegName.RETURN, LegName.SUPPLEMENT)
"""Legs in which somebody may do something; when they are over nobody is late."""


def lapse(database: Database, keys: Keys, catalog: Catalog, now: datetime) -> int:
    """Take every step that is due by time alone; give how many, sealed tickets not counted.

    `now` is in UTC.
    """
    at = Circumstances(keys, catalog, now)
    with database.reading() as session:
        late = select(Leg.ticket_id).where(_over(now)).distinct()
        tickets = session.scalars(late).all()
    done = 0
    for id_ in tickets:
        # Somebody who acts in the same moment comes first; the next run looks again.
        with suppress(IntegrityError), database.writing() as session:
            done += _lapse_one(session, id_, at)
    return done


def _lapse_one(session: Session, id_: str, at: Circumstances) -> int:
    """Close one ticket, accept its parts or end its wait; what was done meanwhile stays.

    Of a sealed one nothing is counted.
    """
    ticket = session.get_one(Ticket, id_)
    over = session.scalars(select(Leg).where(_over(at.now), Leg.ticket_id == id_)).all()
    done = 0
    for leg in over:
        if leg.leg == LegName.JUDGEMENT and ticket.state == TicketState.ANSWERED:
            take(ticket, THE_PROGRAM, "close", {}, at)
            done += 1
        if leg.leg == LegName.SUPPLEMENT and is_paused(ticket):
            take(ticket, THE_PROGRAM, "lapse_more", {}, at)
            done += 1
        part = session.get(Assignment, leg.assignment_id) if leg.assignment_id else None
        if leg.leg == LegName.RETURN and part and part.state == AssignmentState.OFFERED:
            take(ticket, THE_PROGRAM, "accept_by_silence", {}, at, part)
            done += 1
    return 0 if ticket.sealed else done


def _over(now: datetime) -> ColumnElement[bool]:
    """Ask for running windows whose last day is over."""
    return and_(Leg.ended_on.is_(None), Leg.leg.in_(WINDOWS), Leg.due_on < local_day(now))
