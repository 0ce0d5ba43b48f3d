"""Lists of the desk: what waits for me, search, a pile of the board, and the lead's two tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, request
from sqlalchemy import ColumnElement, and_

from complaints.acting import Actor
from complaints.clock import Standing, local_day
from complaints.desk.boards.conditions import View, view_of
from complaints.desk.boards.piles import Pile, piles_for, tickets_of
from complaints.desk.bulk.acts import ACTS
from complaints.desk.desk import desk, page
from complaints.desk.tickets import waiting
from complaints.desk.tickets.officer import actor, discipline, may_see
from complaints.desk.tickets.queue import WAITS_FOR_CITIZEN, Asked, find_page
from complaints.desk.tickets.queue_export import MOST
from complaints.desk.tickets.queue_filters import LEVELS, WAITING, chosen_from, narrowed
from complaints.filing import KINDS
from complaints.workflow import Role, TicketState
from content.tables import Matter, Unit

QUEUE = Blueprint("queue", __name__)
Condition = Callable[[Actor, str], ColumnElement[bool]]
CONDITIONS: Mapping[str, Condition] = {
    "queue.todo": waiting.waiting,
    "queue.dispatch": waiting.to_dispatch,
    "queue.to_publish": waiting.to_publish,
}
"""What the lists are about that are not the search."""


@QUEUE.get("/todo")
def todo() -> str:
    """Show what waits for this officer."""
    return _list("待办", "现在轮到您办的件，快到期的在前面。")


@QUEUE.get("/dispatch")
def dispatch() -> str:
    """Show the lead what must be accepted or given to a unit."""
    return _lead_list("分派", "等您受理、分派的件，和承办单位退回的件。")


@QUEUE.get("/to-publish")
def to_publish() -> str:
    """Show the lead what must be checked or published."""
    return _lead_list("待公布", "等您审核办理意见、公布答复的件。")


@QUEUE.get("/search")
def search() -> str:
    """Search in what this officer may see, or in one pile of his board, and in nothing else."""
    if pile := asked_pile():
        return _list(pile.words, pile.hint or "快到期的在前面。", pile)
    return _list("查件", "只在您有权看到的件里查。密封件的正文不参加查找。")


def asked_pile() -> Pile | None:
    """Give the pile that is asked for; one of somebody else does not exist for this officer."""
    if not (name := request.values.get("pile", "")):
        return None
    mine = piles_for(actor(), discipline())
    return next((pile for pile in mine if pile.name == name), None) or abort(404)


def view() -> View:
    """Give how the officer's unit sees today."""
    joined = desk()
    return view_of(actor().unit or "", joined.catalog(), local_day(joined.now()))


def asked_tickets(pile: Pile | None, base: ColumnElement[bool] | None = None) -> Asked:
    """Give which tickets are asked for: those of a pile, or else what one may see, narrowed."""
    seen = view()
    if pile is not None:
        base = tickets_of(pile, actor(), discipline(), seen)
    chosen = narrowed(chosen_from(request.values), desk().catalog(), seen)
    condition = and_(may_see() if base is None else base, chosen)
    return Asked(condition, oldest_first=pile is not None and pile.oldest_first)


def base_of(endpoint: str) -> ColumnElement[bool] | None:
    """Give what a list is about; nothing where it is all that one may see."""
    condition = CONDITIONS.get(endpoint)
    return condition(actor(), discipline()) if condition else None


def _lead_list(title: str, lede: str) -> str:
    if Role.LEAD not in actor().roles:
        abort(403)
    return _list(title, lede)


def _list(title: str, lede: str, pile: Pile | None = None) -> str:
    catalog, number = desk().catalog(), request.args.get("page", 1, type=int)
    today = local_day(desk().now())
    asked = asked_tickets(pile, base_of(request.endpoint or ""))
    with desk().database.reading() as session:
        shown = find_page(session, asked, catalog, today, number)
    return page(
        "queue.html",
        title,
        lede=lede,
        shown=shown,
        chosen=chosen_from(request.args) | {"pile": pile.name if pile else ""},
        searches=request.endpoint not in CONDITIONS,
        most=MOST,
        bulk=ACTS if Role.LEAD in actor().roles else {},
        levels=LEVELS,
        **_options(),
    )


def _options() -> dict[str, list[tuple[str, str]]]:
    """Give what each filter offers, as values with their words."""
    catalog = desk().catalog()
    states = [(one.value, one.label) for one in TicketState]
    return {
        "pile_options": [(one.name, one.words) for one in piles_for(actor(), discipline())],
        "light_options": [(one.value, one.value) for one in Standing],
        "state_options": [*states, (WAITING, WAITS_FOR_CITIZEN)],
        "kind_options": [(one, one) for one in KINDS],
        "unit_options": [(one.id, one.short_name) for one in catalog.all(Unit)],
        "matter_options": [(one.code, f"{one.code} {one.name}") for one in catalog.all(Matter)],
    }
