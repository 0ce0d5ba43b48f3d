"""Which tickets an officer may see: a condition of the query itself, never a filter afterwards.

Sealed tickets are left out of everything but what the discipline unit itself asks for.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, false, or_

from complaints.acting import Actor
from complaints.database.models import Assignment, Ticket
from complaints.workflow import AssignmentState, Role

CLERKS = frozenset({Role.HANDLER, Role.HEAD})
OFFICERS = CLERKS | {Role.LEAD, Role.SUPERVISOR}


def visible(actor: Actor, discipline_unit: str) -> ColumnElement[bool]:
    """Give the condition for tickets that an officer may see; an administrator sees none."""
    if actor.unit is None or not actor.roles & OFFICERS:
        return false()
    unsealed = and_(Ticket.sealed.is_(False), or_(*_grounds(actor.roles, actor.unit)))
    if actor.unit != discipline_unit:
        return unsealed
    return or_(unsealed, and_(Ticket.sealed.is_(True), Ticket.lead_unit == actor.unit))


def visible_to_unit(unit: str, discipline_unit: str) -> ColumnElement[bool]:
    """Give the condition for tickets that a unit as a whole may see, its supervisors apart."""
    return visible(Actor(CLERKS | {Role.LEAD}, unit), discipline_unit)


def may_reach(actor: Actor, ticket: Ticket) -> bool:
    """Tell whether an officer who may see a ticket may also see how to reach the citizen.

    The lead and the supervisors may; a unit with a part only once the lead gave it the contact.
    """
    if ticket.sealed or Role.SUPERVISOR in actor.roles:
        return True
    if Role.LEAD in actor.roles and actor.unit == ticket.lead_unit:
        return True
    return any(
        part.contact_allowed
        for part in ticket.assignments
        if (part.unit, part.round) == (actor.unit, ticket.round)
        and part.state != AssignmentState.WAIVED
    )


def _grounds(roles: Iterable[Role], unit: str) -> list[ColumnElement[bool]]:
    held = set(roles)
    grounds: list[ColumnElement[bool]] = [false()]
    if Role.SUPERVISOR in held:
        grounds.append(Ticket.id.is_not(None))
    if Role.LEAD in held:
        grounds.append(Ticket.lead_unit == unit)
    if held & CLERKS:
        grounds.append(_has_part(unit))
    return grounds


def _has_part(unit: str) -> ColumnElement[bool]:
    return exists().where(
        Assignment.ticket_id == Ticket.id,
        Assignment.unit == unit,
        Assignment.state != AssignmentState.WAIVED,
    )
