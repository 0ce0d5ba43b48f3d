"""Recalculating (重算): a calendar that became certain, or was corrected, moves legs still running.

What has ended stays as it was judged. Every change is an event with the old day and the new one.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.acting import THE_PROGRAM, Circumstances
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Assignment, Event, Leg, Ticket
from complaints.events import By, record
from complaints.keys import Keys
from complaints.lapsing import WINDOWS
from complaints.legs import due_of
from complaints.supervising import RAISED, end_supervision, hearers, is_urged, tell
from complaints.workflow import Level, Role
from content import Catalog
from content.working_days import State

DUE_CHANGED = "due_changed"
LATE = frozenset({"overdue", "long_overdue"})
BATCH = 500
REASONS = {
    State.OFFICIAL: "工作日历已按正式通知更新",
    State.PROVISIONAL: "工作日历已更新，仍是暂定",
    State.UNDETERMINED: "工作日历缺少这一年",
}
NO_LONGER_LATE = "工作日历更新后没有逾期"


def recalculate(database: Database, keys: Keys, catalog: Catalog, now: datetime) -> int:
    """Reckon every running leg by the calendar of today (`now` in UTC); give how many changed.

    Sealed tickets are not counted. Each ticket in a transaction of its own; run again, it finds
    nothing.
    """
    at = Circumstances(keys, catalog, now)
    with database.reading() as session:
        running = select(Leg).where(Leg.ended_on.is_(None)).execution_options(yield_per=BATCH)
        moved = [leg.ticket_id for leg in session.scalars(running) if _has_moved(leg, catalog)]
    changed = 0
    for id_ in dict.fromkeys(moved):
        # Somebody who acts in the same moment comes first; the next run looks again.
        with suppress(IntegrityError), database.writing() as session:
            changed += _recalculate_one(session, id_, at)
    return changed


def _has_moved(leg: Leg, catalog: Catalog) -> bool:
    found = due_of(leg, leg.ticket, catalog)
    return (found.day, found.state) != (leg.due_on, leg.certainty)


def _recalculate_one(session: Session, id_: str, at: Circumstances) -> int:
    ticket = session.get_one(Ticket, id_, with_for_update=True)
    running = [leg for leg in ticket.legs if leg.ended_on is None]
    changed = 0
    # The citizen's window first: other legs wait for its last day.
    for leg in sorted(running, key=lambda leg: leg.leg not in WINDOWS):
        if _has_moved(leg, at.catalog):
            _change(session, leg, at)
            changed += 1
    _take_back(ticket, at)
    return 0 if ticket.sealed else changed


def _change(session: Session, leg: Leg, at: Circumstances) -> None:
    """Store the new day, with the event that tells old and new and why."""
    ticket, found = leg.ticket, due_of(leg, leg.ticket, at.catalog)
    values = {
        "leg": leg.leg,
        "due_before": str(leg.due_on or State.UNDETERMINED),
        "due_on": str(found.day or State.UNDETERMINED),
        "reason": REASONS[found.state],
    }
    leg.due_on, leg.certainty = found.day, found.state
    by = By(Role.CLOCK, part=leg.assignment_id)
    event = record(ticket, DUE_CHANGED, by, at.now, values=values, keys=at.keys)
    part = session.get(Assignment, leg.assignment_id) if leg.assignment_id else None
    tell(event, hearers(ticket, part), THE_PROGRAM, at)


def _take_back(ticket: Ticket, at: Circumstances) -> None:
    """End a pressing that came from a day that has moved: nobody is called late by a guess.

    What the citizen's own urges would have raised remains.
    """
    if not ticket.supervision or not _pressed_for_being_late(ticket):
        return
    today = local_day(at.now)
    late = any(
        leg.ended_on is None and leg.leg not in WINDOWS and leg.due_on and leg.due_on < today
        for leg in ticket.legs
    )
    if not late:
        remains = Level.URGED if is_urged(ticket) else Level.NONE
        end_supervision(ticket, NO_LONGER_LATE, at, remains=remains)


def _pressed_for_being_late(ticket: Ticket) -> bool:
    """Tell whether the last raising followed from a due day, as the event before it says."""
    before: Event | None = None
    found = False
    for event in ticket.events:
        if event.name == RAISED:
            found = before is not None and before.name in LATE
        before = event
    return found
