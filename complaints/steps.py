"""A step with all that follows from it: parts offered, dropped or renewed, a ticket split off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from complaints.acting import THE_PROGRAM, Actor, Circumstances, standing
from complaints.database.models import Assignment, Link, Ticket, new_id
from complaints.filing import ANONYMOUS, TOGETHER, Paper, Registration, register
from complaints.holding import Situation, holding
from complaints.moving import find_step, move
from complaints.workflow import (
    AssignmentState,
    Guard,
    Of,
    Part,
    TicketState,
    Transition,
    TransitionError,
    allowed,
)
from content.tables import Unit

SEPARATOR = "；"
SPLIT_OFF = "部分另转"


def take(  # noqa: PLR0913, PLR0917 (what, who, how, when; a part where it is one's)
    ticket: Ticket,
    actor: Actor,
    action: str,
    values: Mapping[str, str],
    at: Circumstances,
    part: Assignment | None = None,
) -> Transition:
    """Take a step and what follows from it, in the caller's transaction.

    `values` are the fields that the step needs; units by their id, several `cooperating` ones
    with ； between. Raises TransitionError.
    """
    follows = find_step(ticket, actor, action, at, part).then
    taken = Taken(ticket, actor, values, at, _held(ticket), part)
    step = move(ticket, actor, action, values, at, part)
    if follows:
        _FOLLOWING[follows](taken)
    if step.action == "seal":
        _seal_the_other(taken)
    return step


def open_steps(
    ticket: Ticket, actor: Actor, at: Circumstances, part: Assignment | None = None
) -> list[Transition]:
    """Give the steps that somebody may take now, as far as can be told before values are given."""
    who = standing(actor, ticket, at.catalog, part)
    if part is None:
        found = allowed(Of.TICKET, TicketState(ticket.state), who, sealed=ticket.sealed)
    else:
        state, here = AssignmentState(part.state), TicketState(ticket.state)
        found = allowed(Of.ASSIGNMENT, state, who, sealed=ticket.sealed, ticket=here)
    return [step for step in found if _would_hold(step, ticket, actor, at, part)]


def _would_hold(
    step: Transition, ticket: Ticket, actor: Actor, at: Circumstances, part: Assignment | None
) -> bool:
    """Ask all guards but the one that asks which unit will be named."""
    role = next(iter(actor.roles))
    holds = holding(Situation(step, role, ticket, part, actor, {}, at))
    return all(holds[guard] for guard in step.guards if guard is not Guard.MAY_TAKE_PART)


@dataclass(frozen=True)
class Taken:
    """A step that was taken, and which parts were held before it."""

    ticket: Ticket
    actor: Actor
    values: Mapping[str, str]
    at: Circumstances
    held: list[Assignment]
    part: Assignment | None


def _held(ticket: Ticket) -> list[Assignment]:
    waived = AssignmentState.WAIVED
    return [one for one in ticket.assignments if one.round == ticket.round and one.state != waived]


def _offer(taken: Taken) -> None:
    """Offer the 主办 and every 协办; after a transfer, the one part to its new unit."""
    ticket, actor, values, at = taken.ticket, taken.actor, taken.values, taken.at
    if taken.part is not None:
        give_part(ticket, actor, "offer", values["new_unit"], Part(taken.part.role), at)
        return
    give_part(ticket, actor, "offer", values["unit"], Part.HANDLING, at)
    for unit in filter(None, values.get("cooperating", "").split(SEPARATOR)):
        if unit != values["unit"]:
            give_part(ticket, actor, "offer", unit, Part.COOPERATING, at)


def _drop(taken: Taken) -> None:
    """End every part that was held."""
    for part in taken.held:
        move(taken.ticket, THE_PROGRAM, "drop", {}, taken.at, part)


def _renew(taken: Taken) -> None:
    """Give the new round to the 主办 of the last one."""
    last = next(part for part in taken.held if part.role == Part.HANDLING)
    give_part(taken.ticket, THE_PROGRAM, "renew", last.unit, Part.HANDLING, taken.at)


def _seal_the_other(taken: Taken) -> None:
    """Seal the other ticket of the same paper too: it tells the same story."""
    session = object_session(taken.ticket)
    if session is None:
        raise DetachedInstanceError("the ticket belongs to no session")
    id_ = taken.ticket.id
    there = and_(Link.ticket_id == id_, Link.other_id == Ticket.id)
    back = and_(Link.other_id == id_, Link.ticket_id == Ticket.id)
    asked = select(Ticket).join(Link, or_(there, back)).where(Link.why == TOGETHER)
    for other in session.scalars(asked.where(Ticket.sealed.is_(False))).all():
        take(other, THE_PROGRAM, "seal_with", taken.values, taken.at)


def _split_off(taken: Taken) -> None:
    """File what the discipline unit wrote as a ticket of its own; it says nothing of its origin."""
    ticket, session = taken.ticket, object_session(taken.ticket)
    if session is None:
        raise DetachedInstanceError("the ticket belongs to no session")
    paper = Paper(
        kind=ticket.kind,
        institution=ticket.institution,
        institution_name=ticket.institution_name,
        place=ticket.place,
        happened="",
        story=taken.values["text"],
        matter=None,
        relation="其他",
        naming=ANONYMOUS,
    )
    lead = taken.at.catalog.get(Unit, taken.values["unit"])
    how = Registration(THE_PROGRAM, "file_released", lead=lead)
    other = register(session, paper, taken.at, how)
    session.add(Link(ticket_id=ticket.id, other_id=other.id, why=SPLIT_OFF))


_FOLLOWING: Mapping[str, Callable[[Taken], None]] = {
    "offer": _offer,
    "drop": _drop,
    "renew": _renew,
    "file_released": _split_off,
}


def give_part(  # noqa: PLR0913, PLR0917 (whom, what, by whom and when)
    ticket: Ticket, actor: Actor, action: str, unit: str, role: Part, at: Circumstances
) -> Assignment:
    """Give a unit its part in the running round. Raises TransitionError."""
    if not at.catalog.has(Unit, unit):
        raise TransitionError("没有这个单位，请从名单里选。")
    found = at.catalog.get(Unit, unit)
    part = Assignment(
        id=new_id(),
        round=ticket.round,
        unit=found.id,
        unit_name=found.name,
        role=role,
        state="",
        why=ticket.routed_by,
    )
    ticket.assignments.append(part)
    move(ticket, actor, action, {"unit": unit, "part": role}, at, part)
    return part
