"""What a list of tickets may be narrowed by; a value that no list offers filters nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import ColumnElement, and_, exists, or_, true

from complaints.clock import Standing
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Ticket
from complaints.desk.boards.conditions import View, holds_part, is_late_at, waits_for_citizen
from complaints.desk.tickets.queue import first_due
from complaints.filing import KINDS
from complaints.workflow import TicketState
from content import Catalog
from content.tables import Matter, Unit

NAMES = ("q", "light", "level", "state", "kind", "unit", "matter", "channel", "late", "lead")
LONGEST = 60
LEVELS = (("1", "催办、督办都算"), ("2", "督办"), ("3", "挂牌督办"))
"""A level with what lies above it; 挂牌督办 is 督办 too."""
HOTLINE = "12345"
WAITING = "waiting"
"""Among the states, for the wait for the citizen (待补正), which is laid over them."""

LISTS: Mapping[str, Collection[str]] = {
    "light": tuple(Standing),
    "level": tuple(dict(LEVELS)),
    "state": (*TicketState, WAITING),
    "kind": KINDS,
    "channel": (HOTLINE,),
}


def chosen_from(asked: Mapping[str, str]) -> dict[str, str]:
    """Give what was chosen, each value no longer than any that can be meant."""
    return {name: asked.get(name, "").replace("\0", "")[:LONGEST] for name in NAMES}


def narrowed(chosen: Mapping[str, str], catalog: Catalog, view: View) -> ColumnElement[bool]:
    """Put the filters together."""
    found = [
        CONDITIONS[name](value, view)
        for name, value in chosen.items()
        if value and _is_offered(name, value, catalog)
    ]
    return and_(true(), *found)


def _is_offered(name: str, value: str, catalog: Catalog) -> bool:
    """Tell whether a list offers such a value; words are free."""
    if name in ("unit", "late", "lead"):
        return catalog.has(Unit, value)
    if name == "matter":
        return catalog.has(Matter, value)
    return name not in LISTS or value in LISTS[name]


def with_light(standing: Standing, view: View) -> ColumnElement[bool]:
    """Give the condition for tickets whose next deadline stands so."""
    due = first_due()
    return {
        Standing.OVERDUE: due < view.today,
        Standing.NEAR: and_(due >= view.today, due <= view.soon),
        Standing.IN_TIME: due > view.soon,
        Standing.UNDETERMINED: due.is_(None),
    }[standing]


def in_state(value: str) -> ColumnElement[bool]:
    """Give the condition for tickets in a state, or for those that wait for their citizen."""
    return waits_for_citizen() if value == WAITING else Ticket.state == value


def with_words(typed: str) -> ColumnElement[bool]:
    """Give the condition for tickets that hold the words; a sealed story is not searchable."""
    columns = (
        Ticket.number, Ticket.institution, Ticket.institution_name, Ticket.matter_name,
        Ticket.place_name, Ticket.lead_name, Ticket.story,
    )  # fmt: skip
    return and_(
        true(),
        *(
            or_(
                *(column.icontains(word, autoescape=True) for column in columns),
                _is_order(word),
            )
            for word in typed.split()
        ),
    )


def _is_order(word: str) -> ColumnElement[bool]:
    """Give the condition for tickets whose order of the hotline has such a number."""
    return exists().where(
        HotlineOrder.ticket_id == Ticket.id,
        HotlineOrder.hotline_number.icontains(word, autoescape=True),
    )


CONDITIONS: Mapping[str, Callable[[str, View], ColumnElement[bool]]] = {
    "q": lambda value, _: with_words(value),
    "light": lambda value, view: with_light(Standing(value), view),
    "level": lambda value, _: Ticket.supervision >= int(value),
    "state": lambda value, _: in_state(value),
    "kind": lambda value, _: Ticket.kind == value,
    "unit": lambda value, _: holds_part(value),
    "matter": lambda value, _: Ticket.matter == value,
    "channel": lambda value, _: Ticket.channel == value,
    "late": is_late_at,
    "lead": lambda value, _: Ticket.lead_unit == value,
}
