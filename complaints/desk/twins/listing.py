"""Which other tickets a lead sees beside one, and what of linking an officer may read."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import Actor, Circumstances
from complaints.database.models import Ticket
from complaints.events import values_of
from complaints.routing.route import discipline_unit
from complaints.twins import OTHER, twins_of_ticket
from complaints.visibility import visible

MOST = 20
LINKING = frozenset({"linked", "unlinked"})


def twins_of(session: Session, ticket: Ticket, actor: Actor, at: Circumstances) -> list[Ticket]:
    """Give open tickets that may tell of the same thing, of those that he may see."""
    mine = visible(actor, discipline_unit(at.catalog).id)
    asked = select(Ticket).where(mine, twins_of_ticket(ticket, at.catalog))
    return list(session.scalars(asked.order_by(Ticket.received_at, Ticket.number).limit(MOST)))


def links_unseen(session: Session, ticket: Ticket, actor: Actor, at: Circumstances) -> set[int]:
    """Name the events of linking that an officer may not read: he may not see the other ticket."""
    told = {
        event.seq: values_of(event, at.keys).get(OTHER, "")
        for event in ticket.events
        if event.name in LINKING
    }
    mine = visible(actor, discipline_unit(at.catalog).id)
    asked = select(Ticket.number).where(mine, Ticket.number.in_(told.values()))
    seen = set(session.scalars(asked)) if told else set()
    return {seq for seq, number in told.items() if number not in seen}
