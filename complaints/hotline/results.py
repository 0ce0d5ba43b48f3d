"""What the hotline is told of one of its orders: where it stands, and the answer once there is one.

A sealed ticket reads as one that is still worked on, also after its end: the words are coarse, no
unit is named before the answer, and no answer is told. So a file does not show what is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from complaints.acting import Circumstances
from complaints.calling import QUESTIONS
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Event, Ticket
from complaints.holding import parts_of_round
from complaints.letters import ERASED, Answer, Notice, letters_of
from complaints.satisfaction import satisfaction_of
from complaints.workflow import AssignmentState, Part, TicketState

FIELDS = (
    "number", "ticket", "state", "accepted_on", "unit", "answered_on", "outcome", "answer",
    "contacted", "solved", "satisfied",
)  # fmt: skip
STATES: Mapping[TicketState, str] = {
    TicketState.RECEIVED: "已收到",
    TicketState.ACCEPTED: "已受理",
    TicketState.ASSIGNED: "已受理",
    TicketState.ANSWERED: "已答复",
    TicketState.CLOSED: "已办结",
    TicketState.REJECTED: "不予受理",
    TicketState.OBJECTED: "复核中",
    TicketState.WITHDRAWN: "已撤回",
    TicketState.HANDED_OVER: "已移送",
}
WORDS = tuple(dict.fromkeys(STATES.values()))
AS_OPEN: Mapping[TicketState, TicketState] = {
    TicketState.ANSWERED: TicketState.ACCEPTED,
    TicketState.CLOSED: TicketState.ACCEPTED,
    TicketState.REJECTED: TicketState.OBJECTED,
    TicketState.HANDED_OVER: TicketState.RECEIVED,
}
"""As what a sealed ticket reads that has a letter; in the other states none has one."""
ENDED = frozenset(
    {
        TicketState.ANSWERED,
        TicketState.CLOSED,
        TicketState.REJECTED,
        TicketState.HANDED_OVER,
    }
)
"""The states whose last letter is the result."""
TAKEN_UP = frozenset({"accepted", "objection_upheld"})
SEALED_TURNS = TAKEN_UP | {"imported", "rejected", "withdrawn"}
"""The events after which the row of a sealed ticket reads differently."""
TURNS = SEALED_TURNS | {
    *("answered", "objected", "objection_dismissed", "handed_over", "reopened"),
    *("closed", "closed_by_citizen", "judged", "called_back"),
}
"""The events after which any other row does."""


@dataclass(frozen=True)
class Result:
    """One row for the hotline; `changed_on` is since when it reads so.

    `letter` is the event of the letter that it holds, None without one.
    """

    cells: Mapping[str, str]
    changed_on: date
    letter: int | None


def result_of(ticket: Ticket, order: HotlineOrder, at: Circumstances) -> Result:
    """Give what the hotline is told of its order."""
    letter = None if ticket.sealed else _letter(ticket, at)
    turns = SEALED_TURNS if ticket.sealed else TURNS
    days = [event.on for event in ticket.events if event.name in turns]
    cells = dict.fromkeys(FIELDS, "") | {
        "number": order.hotline_number,
        "ticket": ticket.number,
        "state": _word(ticket),
        "accepted_on": _accepted_on(ticket.events),
        **(dict(_told(ticket, letter, at)) if letter else {}),
    }
    return Result(cells, max(days, default=order.imported_on), letter.place if letter else None)


def _word(ticket: Ticket) -> str:
    """Say where a ticket stands; a sealed one stands where it would before its letter."""
    state = TicketState(ticket.state)
    return STATES[AS_OPEN.get(state, state) if ticket.sealed else state]


def _accepted_on(events: list[Event]) -> str:
    return next((event.on.isoformat() for event in events if event.name in TAKEN_UP), "")


def _letter(ticket: Ticket, at: Circumstances) -> Answer | Notice | None:
    """Give the letter that is the result; a ticket that is worked on again has none."""
    if TicketState(ticket.state) not in ENDED:
        return None
    return next(iter(letters_of(ticket, at.keys, at.catalog)), None)


def _told(ticket: Ticket, letter: Answer | Notice, at: Circumstances) -> Iterator[tuple[str, str]]:
    """Give what a letter adds to the row, with what the citizen thought of it."""
    yield "unit", _handler(ticket) or letter.unit
    yield "answered_on", letter.on.isoformat()
    yield "outcome", letter.outcome if isinstance(letter, Answer) else letter.title
    yield "answer", "\n".join(f"{heading}：{text}" for heading, text in letter.parts)
    if judged := satisfaction_of(ticket, at.keys):
        yield from ((name, judged.answers.get(name, ERASED)) for name in QUESTIONS)


def _handler(ticket: Ticket) -> str:
    return next(
        (
            part.unit_name
            for part in parts_of_round(ticket)
            if part.role == Part.HANDLING and part.state != AssignmentState.WAIVED
        ),
        "",
    )
