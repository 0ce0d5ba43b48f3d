"""Following a ticket with its number and code, which travel in POST bodies only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, request
from sqlalchemy import select

from complaints.clock import explain
from complaints.database.models import Ticket
from complaints.intake.app import channel, page
from complaints.legs import due_of
from complaints.receipts import StoredCode, code_is_right, read_number
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
WORDS = {"received": "已收到，等待受理"}


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
    """Show a ticket; an unknown number and a wrong code get the same answer in the same time."""
    joined = channel()
    number = read_number(request.form.get("number", "")[:LONGEST])
    code = request.form.get("code", "")[:LONGEST]
    with joined.database.reading() as session:
        ticket = session.scalar(select(Ticket).where(Ticket.number == (number or "")))
        stored = StoredCode(ticket.code_salt, ticket.code_digest) if ticket else None
        if not code_is_right(joined.keys, stored, code) or ticket is None:
            return _ask(edition_name, request.form.get("number", "")[:LONGEST], NOT_FOUND), 422
        progress = _progress(ticket, joined.catalog())
    return page(EDITIONS[edition_name], "progress.html", "办理进度", "track", progress=progress)


def _ask(edition_name: str, number: str, error: str) -> str:
    edition = EDITIONS[edition_name]
    return page(edition, "track.html", "查进度", "track", number=number, error=error)


def _progress(ticket: Ticket, catalog: Catalog) -> Progress:
    leg = next((leg for leg in ticket.legs if leg.ended_on is None), None)
    reached = [state for state, _ in STEPS].index(ticket.state)
    dates = {"received": ticket.received_on}
    return Progress(
        number=ticket.number,
        kind=ticket.kind,
        word=WORDS[ticket.state],
        lead=ticket.lead_name,
        why=ticket.routed_by,
        received_on=ticket.received_on,
        sealed=ticket.sealed,
        steps=[
            Step(title, dates.get(state, ""), position <= reached)
            for position, (state, title) in enumerate(STEPS)
        ],
        due_on=leg.due_on if leg else None,
        certainty=leg.certainty if leg else "",
        explained=explain(due_of(leg, catalog), leg) if leg else [],
    )
