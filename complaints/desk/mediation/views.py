"""Handing the citizen's contact to the institution: what he said yes to, once, with a slip.

Without his yes the step is not there. The slip holds what he consented to and nothing else.
"""

from __future__ import annotations

from flask import Blueprint, abort
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.clock import local_day
from complaints.database.models import Ticket
from complaints.desk.desk import desk, page
from complaints.desk.tickets.acting_views import STALE
from complaints.desk.tickets.officer import actor, circumstances, ticket_of
from complaints.mediating import handed_data
from complaints.sealing import contact_of
from complaints.steps import open_steps, take
from complaints.workflow import TransitionError
from content.tables import Unit

MEDIATION = Blueprint("mediation", __name__)
HAND = "hand_contact"
TITLE = "把联系方式交给机构"
Answered = str | tuple[str, int] | Response


@MEDIATION.get("/tickets/<number>/do/hand_contact")
def ask(number: str) -> str:
    """Say what would be handed to whom, before anything is shown."""
    with desk().database.reading() as session:
        ticket = _consented(session, number) or abort(404)
        return page("hand_contact.html", TITLE, ticket=ticket, handed=handed_data(ticket))


@MEDIATION.post("/tickets/<number>/do/hand_contact")
def hand(number: str) -> Answered:
    """Record that the contact goes to the institution, and show the slip; once."""
    try:
        with desk().database.writing() as session:
            if (ticket := _consented(session, number)) is None:
                return _gone(number)
            contact = contact_of(ticket, desk().keys)
            take(ticket, actor(), HAND, {}, circumstances())
            return _slip(ticket, contact)
    except TransitionError:
        return _gone(number)
    except IntegrityError:
        return page("gone.html", STALE, number=number, typed={}), 409


def _consented(session: Session, number: str) -> Ticket | None:
    """Find a ticket whose citizen's yes stands, for the lead who may use it."""
    ticket = ticket_of(session, number)
    found = open_steps(ticket, actor(), circumstances())
    return ticket if any(step.action == HAND for step in found) else None


def _gone(number: str) -> tuple[str, int]:
    return page("gone.html", "这一步现在不能办", number=number, typed={}), 409


def _slip(ticket: Ticket, contact: dict[str, str]) -> str:
    catalog = desk().catalog()
    return page(
        "handed_contact.html",
        "联系方式移交单",
        ticket=ticket,
        contact=contact,
        lead=catalog.get(Unit, ticket.lead_unit),
        today=local_day(desk().now()),
    )
