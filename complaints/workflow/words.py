"""The public word: where a ticket stands, said to the citizen, from one table.

The first row that fits speaks. Supervision and the clock of officers are not in it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from complaints.workflow.guards import NOT_HELD
from complaints.workflow.tables import FLAGS, rows
from complaints.workflow.terms import AssignmentState, TicketState

ANY = "any"
AT_WORK = frozenset({AssignmentState.ACCEPTED, AssignmentState.DRAFTED, AssignmentState.SENT_BACK})


class Stage(StrEnum):
    """How far the parts of the running round are, taken together."""

    NONE = "none"
    OFFERED = "offered"
    WORKING = "working"
    RETURNED = "returned"
    CONTESTED = "contested"
    CHECKING = "checking"


@dataclass(frozen=True)
class PublicWord:
    """The word for where a ticket stands, and one plain sentence on what it means."""

    word: str
    meaning: str


@dataclass(frozen=True)
class _Row:
    """One line of the table: when it speaks, and what it says."""

    ticket: TicketState
    parts: Stage | None
    paused: tuple[bool, ...]
    sealed: tuple[bool, ...]
    says: PublicWord


def public_word(
    ticket: TicketState, parts: Collection[AssignmentState], *, paused: bool, sealed: bool
) -> str:
    """Say in a word where a ticket stands; `parts` are the assignments of the running round."""
    return where_it_stands(ticket, parts, paused=paused, sealed=sealed).word


def where_it_stands(
    ticket: TicketState, parts: Collection[AssignmentState], *, paused: bool, sealed: bool
) -> PublicWord:
    """Say where a ticket stands, with its plain sentence. The table has a row for every case."""
    stage = stage_of(parts)
    return next(
        row.says
        for row in _rows()
        if row.ticket == ticket
        and row.parts in (None, stage)
        and paused in row.paused
        and sealed in row.sealed
    )


def stage_of(parts: Collection[AssignmentState]) -> Stage:
    """Take the parts together: somebody at work counts before somebody still to be found."""
    held = set(parts) - NOT_HELD
    if not held:
        return Stage.NONE
    if held & AT_WORK:
        return Stage.WORKING
    if AssignmentState.OFFERED in held:
        return Stage.OFFERED
    if AssignmentState.CONTESTED in held:
        return Stage.CONTESTED
    return Stage.RETURNED if AssignmentState.RETURNED in held else Stage.CHECKING


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            ticket=TicketState(row["ticket"]),
            parts=None if row["parts"] == ANY else Stage(row["parts"]),
            paused=FLAGS[row["paused"]],
            sealed=FLAGS[row["sealed"]],
            says=PublicWord(row["word"], row["meaning"]),
        )
        for row in rows("public_words.csv")
    )
