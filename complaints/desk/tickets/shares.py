"""One unit's part as an officer sees it: how far, by when, what it found, what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from complaints.acting import Actor, Circumstances
from complaints.clock import local_day
from complaints.database.models import Assignment, Ticket
from complaints.desk.tickets.queue import light_of
from complaints.keys import why
from complaints.legs import leg_of
from complaints.opinions import HANDED_IN, opinion_of
from complaints.steps import open_steps
from complaints.workflow import AssignmentState, Transition
from complaints.workflow import Leg as LegName

FORWARD = frozenset(
    {"accept", "assign", "publish", "uphold_objection", "accept_part", "draft", "submit", "approve"}
    | {"grant_extension"}
)
"""The steps that bring a ticket forward; a page shows them before all others."""


@dataclass(frozen=True)
class Share:
    """One unit's part: how far it is and by when, its opinion as far as it may be read, steps."""

    part: Assignment
    word: str
    due: str
    opinion: dict[str, str]
    steps: list[Transition]


def share_of(ticket: Ticket, part: Assignment, actor: Actor, at: Circumstances) -> Share:
    """Show an opinion to its own unit at once, to the others once it was handed in."""
    may_read = part.unit == actor.unit or part.state in HANDED_IN
    return Share(
        part=part,
        word=AssignmentState(part.state).label,
        due=_due(ticket, part, at),
        opinion=_opinion(ticket, part, at) if may_read else {},
        steps=by_weight(open_steps(ticket, actor, at, part)),
    )


def _due(ticket: Ticket, part: Assignment, at: Circumstances) -> str:
    """Say by when a part must be handed in; empty where nothing runs."""
    leg = leg_of(ticket, LegName.ANSWER, part)
    return light_of(leg, at.catalog, local_day(at.now)).words if leg else ""


def _opinion(ticket: Ticket, part: Assignment, at: Circumstances) -> dict[str, str]:
    return {field: why(text) for field, text in opinion_of(ticket, part, at.keys).items()}


def by_weight(steps: list[Transition]) -> list[Transition]:
    """Put the step that brings the ticket forward first."""
    return sorted(steps, key=lambda step: step.action not in FORWARD)
