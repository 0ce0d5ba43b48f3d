"""Sealing (密封): text, files and contact of a ticket move under a key of their own, and back.

Only the wrapped keys of files are changed; their bodies stay as they are.
"""

from __future__ import annotations

from complaints.database.models import Contact, File, Ticket
from complaints.events import keep_value, value_of
from complaints.keys import Keys, Purpose
from complaints.vault import rewrap

CONTACT_COLUMNS = ("name", "telephone")


def set_sealed(ticket: Ticket, keys: Keys, *, sealed: bool) -> None:
    """Put everything that a ticket holds under the sealed key, or take it out again."""
    if ticket.sealed == sealed:
        return
    told = story_of(ticket, keys)
    ticket.sealed = sealed
    keep_story(ticket, keys, told)
    for event in ticket.events:
        for kept in event.values:
            if (value := value_of(kept, keys)) is not None:
                keep_value(kept, value, keys, sealed=sealed)
    for file in ticket.files:
        seal_file(file, keys, sealed=sealed)
    if ticket.contact:
        _move_contact(ticket.contact, keys, sealed=sealed)


def story_of(ticket: Ticket, keys: Keys) -> str:
    """Give what the citizen wrote."""
    if ticket.sealed_story is None:
        return ticket.story or ""
    return keys.open(Purpose.SEALED, ticket.sealed_story, _story_place(ticket))


def keep_story(ticket: Ticket, keys: Keys, story: str) -> None:
    """Put the story where it belongs: of a sealed ticket it is kept encrypted alone."""
    sealed = keys.seal(Purpose.SEALED, story, _story_place(ticket)) if ticket.sealed else None
    ticket.story, ticket.sealed_story = None if ticket.sealed else story, sealed


def seal_file(file: File, keys: Keys, *, sealed: bool) -> None:
    """Wrap the key of a file with the sealed key, or with the common one."""
    old, new = Purpose.FILES, Purpose.SEALED
    if not sealed:
        old, new = new, old
    wrapped = file.wrapped_key or b""
    file.wrapped_key = rewrap(file.id, wrapped, keys.current(old), keys.current(new))


def contact_purpose(*, sealed: bool) -> Purpose:
    """Tell under which key the contact of a ticket lies."""
    return Purpose.SEALED if sealed else Purpose.CONTACT


def contact_of(ticket: Ticket, keys: Keys) -> dict[str, str]:
    """Open how to reach the citizen. Whoever calls this records it as an event."""
    contact, purpose = ticket.contact, contact_purpose(sealed=ticket.sealed)
    if contact is None:
        return {}
    return {
        column: keys.open(purpose, value, _contact_place(contact, column))
        for column in CONTACT_COLUMNS
        if (value := getattr(contact, column)) is not None
    }


def keep_contact(contact: Contact, keys: Keys, values: dict[str, str], *, sealed: bool) -> None:
    """Put contact data into its row, each field bound to its place."""
    purpose = contact_purpose(sealed=sealed)
    for column, value in values.items():
        setattr(contact, column, keys.seal(purpose, value, _contact_place(contact, column)))


def _move_contact(contact: Contact, keys: Keys, *, sealed: bool) -> None:
    old = contact_purpose(sealed=not sealed)
    values = {
        column: keys.open(old, value, _contact_place(contact, column))
        for column in CONTACT_COLUMNS
        if (value := getattr(contact, column)) is not None
    }
    keep_contact(contact, keys, values, sealed=sealed)


def _contact_place(contact: Contact, column: str) -> str:
    return f"contacts:{contact.id}:{column}"


def _story_place(ticket: Ticket) -> str:
    return f"tickets:{ticket.id}:story"
