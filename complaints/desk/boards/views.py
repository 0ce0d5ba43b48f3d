"""The board (工作台): the first thing after sign-in, one calm page of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, url_for
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from complaints.acting import Actor
from complaints.clock import local_day
from complaints.database.models import Assignment, Ticket
from complaints.desk.boards.conditions import View, is_late_at, view_of
from complaints.desk.boards.piles import BOARDS, LEADS, Pile, piles_for, tickets_of
from complaints.desk.calling.condition import to_call
from complaints.desk.desk import desk, page
from complaints.desk.tickets.officer import actor, discipline
from complaints.desk.tickets.queue import count_of
from complaints.workflow.capacity import OFFICERS
from content.tables import Unit

BOARDS_PAGE = Blueprint("boards", __name__)
BY_UNIT, BY_LEAD = "overdue", "all-overdue"
"""The piles that are also told apart, by who is late and by who leads."""


@dataclass(frozen=True)
class Count:
    """A number, what it counts, and the list that it opens."""

    words: str
    number: int
    address: str
    hint: str = ""


@dataclass(frozen=True)
class Board:
    """The numbers of one role, and where it has any the overdue ones told apart."""

    title: str
    counts: list[Count]
    apart: list[Count]
    by: str


@BOARDS_PAGE.get("/board")
def board() -> str:
    """Show how much waits for what; an officer's own piles alone."""
    who, joined = actor(), desk()
    if not who.roles & OFFICERS:
        abort(403)
    view = view_of(who.unit or "", joined.catalog(), local_day(joined.now()))
    with joined.database.reading() as session:
        boards = _boards(session, who, view)
    return page("board.html", "工作台", boards=boards)


def _boards(session: Session, who: Actor, view: View) -> list[Board]:
    mine = piles_for(who, discipline())
    found = []
    for title, roles in BOARDS:
        if piles := [pile for pile in mine if pile.roles == roles]:
            counts = [_count(session, pile, who, view) for pile in piles]
            if roles == LEADS:
                counts.append(_to_call(session, who, view))
            by = "按单位" if roles == LEADS else "按牵头单位"
            found.append(Board(title, counts, _apart(session, piles, who, view), by))
    return found


def _count(session: Session, pile: Pile, who: Actor, view: View) -> Count:
    condition = tickets_of(pile, who, discipline(), view)
    address = url_for("queue.search", pile=pile.name)
    return Count(pile.words, count_of(session, condition), address, pile.hint)


def _to_call(session: Session, who: Actor, view: View) -> Count:
    """Count whom the lead is to call back; they have a list of their own."""
    number = count_of(session, to_call(who, discipline(), view.today))
    return Count("待回访", number, url_for("calling.to_call"))


def _apart(session: Session, piles: list[Pile], who: Actor, view: View) -> list[Count]:
    """Tell the overdue ones apart; by name, so that no order makes a league of units."""
    pile = next((one for one in piles if one.name in (BY_UNIT, BY_LEAD)), None)
    if pile is None:
        return []
    asked = tickets_of(pile, who, discipline(), view)
    name = "late" if pile.name == BY_UNIT else "lead"
    counted = [
        (unit, count_of(session, and_(asked, _told(name, unit, view))))
        for unit in _units(session, asked, view)
    ]
    return [
        Count(_name(unit), number, _address(pile.name, name, unit))
        for unit, number in counted
        if number
    ]


def _address(pile: str, name: str, unit: str) -> str:
    told: dict[str, Any] = {name: unit}
    return url_for("queue.search", pile=pile, **told)


def _told(name: str, unit: str, view: View) -> ColumnElement[bool]:
    return is_late_at(unit, view) if name == "late" else Ticket.lead_unit == unit


def _units(session: Session, asked: ColumnElement[bool], view: View) -> list[str]:
    """Name who leads these tickets, has a part in them, or reviews."""
    those = select(Ticket.id).where(asked)
    leads = session.scalars(select(Ticket.lead_unit).where(asked).distinct())
    parts = select(Assignment.unit).where(Assignment.ticket_id.in_(those)).distinct()
    return sorted({*leads, *session.scalars(parts), view.city})


def _name(unit: str) -> str:
    catalog = desk().catalog()
    return catalog.get(Unit, unit).short_name if catalog.has(Unit, unit) else unit
