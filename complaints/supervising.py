"""Supervision (督办): who stands above presses for a ticket; an overlay, never a state.

The truth is the chain of events: `supervision_raised` and `supervision_ended`, each with level
and reason. The number in the ticket is a copy of what they say, for queries. Of a sealed ticket
only the discipline unit hears, and its level never reaches 挂牌督办, which is public.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import object_session

from complaints.acting import THE_PROGRAM, Actor, Circumstances
from complaints.database.models import Assignment, Event, Message, Ticket
from complaints.events import By, record
from complaints.holding import events_of_round, parts_of_round
from complaints.legs import working_days
from complaints.routing.route import city_lead
from complaints.workflow import AssignmentState, Level, Role, TicketState, Transition
from complaints.working_hours import next_working_moment

RAISED, ENDED = "supervision_raised", "supervision_ended"
LEVEL, REMAINS, LISTING = "level", "remains", "listing"
URGED = "urged"
URGES = 3
"""So many urges in one round raise a ticket to 催办."""
OPEN = frozenset(
    {TicketState.RECEIVED, TicketState.ACCEPTED, TicketState.ASSIGNED, TicketState.OBJECTED}
)
DONE = frozenset({TicketState.ANSWERED, TicketState.CLOSED})
LEVELS = {
    "supervise": Level.SUPERVISED,
    "list_supervision": Level.LISTED,
    "end_supervision": Level.NONE,
}
"""The level to which a supervisor's own step brings a ticket."""


def stated(action: str, ticket: Ticket) -> dict[str, str]:
    """Give what the event of a supervisor's step says beside his own words; of others nothing.

    A listing gets a random key of its own: what is public must not lead back to the ticket.
    """
    level = LEVELS.get(action)
    if level is None:
        return {}
    if level is Level.NONE:
        return {LEVEL: str(ticket.supervision), REMAINS: str(int(level))}
    listing = {LISTING: _public_key()} if level is Level.LISTED else {}
    return {LEVEL: str(int(level)), **listing}


def level_label(value: str | None) -> str:
    """Name a level as an event keeps it; where it was lawfully erased, as 督办."""
    if not value or not value.isdigit():
        return Level.SUPERVISED.label
    return Level(int(value)).label or "没有"


def _public_key() -> str:
    """Make a random key of the form that records have on the site."""
    return f"GP{secrets.randbelow(10**6):06}-{secrets.randbelow(10**4):04}"


def raise_to(  # noqa: PLR0913, PLR0917 (what, how far, why, by whom, when; a part's unit if one's)
    ticket: Ticket,
    level: int,
    reason: str,
    actor: Actor,
    at: Circumstances,
    part: Assignment | None = None,
    *,
    on: date | None = None,
) -> Event | None:
    """Raise a ticket to a level; nothing where it stands there or above.

    `part` is the part that the pressing is about, else all; `on` the day that it is about, if not
    today. What follows by rule from somebody's act is the program's work and names no officer.
    Raises ValueError for 挂牌督办 of a sealed ticket.
    """
    event = set_level(ticket, level, reason, actor, at, part, on=on)
    if event:
        tell(event, _hearers(ticket, Level(level), part, at), actor, at)
    return event


def set_level(  # noqa: PLR0913, PLR0917 (as above)
    ticket: Ticket,
    level: int,
    reason: str,
    actor: Actor,
    at: Circumstances,
    part: Assignment | None = None,
    *,
    on: date | None = None,
) -> Event | None:
    """Do the same without telling anybody: for who tells of what made it necessary."""
    if ticket.supervision >= level:
        return None
    if ticket.sealed and level >= Level.LISTED:
        raise ValueError("a sealed ticket is never listed")
    values = {LEVEL: str(int(level)), "reason": reason}
    by = _by(actor, part)
    event = record(ticket, RAISED, by, at.now, on=on, values=values, keys=at.keys)
    ticket.supervision = int(level)
    return event


def end_supervision(
    ticket: Ticket,
    reason: str,
    at: Circumstances,
    *,
    on: date | None = None,
    remains: Level = Level.NONE,
) -> None:
    """Let the program end it, down to what remains; nothing where that is all there is."""
    if ticket.supervision <= remains:
        return
    values = {LEVEL: str(ticket.supervision), REMAINS: str(int(remains)), "reason": reason}
    event = record(
        ticket, ENDED, _by(THE_PROGRAM, None), at.now, on=on, values=values, keys=at.keys
    )
    ticket.supervision = int(remains)
    tell(event, _hearers(ticket, Level.URGED, None, at), THE_PROGRAM, at)


def follow(ticket: Ticket, step: Transition, actor: Actor, at: Circumstances) -> None:
    """Do what a step means for supervision: urged often it begins, done it is over.

    What is sealed begins anew: its listing would be public, and its old units still on it. What
    was listed and is answered stays listed until its day, or until a supervisor ends it.
    """
    if step.event == URGED and _urges(ticket) >= URGES:
        raise_to(ticket, Level.URGED, f"反映人在本轮已经催办 {_urges(ticket)} 次", actor, at)
    if step.sealed_after:
        end_supervision(ticket, "本件已经密封", at)
    elif ticket.supervision and ticket.state not in OPEN:
        listed = ticket.supervision == Level.LISTED
        if not (listed and ticket.state in DONE):
            end_supervision(ticket, f"本件{TicketState(ticket.state).label}", at)


def is_urged(ticket: Ticket) -> bool:
    """Tell whether the citizen has urged so often that this alone presses for his ticket."""
    since = max((event.seq for event in ticket.events if event.name == ENDED), default=0)
    last = max((event.seq for event in ticket.events if event.name == URGED), default=0)
    return _urges(ticket) >= URGES and last > since


def _urges(ticket: Ticket) -> int:
    return sum(event.name == URGED for event in events_of_round(ticket))


def tell(event: Event, units: Iterable[str], actor: Actor, at: Circumstances) -> None:
    """Write down whose officers get word; what no person caused waits for working hours."""
    session = object_session(event)
    moment = next_working_moment(at.now, working_days(at.catalog))
    later = moment if actor == THE_PROGRAM and moment > at.now else None
    for unit in dict.fromkeys(units):
        if session is not None and unit != actor.unit:
            told = Message(event_id=event.id, unit=unit, created_at=at.now, next_try_at=later)
            session.add(told)


def hearers(ticket: Ticket, part: Assignment | None) -> Iterator[str]:
    """Name the lead, and the unit of a part or of all parts that are held.

    Of a sealed ticket its lead hears alone: a unit that answered it before still holds a part.
    """
    yield ticket.lead_unit
    if ticket.sealed:
        return
    held = [part] if part else parts_of_round(ticket)
    yield from (one.unit for one in held if one.state != AssignmentState.WAIVED)


def _hearers(
    ticket: Ticket, level: Level, part: Assignment | None, at: Circumstances
) -> Iterator[str]:
    """Add the city's supervisors from 督办 on, but not for a sealed ticket."""
    yield from hearers(ticket, part)
    if level >= Level.SUPERVISED and not ticket.sealed:
        yield city_lead(at.catalog).id


def _by(actor: Actor, part: Assignment | None) -> By:
    about = part.id if part else None
    pressing = (role for role in (Role.SUPERVISOR, Role.LEAD) if role in actor.roles)
    if actor.officer and (role := next(pressing, None)):
        return By(role, actor.unit, actor.officer, about)
    return By(Role.CLOCK, part=about)
