"""Moving a ticket, or one part of it: a step of the table, its effect on the clock, its event.

State, event and message stand or fall together: the caller's transaction holds them all. What
follows from a step on other parts and tickets is in `complaints.steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy.orm import object_session

from complaints.acting import Actor, Circumstances, standing
from complaints.database.models import TO_FILER, Assignment, Event, Message, Ticket
from complaints.events import By, record
from complaints.extending import DAYS
from complaints.holding import Situation, holding, parts_of_round
from complaints.legs import extend_leg, leg_of, resume_leg, start_leg, stop_leg, wait_or_run
from complaints.mediating import told_with
from complaints.routing.route import city_lead, discipline_unit
from complaints.sealing import set_sealed
from complaints.supervising import LEVELS, stated
from complaints.workflow import (
    AssignmentState,
    Hearer,
    Of,
    TicketState,
    Transition,
    TransitionError,
    check_guards,
    find,
    missing_fields,
)
from content.tables import Matter, Unit

WAITS = frozenset({"pause", "run"})
NAMED = "unit_name"
"""The unit that a public sentence names, as it was called that day."""


def move(  # noqa: PLR0913, PLR0917 (what, who, how, when; a part where it is one's)
    ticket: Ticket,
    actor: Actor,
    action: str,
    values: Mapping[str, str],
    at: Circumstances,
    part: Assignment | None = None,
) -> Transition:
    """Take one step. Raises TransitionError for what the table does not list or a guard forbids."""
    step = find_step(ticket, actor, action, at, part)
    if lacking := missing_fields(step, values):
        raise TransitionError(f"「{step.label}」还缺：{'、'.join(lacking)}。")
    capacity = step.acting(standing(actor, ticket, at.catalog, part))
    role = capacity.role if capacity else next(iter(actor.roles))
    now = Situation(step, role, ticket, part, actor, values, at)
    check_guards(step, holding(now))
    _set_state(now)
    _run_clock(now)
    event = _record(now)
    if action in LEVELS:
        ticket.supervision = LEVELS[action]
    _resume(now)
    _tell(now, event)
    return step


def find_step(
    ticket: Ticket, actor: Actor, action: str, at: Circumstances, part: Assignment | None = None
) -> Transition:
    """Find the step in the table. Raises TransitionError."""
    who = standing(actor, ticket, at.catalog, part)
    if part is not None:
        state = AssignmentState(part.state) if part.state else None
        of_ticket = TicketState(ticket.state)
        return find(Of.ASSIGNMENT, action, state, who, sealed=ticket.sealed, ticket=of_ticket)
    here = TicketState(ticket.state) if ticket.state else None
    return find(Of.TICKET, action, here, who, sealed=ticket.sealed)


def _set_state(now: Situation) -> None:
    """Set the new state, and what the step says of the ticket itself."""
    if now.part is not None:
        now.part.state = now.step.target
    else:
        now.ticket.state = now.step.target
    if now.step.sealed_after is not None:
        set_sealed(now.ticket, now.at.keys, sealed=now.step.sealed_after)
        if now.step.sealed_after:
            _lead(now, discipline_unit(now.at.catalog))
    if follow := _CHANGES.get(now.step.action):
        follow(now)


def _lead(now: Situation, unit: Unit) -> None:
    now.ticket.lead_unit, now.ticket.lead_name = unit.id, unit.name


def _set_lead(now: Situation) -> None:
    _lead(now, now.at.catalog.get(Unit, now.values["unit"]))


def _set_matter(now: Situation) -> None:
    matter = now.at.catalog.get(Matter, now.values["matter"])
    now.ticket.matter, now.ticket.matter_name = matter.code, matter.name
    now.ticket.urgent = now.ticket.urgent or matter.emergency


def _set_outcome(now: Situation) -> None:
    now.ticket.outcome = now.values["outcome"]


def _allow_contact(now: Situation) -> None:
    if now.part is not None:
        now.part.contact_allowed = True


def _begin_round(now: Situation) -> None:
    """End the legs of the round before by their own numbers, then count one more."""
    for effect in now.step.clock:
        if effect.verb == "stop":
            stop_leg(now.ticket, now.at.catalog, effect.leg, now.today)
    now.ticket.round += 1
    now.ticket.outcome = None


_CHANGES: Mapping[str, Callable[[Situation], None]] = {
    "accept": _set_matter,
    "change_lead": _set_lead,
    "release": _set_lead,
    "publish": _set_outcome,
    "reopen": _begin_round,
    "share_contact": _allow_contact,
}


def _run_clock(now: Situation) -> None:
    """Stop, start and extend legs."""
    for effect in now.step.clock:
        if effect.verb == "stop":
            stop_leg(now.ticket, now.at.catalog, effect.leg, now.today, now.part)
        elif effect.verb == "start":
            start_leg(now.ticket, now.at.catalog, effect.leg, now.today, now.part)
        elif effect.verb == "extend":
            days = int(now.values[DAYS])
            extend_leg(now.ticket, now.at.catalog, effect.leg, days, now.part)


def _resume(now: Situation) -> None:
    """Let legs rest or run on, once the event is there that says since when or how long."""
    for effect in now.step.clock:
        if effect.verb == "resume":
            resume_leg(now.ticket, now.at.catalog, effect.leg, now.part)
        elif effect.verb in WAITS:
            wait_or_run(now.ticket, now.at.catalog, effect.leg)


def _record(now: Situation) -> Event:
    by = By(now.role, now.actor.unit, now.actor.officer, now.part.id if now.part else None)
    named = {NAMED: _unit_named(now)} if "{unit}" in now.step.public else {}
    action, ticket = now.step.action, now.ticket
    facts = {**_moved_to(now), **stated(action, ticket), **told_with(action, ticket)}
    values = {**now.values, **named, **facts}
    return record(now.ticket, now.step.event, by, now.at.now, values=values, keys=now.at.keys)


def _moved_to(now: Situation) -> dict[str, str]:
    """Give the new last day of a leg that the step extends."""
    extended = next((one.leg for one in now.step.clock if one.verb == "extend"), "")
    leg = leg_of(now.ticket, extended, now.part) if extended else None
    return {"due_on": str(leg.due_on or "待定")} if leg else {}


def _unit_named(now: Situation) -> str:
    """Give the unit that the public sentence of this step names."""
    if now.part is not None:
        return now.part.unit_name
    unit = now.values.get("unit", "")
    if unit and now.at.catalog.has(Unit, unit):
        return now.at.catalog.get(Unit, unit).name
    return unit or now.ticket.lead_name


def _tell(now: Situation, event: Event) -> None:
    """Write down who is to get word; the outbox sends it, without any text of it."""
    session = object_session(now.ticket)
    for unit in dict.fromkeys(_hearers(now)):
        if session is not None and unit != now.actor.unit:
            session.add(Message(event_id=event.id, unit=unit, created_at=now.at.now))


def _hearers(now: Situation) -> Iterable[str]:
    for hearer in now.step.tells:
        yield from _UNITS[hearer](now)


def _parts(now: Situation) -> Iterator[str]:
    """Name the units that hold a part; one that answered before the seal hears nothing more."""
    if now.ticket.sealed:
        return iter((now.ticket.lead_unit,))
    waived = AssignmentState.WAIVED
    return (part.unit for part in parts_of_round(now.ticket) if part.state != waived)


def _supervisors(now: Situation) -> Iterator[str]:
    """Name the city's civil affairs; of a sealed ticket nobody but its own lead."""
    yield now.ticket.lead_unit if now.ticket.sealed else city_lead(now.at.catalog).id


def _filer(now: Situation) -> Iterator[str]:
    """Name the citizen, where he left a telephone and wants to hear."""
    contact = now.ticket.contact
    if contact is not None and contact.telephone is not None and contact.wants_texts:
        yield TO_FILER


_UNITS: Mapping[Hearer, Callable[[Situation], Iterator[str]]] = {
    Hearer.LEAD: lambda now: iter((now.ticket.lead_unit,)),
    Hearer.PART: lambda now: iter((now.part.unit,) if now.part else ()),
    Hearer.PARTS: _parts,
    Hearer.CITY: _supervisors,
    Hearer.FILER: _filer,
}
