"""The line of steps: what a ticket has behind it, each with its day, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaints.database.models import Event, Ticket
from complaints.intake.due import Due
from complaints.workflow import TicketState

WAY = (
    ("收到", frozenset({"received", "recorded"}), TicketState.RECEIVED),
    ("受理", frozenset({"accepted", "objection_upheld"}), TicketState.ACCEPTED),
    ("办理", frozenset({"assigned", "reopened"}), TicketState.ASSIGNED),
    ("答复", frozenset({"answered"}), TicketState.ANSWERED),
    ("办结", frozenset({"closed", "closed_by_citizen"}), TicketState.CLOSED),
)
OFF_THE_WAY = (
    ("不予受理", frozenset({"rejected"})),
    ("您提出异议", frozenset({"objected"})),
    ("复核后维持", frozenset({"objection_dismissed"})),
    ("撤回", frozenset({"withdrawn"})),
    ("移送", frozenset({"handed_over"})),
)


@dataclass(frozen=True)
class Step:
    """A step on the way of a ticket, as the line of steps shows it."""

    title: str
    date: date | str
    done: bool
    note: str = ""
    late: bool = False


def line_of(ticket: Ticket, due: Due | None) -> list[Step]:
    """Give the five steps with their days, or those that were taken before the way ended."""
    states = [state for _, _, state in WAY]
    if ticket.state not in states:
        return [*_taken(ticket), *_review(ticket, due)]
    reached = states.index(TicketState(ticket.state))
    behind = [_behind(ticket, title, names) for title, names, _ in WAY[: reached + 1]]
    ahead = [Step(title, "", done=False) for title, _, _ in WAY[reached + 1 :]]
    if ahead:
        ahead[0] = _ahead(ahead[0].title, due)
    return behind + ahead


def _behind(ticket: Ticket, title: str, names: frozenset[str]) -> Step:
    event = _last(ticket, names)
    return Step(title, event.on if event is not None else "", done=True)


def _ahead(title: str, due: Due | None) -> Step:
    """Give the next step, with the day by which it is due; the citizen's own is never late."""
    if due is None or due.day is None:
        return Step(title, "", done=False)
    late = due.late and not due.own
    return Step(title, f"最迟 {due.day}", done=False, note="已经逾期" if late else "", late=late)


def _taken(ticket: Ticket) -> list[Step]:
    ways = [(title, names) for title, names, _ in WAY] + list(OFF_THE_WAY)
    found = [(_last(ticket, names), title) for title, names in ways]
    taken = sorted((event.seq, title, event.on) for event, title in found if event is not None)
    return [Step(title, day, done=True) for _, title, day in taken]


def _review(ticket: Ticket, due: Due | None) -> Iterator[Step]:
    if ticket.state == TicketState.OBJECTED:
        yield _ahead("复核", due)


def _last(ticket: Ticket, names: frozenset[str]) -> Event | None:
    return next((event for event in reversed(ticket.events) if event.name in names), None)
