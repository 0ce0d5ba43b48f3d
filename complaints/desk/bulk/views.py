"""The pages of steps for many tickets: what would happen to each, and what did."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from complaints.database.models import Ticket
from complaints.desk.bulk.acts import ACTS, Act
from complaints.desk.desk import desk, page
from complaints.desk.tickets.acting_views import acted_since
from complaints.desk.tickets.officer import actor, circumstances, may_see
from complaints.desk.tickets.queue import PER_PAGE
from complaints.receipts import read_number
from complaints.workflow import Role, TransitionError

BULK = Blueprint("bulk", __name__)
SHORTEST, LONGEST = 4, 500
STALE = "刚刚有人办过，请打开这一件看看最新情况"


@dataclass(frozen=True)
class Line:
    """One ticket of the list: what is (to be) done, or why it does not go along."""

    number: str
    seen: int
    words: str
    goes: bool


@BULK.post("/bulk/<name>")
def plan(name: str) -> str:
    """Show for each ticked ticket what would happen; nothing happens yet."""
    return _ask(name, _act(name))


@BULK.post("/bulk/<name>/do")
def carry_out(name: str) -> str | tuple[str, int]:
    """Do it, each ticket in its own transaction; one that fails holds up no other."""
    act = _act(name)
    reason = request.form.get("reason", "").replace("\0", "").strip()[:LONGEST]
    if act.asks_reason and len(reason) < SHORTEST:
        return _ask(name, act, f"请写明理由，至少 {SHORTEST} 个字"), 422
    return _page(name, act, [_do(act, number, reason) for number in _chosen()], done=True)


def _act(name: str) -> Act:
    """Find the act; no other exists, and for nobody but a lead."""
    if Role.LEAD not in actor().roles:
        abort(403)
    return ACTS.get(name) or abort(404)


def _ask(name: str, act: Act, wrong: str = "") -> str:
    return _page(name, act, [_plan(act, number) for number in _chosen()], wrong=wrong)


def _page(name: str, act: Act, lines: list[Line], *, done: bool = False, wrong: str = "") -> str:
    typed = request.form.get("reason", "")[:LONGEST]
    return page(
        "bulk.html",
        act.words,
        name=name,
        act=act,
        lines=lines,
        done=done,
        wrong=wrong,
        typed=typed,
    )


def _chosen() -> list[str]:
    typed = request.form.getlist("number")[:PER_PAGE]
    return list(dict.fromkeys(number for one in typed if (number := read_number(one))))


def _plan(act: Act, number: str) -> Line:
    with desk().database.reading() as session:
        found = session.scalar(select(Ticket).where(Ticket.number == number, may_see()))
        ticket = found or abort(404)
        seen = ticket.events[-1].seq
        try:
            return Line(number, seen, act.plan(ticket, actor(), circumstances()), goes=True)
        except TransitionError as refusal:
            return Line(number, seen, str(refusal), goes=False)


def _do(act: Act, number: str, reason: str) -> Line:
    try:
        with desk().database.writing() as session:
            found = session.scalar(select(Ticket).where(Ticket.number == number, may_see()))
            ticket = found or abort(404)
            seen = request.form.get(f"seen-{number}", "")
            if acted_since(ticket, seen):
                return Line(number, 0, STALE, goes=False)
            words = act.plan(ticket, actor(), circumstances())
            act.do(ticket, actor(), circumstances(), reason)
    except TransitionError as refusal:
        return Line(number, 0, str(refusal), goes=False)
    except IntegrityError:
        return Line(number, 0, STALE, goes=False)
    return Line(number, 0, words, goes=True)
