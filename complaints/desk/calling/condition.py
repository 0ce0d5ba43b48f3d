"""Whom the lead is to call back, as a condition of the query; the guards of the step say the same.

A page may count by it: it holds what the officer may see, and sealed tickets only inside the
discipline unit.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from complaints.acting import Actor
from complaints.calling import CALLED, JUDGED, MISSED, MOST_TRIES
from complaints.database.models import Contact, Event, Leg, Ticket
from complaints.holding import NEW_ROUND
from complaints.visibility import visible
from complaints.workflow import Leg as LegName
from complaints.workflow import Role, TicketState

ANSWERED = "answered"


def to_call(actor: Actor, discipline: str, today: date) -> ColumnElement[bool]:
    """Give the condition for tickets of this lead's unit that somebody there is to call back."""
    has_telephone = exists().where(Contact.ticket_id == Ticket.id, Contact.telephone.is_not(None))
    undisposed = or_(Ticket.story.is_not(None), Ticket.sealed_story.is_not(None))
    settled = or_(_times(JUDGED) > 0, _times(CALLED) > 0, _times(MISSED) >= MOST_TRIES)
    return and_(judgeable(actor, discipline, today), has_telephone, undisposed, ~settled)


def judgeable(actor: Actor, discipline: str, today: date) -> ColumnElement[bool]:
    """Give the condition for answered tickets of his unit whose window to judge has not ended."""
    over = exists().where(
        Leg.ticket_id == Ticket.id,
        Leg.assignment_id.is_(None),
        Leg.round == Ticket.round,
        Leg.leg == LegName.JUDGEMENT,
        Leg.due_on < today,
    )
    answered = Ticket.state.in_((TicketState.ANSWERED, TicketState.CLOSED))
    return and_(visible(actor, discipline), _leads(actor, discipline), answered, ~over)


def answered_at() -> ScalarSelect[datetime]:
    """Give the moment of a ticket's last answer."""
    answer = aliased(Event)
    asked = select(func.max(answer.at)).where(
        answer.ticket_id == Ticket.id, answer.name == ANSWERED
    )
    return asked.correlate(Ticket).scalar_subquery()


def _leads(actor: Actor, discipline: str) -> ColumnElement[bool]:
    """Ask whether he is lead for a ticket; inside the discipline unit its head is."""
    inside = actor.unit == discipline and Role.HEAD in actor.roles
    if Role.LEAD not in actor.roles and not inside:
        return false()
    mine = Ticket.lead_unit == actor.unit
    return mine if Role.LEAD in actor.roles else and_(mine, Ticket.sealed.is_(True))


def _times(name: str) -> ScalarSelect[int]:
    """Count the events of that name in the running round."""
    counted, begun = aliased(Event), aliased(Event)
    begins = select(func.coalesce(func.max(begun.seq), 0)).where(
        begun.ticket_id == Ticket.id, begun.name == NEW_ROUND
    )
    asked = (
        select(func.count())
        .select_from(counted)
        .where(
            counted.ticket_id == Ticket.id,
            counted.name == name,
            counted.seq > begins.correlate(Ticket).scalar_subquery(),
        )
    )
    return asked.correlate(Ticket).scalar_subquery()
