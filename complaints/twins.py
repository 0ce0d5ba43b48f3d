"""Twins (可能重复): open tickets of the same home and matter, for the lead alone.

A filer is never told of others: an institution could find out whether somebody complained.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from complaints.database.models import Link, Ticket
from complaints.workflow import TicketState
from content import Catalog
from content.tables import Matter

OTHER, DUPLICATE = "other", "重复"
WITHIN = timedelta(days=30)
DECIDED = (TicketState.ACCEPTED, TicketState.ASSIGNED)
"""Where the lead has said which matter it is; before, a citizen has chosen it."""
OPEN = (TicketState.RECEIVED, *DECIDED, TicketState.OBJECTED)


def twins_of_ticket(ticket: Ticket, catalog: Catalog) -> ColumnElement[bool]:
    """Give the condition for tickets that may tell of the same thing and are not linked yet.

    Both have one lead, and both are sealed or neither: who may act on one may act on the other.
    """
    first, last = ticket.received_on - WITHIN, ticket.received_on + WITHIN
    return and_(
        Ticket.id != ticket.id,
        Ticket.institution == ticket.institution,
        Ticket.institution.is_not(None),
        Ticket.state.in_(OPEN),
        Ticket.received_on.between(first, last),
        _same_matter(ticket, catalog),
        *_same_keepers(ticket),
        ~exists().where(_ties(ticket)),
    )


def is_twin(ticket: Ticket, number: str, catalog: Catalog) -> bool:
    """Tell whether another ticket may be linked to this one."""
    return _has(ticket, number, (twins_of_ticket(ticket, catalog),))


def is_linked(ticket: Ticket, number: str) -> bool:
    """Tell whether another ticket is linked to this one as its duplicate, and kept with it."""
    tied = exists().where(_ties(ticket), Link.why == DUPLICATE)
    return _has(ticket, number, (tied, *_same_keepers(ticket)))


def other_of(ticket: Ticket, number: str) -> Ticket:
    """Give the other ticket."""
    return _session(ticket).scalars(select(Ticket).where(Ticket.number == number)).one()


def tie(ticket: Ticket, other: Ticket) -> None:
    """Link two tickets as duplicates; nothing of either changes."""
    _session(ticket).add(Link(ticket_id=ticket.id, other_id=other.id, why=DUPLICATE))


def untie(ticket: Ticket, other: Ticket) -> None:
    """Take the link away."""
    session = _session(ticket)
    asked = select(Link).join(Ticket, Ticket.id == other.id).where(_ties(ticket))
    for link in session.scalars(asked.where(Link.why == DUPLICATE)).all():
        session.delete(link)


def _same_matter(ticket: Ticket, catalog: Catalog) -> ColumnElement[bool]:
    """Ask for the same matter; where either is not decided, for one of the same group."""
    if ticket.matter is None or not catalog.has(Matter, ticket.matter):
        return true()
    group = catalog.get(Matter, ticket.matter).group
    alike: ColumnElement[bool] = Ticket.matter.in_(
        [one.code for one in catalog.all(Matter) if one.group == group]
    )
    if ticket.state in DECIDED:
        alike = or_(Ticket.matter == ticket.matter, and_(alike, Ticket.state.not_in(DECIDED)))
    return or_(Ticket.matter.is_(None), alike)


def _same_keepers(ticket: Ticket) -> tuple[ColumnElement[bool], ...]:
    return Ticket.lead_unit == ticket.lead_unit, Ticket.sealed.is_(ticket.sealed)


def _ties(ticket: Ticket) -> ColumnElement[bool]:
    """Ask for a link between this ticket and the row of the query, whichever came first."""
    there = and_(Link.ticket_id == ticket.id, Link.other_id == Ticket.id)
    return or_(there, and_(Link.other_id == ticket.id, Link.ticket_id == Ticket.id))


def _has(ticket: Ticket, number: str, conditions: Iterable[ColumnElement[bool]]) -> bool:
    asked = select(Ticket.id).where(Ticket.number == number, *conditions)
    return _session(ticket).scalar(asked) is not None


def _session(ticket: Ticket) -> Session:
    session = object_session(ticket)
    if session is None:
        raise DetachedInstanceError("the ticket belongs to no session")
    return session
