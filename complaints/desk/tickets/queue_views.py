"""Lists of the desk: what waits for me, search, and the lead's two tables."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, request
from sqlalchemy import ColumnElement, and_, true

from complaints.acting import Actor
from complaints.clock import Standing, local_day
from complaints.database.models import Ticket
from complaints.desk.desk import desk, page
from complaints.desk.tickets import waiting
from complaints.desk.tickets.officer import actor, discipline, may_see
from complaints.desk.tickets.queue import find_page, with_light, with_words
from complaints.filing import KINDS
from complaints.workflow import Role, TicketState

QUEUE = Blueprint("queue", __name__)
LONGEST = 60
LEVELS = (("1", "催办、督办都算"), ("2", "督办"), ("3", "挂牌督办"))
"""A level with what lies above it; 挂牌督办 is 督办 too."""
Condition = Callable[[Actor, str], ColumnElement[bool]]


@QUEUE.get("/todo")
def todo() -> str:
    """Show what waits for this officer."""
    return _list("待办", "现在轮到您办的件，快到期的在前面。", waiting.waiting)


@QUEUE.get("/dispatch")
def dispatch() -> str:
    """Show the lead what must be accepted or given to a unit."""
    return _lead_list("分派", "等您受理、分派的件，和承办单位退回的件。", waiting.to_dispatch)


@QUEUE.get("/to-publish")
def to_publish() -> str:
    """Show the lead what must be checked or published."""
    return _lead_list("待公布", "等您审核办理意见、公布答复的件。", waiting.to_publish)


@QUEUE.get("/search")
def search() -> str:
    """Search in what this officer may see, and in nothing else."""
    return _list("查件", "只在您有权看到的件里查。密封件的正文不参加查找。", None)


def _lead_list(title: str, lede: str, condition: Condition) -> str:
    if Role.LEAD not in actor().roles:
        abort(403)
    return _list(title, lede, condition)


def _list(title: str, lede: str, condition: Condition | None) -> str:
    joined, catalog = desk(), desk().catalog()
    today = local_day(joined.now())
    base = condition(actor(), discipline()) if condition else may_see()
    chosen = {
        name: request.args.get(name, "")[:LONGEST]
        for name in ("q", "light", "level", "state", "kind")
    }
    number = request.args.get("page", 1, type=int)
    with joined.database.reading() as session:
        shown = find_page(session, and_(base, _filter(chosen)), catalog, today, max(1, number))
    return page(
        "queue.html",
        title,
        lede=lede,
        shown=shown,
        chosen=chosen,
        searches=condition is None,
        today=today,
        lights=list(Standing),
        levels=LEVELS,
        states=list(TicketState),
        kinds=KINDS,
    )


def _filter(chosen: dict[str, str]) -> ColumnElement[bool]:
    """Put the filters together; a value that no list offers filters nothing."""
    found: list[ColumnElement[bool]] = [true()]
    if chosen["q"]:
        found.append(with_words(chosen["q"]))
    if chosen["light"] in set(Standing):
        joined = desk()
        today = local_day(joined.now())
        found.append(with_light(Standing(chosen["light"]), joined.catalog(), today))
    if chosen["level"] in dict(LEVELS):
        found.append(Ticket.supervision >= int(chosen["level"]))
    if chosen["state"] in set(TicketState):
        found.append(Ticket.state == chosen["state"])
    if chosen["kind"] in KINDS:
        found.append(Ticket.kind == chosen["kind"])
    return and_(*found)
