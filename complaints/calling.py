"""Calling back (回访): the lead asks by telephone who has not judged the answer himself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from complaints.database.models import Event, Ticket

JUDGED, CALLED, MISSED = "judged", "called_back", "call_missed"
VALID, REFUSED = "有效", "拒绝"
MOST_TRIES = 3
"""How often nobody may answer in a round before the ticket leaves the list."""
QUESTIONS = ("contacted", "solved", "satisfied")
"""What the citizen is asked, as in his own judgement."""


def may_call(ticket: Ticket, events: Iterable[Event]) -> bool:
    """Tell whether a call is still to be made in the round that has these events."""
    names = [event.name for event in events]
    return has_telephone(ticket) and CALLED not in names and names.count(MISSED) < MOST_TRIES


def has_telephone(ticket: Ticket) -> bool:
    """Tell whether the citizen can be called."""
    return ticket.contact is not None and ticket.contact.telephone is not None


def are_noted(values: Mapping[str, str]) -> bool:
    """Tell whether the three answers are there, where the call was one with answers."""
    return values.get("result") != VALID or all(values.get(name) for name in QUESTIONS)
