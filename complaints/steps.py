"""A step with all that follows from it: parts offered, dropped or renewed, a ticket split off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from complaints.acting import THE_PROGRAM, Actor, Circumstances, standing
from complaints.database.base import new_id
from complaints.database.models import Assignment, Link, Ticket
from complaints.filing import ANONYMOUS, TOGETHER, Paper, Registration, register
from complaints.holding import Situation, holding
from complaints.linking import link_both, unlink_both
from complaints.moving import find_step, move
from complaints.supervising import follow, raise_to
from complaints.workflow import (
    AssignmentState,
    Guard,
    Level,
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
SHARE, SHARE_REASON = "share_contact", "share_reason"
"""The parts (主办, 协办) that are given the citizen's contact with a step of the lead, and why."""
UNKNOWN_YET = frozenset(
    {Guard.MAY_TAKE_PART, Guard.NEW_UNIT, Guard.WITHIN_RULE, Guard.ANSWERS_NOTED}
    | {Guard.IS_TWIN, Guard.IS_LINKED}
)
"""Guards that ask what will be typed."""
TOO_OFTEN = 3
RETURNED_OFTEN = "这一件已经第 {times} 次退回"


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
    if after := _AFTER.get(step.action):
        after(taken)
    follow(ticket, step, actor, at)
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
    """Ask all guards but those that ask what will be typed."""
    role = next(iter(actor.roles))
    holds = holding(Situation(step, role, ticket, part, actor, {}, at))
    return all(holds[guard] for guard in step.guards if guard not in UNKNOWN_YET)


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
    values = taken.values
    if taken.part is not None:
        _give(taken, values["new_unit"], Part(taken.part.role))
        return
    _give(taken, values["unit"], Part.HANDLING)
    for unit in filter(None, dict.fromkeys(values.get("cooperating", "").split(SEPARATOR))):
        if unit != values["unit"]:
            _give(taken, unit, Part.COOPERATING)


def _offer_cooperating(taken: Taken) -> None:
    """Offer one 协办 more."""
    _give(taken, taken.values["unit"], Part.COOPERATING)


def _offer_ruled(taken: Taken) -> None:
    """Offer a contested part to the unit that the ruling names."""
    role = Part(taken.part.role) if taken.part else Part.HANDLING
    give_part(taken.ticket, THE_PROGRAM, "offer_ruled", taken.values["new_unit"], role, taken.at)


def _give(taken: Taken, unit: str, role: Part) -> None:
    """Offer a part by whoever may, and the citizen's contact with it where the lead said so."""
    ticket, actor, at = taken.ticket, taken.actor, taken.at
    part = give_part(ticket, actor, "offer", unit, role, at)
    if role in taken.values.get(SHARE, "").split(SEPARATOR):
        reason = {"reason": taken.values.get(SHARE_REASON, "")}
        move(ticket, actor, "share_contact", reason, at, part)


def _press_if_often(taken: Taken) -> None:
    """Press for a ticket that nobody wants: the third return raises supervision (督办)."""
    times = sum(event.name == "part_returned" for event in taken.ticket.events)
    if times >= TOO_OFTEN:
        reason = RETURNED_OFTEN.format(times=times)
        raise_to(taken.ticket, Level.SUPERVISED, reason, THE_PROGRAM, taken.at)


def _drop(taken: Taken) -> None:
    """End every part that was held."""
    for part in taken.held:
        move(taken.ticket, THE_PROGRAM, "drop", {}, taken.at, part)


def _renew(taken: Taken) -> None:
    """Give the new round to the 主办 of the last one; of a sealed ticket always to its lead."""
    last = next(part.unit for part in taken.held if part.role == Part.HANDLING)
    unit = taken.ticket.lead_unit if taken.ticket.sealed else last
    give_part(taken.ticket, THE_PROGRAM, "renew", unit, Part.HANDLING, taken.at)


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


_AFTER: Mapping[str, Callable[[Taken], None]] = {
    "seal": _seal_the_other,
    "return_part": _press_if_often,
}
_FOLLOWING: Mapping[str, Callable[[Taken], None]] = {
    "offer": _offer,
    "offer_cooperating": _offer_cooperating,
    "offer_ruled": _offer_ruled,
    "drop": _drop,
    "renew": _renew,
    "file_released": _split_off,
    "link": lambda taken: link_both(taken.ticket, taken.actor, taken.values, taken.at),
    "unlink": lambda taken: unlink_both(taken.ticket, taken.actor, taken.values, taken.at),
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
