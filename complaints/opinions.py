"""Opinions (办理意见): what a unit found, did, and on which basis, as its last event says."""

from __future__ import annotations

from collections.abc import Iterator

from complaints.database.models import Assignment, Ticket
from complaints.events import values_of
from complaints.holding import parts_of_round
from complaints.keys import Keys, Lost
from complaints.workflow import AssignmentState, Part

WRITTEN = frozenset({"drafted", "submitted"})
FIELDS = ("found", "done", "basis")
HANDED_IN = frozenset({AssignmentState.SUBMITTED, AssignmentState.APPROVED})


def opinion_of(ticket: Ticket, part: Assignment, keys: Keys) -> dict[str, str]:
    """Give the last wording of a part's opinion; empty where nothing was written yet."""
    written = (
        event
        for event in reversed(ticket.events)
        if event.assignment_id == part.id and event.name in WRITTEN
    )
    last = next(written, None)
    values = values_of(last, keys) if last else {}
    return {field: values[field] for field in FIELDS if values.get(field)}


def joint_opinion(ticket: Ticket, keys: Keys) -> dict[str, str]:
    """Put the approved opinions of the round together, the 主办 first, each 协办 under its name."""
    parts = [one for one in parts_of_round(ticket) if one.state == AssignmentState.APPROVED]
    parts.sort(key=lambda part: part.role != Part.HANDLING)
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for part in parts:
        for field, text in _signed(ticket, part, keys):
            found[field].append(text)
    return {field: "\n".join(texts) for field, texts in found.items() if texts}


def _signed(ticket: Ticket, part: Assignment, keys: Keys) -> Iterator[tuple[str, str]]:
    for field, text in opinion_of(ticket, part, keys).items():
        if isinstance(text, Lost):
            continue  # It must never be published for an opinion.
        yield field, text if part.role == Part.HANDLING else f"{part.unit_name}：{text}"
