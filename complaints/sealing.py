"""Sealing (密封): text, files and contact of a ticket move under a key of their own, and back.

Only the wrapped keys of files are changed; their bodies stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from complaints.database.models import Contact, File, Ticket
from complaints.events import keep_value, value_of
from complaints.keys import Keys, Purpose, or_lost, why
from complaints.vault import check_key, rewrap

CONTACT_COLUMNS = ("name", "telephone")


def set_sealed(ticket: Ticket, keys: Keys, *, sealed: bool) -> None:
    """Put everything that a ticket holds under the sealed key, or take it out again."""
    if ticket.sealed == sealed:
        return
    told = None if is_erased(ticket) else story_of(ticket, keys)
    ticket.sealed = sealed
    if told is not None:
        keep_story(ticket, keys, told)
    for event in ticket.events:
        for kept in event.values:
            if (value := value_of(kept, keys)) is not None:
                keep_value(kept, value, keys, sealed=sealed)
    for file in ticket.files:
        seal_file(file, keys, sealed=sealed)
    if ticket.contact:
        _move_contact(ticket.contact, keys, sealed=sealed)


def is_erased(ticket: Ticket) -> bool:
    """Tell whether the text of a ticket was lawfully erased."""
    return ticket.story is None and ticket.sealed_story is None


def story_of(ticket: Ticket, keys: Keys) -> str:
    """Give what the citizen wrote."""
    if ticket.sealed_story is None:
        return ticket.story or ""
    return keys.open(Purpose.SEALED, ticket.sealed_story, _story_place(ticket))


def story_to_read(ticket: Ticket, keys: Keys) -> str:
    """Give what the citizen wrote, for officers to read; where its key is lost, that."""
    return why(or_lost(lambda: story_of(ticket, keys)))


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
    file.wrapped_key = rewrap(file.id, wrapped, keys, old, new)


def check_file(file: File, keys: Keys) -> None:
    """Look whether the key of a ticket's file can be opened. Raises WrongKeyError, KeyFileError."""
    purpose = Purpose.SEALED if file.ticket and file.ticket.sealed else Purpose.FILES
    if file.wrapped_key is not None:
        check_key(file.id, file.wrapped_key, keys, purpose)


def contact_purpose(*, sealed: bool) -> Purpose:
    """Tell under which key the contact of a ticket lies."""
    return Purpose.SEALED if sealed else Purpose.CONTACT


def contact_of(ticket: Ticket, keys: Keys) -> dict[str, str]:
    """Open how to reach the citizen. Whoever calls this records it as an event.

    Raises WrongKeyError and KeyFileError.
    """
    return {column: opened() for column, opened in _contact(ticket, keys).items()}


def contact_to_read(ticket: Ticket, keys: Keys) -> dict[str, str]:
    """Do as `contact_of`, but where the key of one is lost, say so and give the other."""
    return {column: why(or_lost(opened)) for column, opened in _contact(ticket, keys).items()}


def _contact(ticket: Ticket, keys: Keys) -> dict[str, Callable[[], str]]:
    contact, purpose = ticket.contact, contact_purpose(sealed=ticket.sealed)
    if contact is None:
        return {}
    return {
        column: partial(keys.open, purpose, value, _contact_place(contact, column))
        for column in CONTACT_COLUMNS
        if (value := getattr(contact, column)) is not None
    }


def telephone_of(ticket: Ticket, keys: Keys) -> str:
    """Open the number alone, without spaces and strokes; empty where there is none.

    Whoever calls this records it as an event. Raises WrongKeyError and KeyFileError.
    """
    contact = ticket.contact
    if contact is None or contact.telephone is None:
        return ""
    purpose = contact_purpose(sealed=ticket.sealed)
    told = keys.open(purpose, contact.telephone, _contact_place(contact, "telephone"))
    return "".join(mark for mark in told if mark.isascii() and (mark.isdigit() or mark == "+"))


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
