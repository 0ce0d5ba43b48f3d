"""Following a ticket with its number and code, which travel in POST bodies only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import THE_CITIZEN, Circumstances
from complaints.clock import explain
from complaints.database.models import Ticket
from complaints.intake.channel import address, channel, page, slow_down
from complaints.intake.limits import WRONG_CODE_BY_ADDRESS, WRONG_CODE_BY_NUMBER
from complaints.legs import due_of
from complaints.steps import take
from complaints.receipts import StoredCode, code_is_right, read_number
from complaints.workflow import (
    CITIZEN,
    AssignmentState,
    Of,
    TicketState,
    allowed,
    where_it_stands,
)
from content import Catalog
from disclosure.theme import EDITIONS

TRACKING = Blueprint("tracking", __name__)
LONGEST = 40
NOT_FOUND = "编号或者查询码不对。请照着回执再写一遍；回执丢了，请打热线电话。"
STEPS = (
    ("received", "收到"),
    ("accepted", "受理"),
    ("assigned", "办理"),
    ("answered", "答复"),
    ("closed", "办结"),
)


@dataclass(frozen=True)
class Step:
    """A step on the way of a ticket, as the line of steps shows it."""

    title: str
    date: date | str
    done: bool
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Progress:
    """What the citizen sees: where the ticket stands, who has it, what has happened."""

    number: str
    kind: str
    word: str
    meaning: str
    may_withdraw: bool
    lead: str
    why: str
    received_on: date
    sealed: bool
    steps: list[Step]
    due_on: date | None
    certainty: str
    explained: list[str]


@TRACKING.get("/track")
def ask(edition_name: str) -> str:
    """Ask for number and code."""
    return _ask(edition_name, "", "")


@TRACKING.post("/track")
def show(edition_name: str) -> tuple[str, int] | str:
    """Show a ticket, after withdrawing it where the citizen says so.

    An unknown number and a wrong code get the same answer in the same time.
    """
    joined, edition = channel(), EDITIONS[edition_name]
    typed = request.form.get("number", "")[:LONGEST]
    withdraws = request.form.get("action") == "withdraw"
    session_of = joined.database.writing if withdraws else joined.database.reading
    progress = None
    with session_of() as session:
        if ticket := _opened(session, typed, request.form.get("code", "")[:LONGEST]):
            if withdraws and request.form.get("sure") == "yes":
                _withdraw(ticket)
            progress = _progress(ticket, joined.catalog())
    if progress is None:
        return _not_found(edition_name, typed)
    return page(
        edition,
        "progress.html",
        "办理进度",
        "track",
        progress=progress,
        code=request.form["code"][:LONGEST],
        asks=withdraws and request.form.get("sure") != "yes",
    )


def _not_found(edition_name: str, typed: str) -> tuple[str, int]:
    """Answer a wrong number or code, the more slowly the more often it happens; never lock."""
    slow_down(WRONG_CODE_BY_ADDRESS, address())
    slow_down(WRONG_CODE_BY_NUMBER, read_number(typed) or typed)
    return _ask(edition_name, typed, NOT_FOUND), 422


def _opened(session: Session, typed: str, code: str) -> Ticket | None:
    """Find the ticket that number and code open together."""
    ticket = session.scalar(select(Ticket).where(Ticket.number == (read_number(typed) or "")))
    stored = StoredCode(ticket.code_salt, ticket.code_digest) if ticket else None
    return ticket if code_is_right(channel().keys, stored, code) else None


def _withdraw(ticket: Ticket) -> None:
    """Withdraw a ticket; one that was withdrawn already stays as it is."""
    joined = channel()
    if ticket.state == TicketState.WITHDRAWN:
        return
    at = Circumstances(joined.keys, joined.catalog(), joined.now())
    take(ticket, THE_CITIZEN, "withdraw", {}, at)


def _ask(edition_name: str, number: str, error: str) -> str:
    edition = EDITIONS[edition_name]
    return page(edition, "track.html", "查进度", "track", number=number, error=error)


def _progress(ticket: Ticket, catalog: Catalog) -> Progress:
    leg = next((leg for leg in ticket.legs if leg.ended_on is None), None)
    state = TicketState(ticket.state)
    parts = [AssignmentState(part.state) for part in ticket.assignments]
    stands = where_it_stands(state, parts, paused=False, sealed=ticket.sealed)
    open_to_citizen = allowed(Of.TICKET, state, [CITIZEN], sealed=ticket.sealed)
    names = [name for name, _ in STEPS]
    reached = names.index(ticket.state) if ticket.state in names else 0
    dates = {"received": ticket.received_on}
    return Progress(
        number=ticket.number,
        kind=ticket.kind,
        word=stands.word,
        meaning=stands.meaning,
        may_withdraw=any(step.action == "withdraw" for step in open_to_citizen),
        lead=ticket.lead_name,
        why=ticket.routed_by,
        received_on=ticket.received_on,
        sealed=ticket.sealed,
        steps=[
            Step(title, dates.get(name, ""), position <= reached)
            for position, (name, title) in enumerate(STEPS)
        ],
        due_on=leg.due_on if leg else None,
        certainty=leg.certainty if leg else "",
        explained=explain(due_of(leg, ticket, catalog), leg) if leg else [],
    )
