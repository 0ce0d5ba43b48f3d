"""Erasing one kind of content of a ticket; its chain stays whole, its skeleton stays readable.

Of an erased value the salt goes with it: the hash in the event then betrays nothing, however short
the value was. Number, dates, states, matter, units and what was chosen from a list stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from complaints.database.models import Contact, Event, EventValue, File, Ticket
from complaints.letters import ERASED
from complaints.retention.terms import CONTACT, FILES, TEXT
from complaints.sealing import is_erased

DISPOSED = "disposed"
CODED = frozenset(
    {
        "kind",
        "channel",
        "matter",
        "part",
        "outcome",
        "contacted",
        "solved",
        "satisfied",
        "by",
        "result",
        "agrees",
        "handed",
        "settled",
        "days",
        "due_before",
        "due_on",
        "leg",
        "level",
        "remains",
    }
)
"""Fields in which nobody writes words of his own: statistics stand on them."""


def holds(session: Session, ticket: Ticket, what: str) -> bool:
    """Tell whether a ticket still has content of that kind."""
    return _HOLDING[what](session, ticket)


def erase(session: Session, ticket: Ticket, what: str) -> list[str]:
    """Erase content of one kind; name the bodies of files to be removed once that is durable."""
    bodies = _ERASING[what](session, ticket)
    session.flush()
    session.expire(ticket)
    return bodies


def _erase_contact(session: Session, ticket: Ticket) -> list[str]:
    if ticket.contact:
        session.delete(ticket.contact)
    return []


def _erase_files(session: Session, ticket: Ticket) -> list[str]:
    """Forget the keys of the files, which alone open their bodies."""
    bodies = [file.id for file in ticket.files]
    for file in ticket.files:
        session.delete(file)
    return bodies


def _erase_text(session: Session, ticket: Ticket) -> list[str]:
    """Erase what the citizen wrote and every word of the record; but not of its disposals."""
    ticket.story = ticket.sealed_story = None
    ticket.happened = ""
    if ticket.institution is None:
        ticket.institution_name = ERASED
    events = select(Event.id).where(Event.ticket_id == ticket.id, Event.name != DISPOSED)
    written = EventValue.event_id.in_(events), EventValue.field.not_in(CODED)
    for value in session.scalars(select(EventValue).where(*written)).all():
        session.delete(value)
    return []


def _has_contact(session: Session, ticket: Ticket) -> bool:
    return bool(session.scalar(select(exists().where(Contact.ticket_id == ticket.id))))


def _has_files(session: Session, ticket: Ticket) -> bool:
    return bool(session.scalar(select(exists().where(File.ticket_id == ticket.id))))


_HOLDING: Mapping[str, Callable[[Session, Ticket], bool]] = {
    CONTACT: _has_contact,
    FILES: _has_files,
    TEXT: lambda _, ticket: not is_erased(ticket),
}
_ERASING: Mapping[str, Callable[[Session, Ticket], list[str]]] = {
    CONTACT: _erase_contact,
    FILES: _erase_files,
    TEXT: _erase_text,
}
