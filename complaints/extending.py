"""Extensions (延期): one a leg, asked and granted before its due day ends, within its rule."""

from __future__ import annotations

from datetime import date

from complaints.database.models import Assignment, Event, Leg, Ticket
from complaints.events import values_of
from complaints.keys import Keys
from complaints.workflow import Role, guards

ASKED = frozenset({"extension_asked", "part_extension_asked"})
GRANTED = frozenset({"extended", "part_extended"})
REFUSED = frozenset({"extension_refused", "part_extension_refused"})
SETTLED = GRANTED | REFUSED | {"answered", "sealed", "released"}
"""What ends a request; one that was never decided ends with the answer.

It ends with a seal too, and with its end: one officer asks and another grants, both in one circle.
"""
DAYS = "days"


def open_request(ticket: Ticket, part: Assignment | None) -> Event | None:
    """Give the request for more days that nobody has decided yet, for a part or for the ticket."""
    about = part.id if part else None
    found = (
        event
        for event in reversed(ticket.events)
        if event.assignment_id == about and event.name in ASKED | SETTLED
    )
    last = next(found, None)
    return last if last is not None and last.name in ASKED else None


def asked_for(ticket: Ticket, part: Assignment | None, keys: Keys) -> dict[str, str]:
    """Give how many days the open request is for and why; nothing where there is none."""
    request = open_request(ticket, part)
    return values_of(request, keys) if request else {}


def is_not_due(leg: Leg | None, today: date) -> bool:
    """Tell whether the due day of a running leg has not ended; 待定 never has."""
    return leg is not None and guards.within_window(today, leg.due_on)


def is_within_rule(leg: Leg | None, days: str) -> bool:
    """Tell whether a number of days, as it was typed, is one that the leg's rule allows."""
    typed = days.isascii() and days.isdigit() and len(days) <= len("250")
    return typed and leg is not None and 1 <= int(days) <= (leg.extension or 0)


def said(ticket: Ticket, leg: Leg) -> str:
    """Say that a leg was extended, by how much, by whom and when; empty where it was not."""
    found = (
        event
        for event in reversed(ticket.events)
        if event.name in GRANTED
        and event.assignment_id == leg.assignment_id
        and leg.day_zero <= event.on <= (leg.ended_on or event.on)
    )
    granted = next(found, None)
    if not leg.extended_by or granted is None:
        return ""
    who = Role(granted.role).label
    return f"延期：{granted.on} 由{who}批准，延长 {leg.extended_by} 个{leg.unit}"
