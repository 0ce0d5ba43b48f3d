"""What waits for an officer, as a condition of the query: nobody has to remember to look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlalchemy.orm import aliased

from complaints import extending
from complaints.acting import Actor
from complaints.database.models import Assignment, Event, Ticket
from complaints.visibility import visible
from complaints.workflow import AssignmentState, Role, TicketState

TO_BEGIN = (AssignmentState.OFFERED,)
TO_WRITE = (AssignmentState.ACCEPTED, AssignmentState.SENT_BACK)
TO_SUBMIT = (AssignmentState.DRAFTED,)
TO_CHECK = (AssignmentState.SUBMITTED,)
TO_DECIDE = (AssignmentState.RETURNED,)
TO_RULE = (AssignmentState.CONTESTED,)
SETTLED = (AssignmentState.APPROVED, AssignmentState.WAIVED)
MAY_GET_DAYS = (*TO_WRITE, *TO_SUBMIT)
RUNNING = (TicketState.ACCEPTED, TicketState.ASSIGNED)
OPEN = (TicketState.RECEIVED, TicketState.ACCEPTED)
Duties = Callable[[AbstractSet[Role], str], Iterator[ColumnElement[bool]]]


def waiting(actor: Actor, discipline: str) -> ColumnElement[bool]:
    """Give the condition for tickets on which this officer must do the next thing."""
    return of_roles(actor, discipline, _duties)


def to_dispatch(actor: Actor, discipline: str) -> ColumnElement[bool]:
    """Give the condition for tickets that a lead must accept or give to a unit."""
    return of_roles(actor, discipline, _dispatching)


def to_publish(actor: Actor, discipline: str) -> ColumnElement[bool]:
    """Give the condition for tickets whose opinion a lead must check or publish."""
    return of_roles(actor, discipline, _publishing)


def of_roles(actor: Actor, discipline: str, duties: Duties) -> ColumnElement[bool]:
    """Ask for the duties of his roles; inside the discipline unit its head is lead."""
    unit = actor.unit or ""
    asked = and_(Ticket.sealed.is_(False), or_(false(), *duties(actor.roles, unit)))
    if unit == discipline:
        inside = actor.roles | ({Role.LEAD} if Role.HEAD in actor.roles else set())
        inside |= {Role.SUPERVISOR}
        sealed = and_(Ticket.sealed.is_(True), or_(false(), *duties(inside, unit)))
        asked = or_(asked, sealed)
    return and_(visible(actor, discipline), asked)


def _duties(roles: AbstractSet[Role], unit: str) -> Iterator[ColumnElement[bool]]:
    yield from _dispatching(roles, unit)
    yield from _publishing(roles, unit)
    if Role.HANDLER in roles:
        yield has_part(*TO_BEGIN, *TO_WRITE, unit=unit)
    if Role.HEAD in roles:
        yield has_part(*TO_BEGIN, *TO_SUBMIT, unit=unit)
    if Role.SUPERVISOR in roles:
        yield or_(Ticket.state == TicketState.OBJECTED, has_part(*TO_RULE))
        yield asks_more_days(of_parts=False)


def _dispatching(roles: AbstractSet[Role], unit: str) -> Iterator[ColumnElement[bool]]:
    if Role.LEAD in roles:
        decided = or_(has_part(*TO_DECIDE), asks_more_days(of_parts=True))
        yield and_(Ticket.lead_unit == unit, or_(Ticket.state.in_(OPEN), decided))


def _publishing(roles: AbstractSet[Role], unit: str) -> Iterator[ColumnElement[bool]]:
    if Role.LEAD in roles:
        rest = [state for state in AssignmentState if state not in SETTLED]
        ready = and_(Ticket.state == TicketState.ASSIGNED, ~has_part(*rest))
        yield and_(Ticket.lead_unit == unit, or_(has_part(*TO_CHECK), ready))


def asks_more_days(*, of_parts: bool) -> ColumnElement[bool]:
    """Ask whether a request for more days, for a part or for the whole, is not decided yet."""
    asked, later = aliased(Event), aliased(Event)
    settled = exists().where(
        later.ticket_id == asked.ticket_id,
        later.assignment_id.is_not_distinct_from(asked.assignment_id),
        later.seq > asked.seq,
        later.name.in_(extending.SETTLED),
    )
    found = exists().where(
        asked.ticket_id == Ticket.id,
        asked.name.in_(extending.ASKED),
        asked.assignment_id.is_not(None) if of_parts else asked.assignment_id.is_(None),
        ~settled,
    )
    return and_(has_part(*MAY_GET_DAYS) if of_parts else Ticket.state.in_(RUNNING), found)


def has_part(*states: AssignmentState, unit: str | None = None) -> ColumnElement[bool]:
    """Ask whether the running round of an assigned ticket has such a part."""
    asked = exists().where(
        Assignment.ticket_id == Ticket.id,
        Assignment.round == Ticket.round,
        Assignment.state.in_(states),
    )
    if unit is not None:
        asked = asked.where(Assignment.unit == unit)
    return and_(Ticket.state == TicketState.ASSIGNED, asked)
