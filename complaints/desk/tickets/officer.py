"""The officer who asks, as the workflow knows him, and the ticket that he may see."""

from __future__ import annotations

from flask import abort
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from complaints.acting import Actor, Circumstances
from complaints.database.models import Assignment, Ticket
from complaints.desk.accounts import current_officer
from complaints.desk.desk import desk
from complaints.receipts import read_number
from complaints.routing.route import discipline_unit
from complaints.visibility import visible


def actor() -> Actor:
    """Give who acts."""
    person = current_officer()
    return Actor(person.roles, person.unit, person.id)


def circumstances() -> Circumstances:
    """Give in what he acts."""
    joined = desk()
    return Circumstances(joined.keys, joined.catalog(), joined.now())


def discipline() -> str:
    """Name the 纪检监察 unit."""
    return discipline_unit(desk().catalog()).id


def may_see() -> ColumnElement[bool]:
    """Give the condition that every query of the desk carries."""
    return visible(actor(), discipline())


def ticket_of(session: Session, number: str) -> Ticket:
    """Find a ticket that the officer may see; any other does not exist for him."""
    asked = select(Ticket).where(Ticket.number == (read_number(number) or ""), may_see())
    return session.scalar(asked) or abort(404)


def part_of(ticket: Ticket, id_: str) -> Assignment:
    """Find a part of a ticket."""
    return next((part for part in ticket.assignments if part.id == id_), None) or abort(404)
