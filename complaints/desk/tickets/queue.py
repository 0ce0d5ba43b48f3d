"""The queue: tickets that an officer may see, by due date, each with its light in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from complaints.clock import NEAR, Light, Standing, light
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Assignment, Leg, Ticket
from complaints.desk.tickets.pressing import Urges, urges_of
from complaints.holding import parts_of_round
from complaints.legs import working_days
from complaints.pausing import is_paused
from complaints.workflow import AssignmentState, Level, TicketState, public_word
from complaints.workflow import Leg as LegName
from content import Catalog
from content.working_days import UNITS, Due, State

PER_PAGE = 50
WAITS_FOR_CITIZEN = "待补正"
OF_THE_OFFICE = tuple(
    name for name in LegName if name not in (LegName.JUDGEMENT, LegName.SUPPLEMENT)
)
"""The citizen's own time, to judge or to add what is missing, is nobody's deadline at the desk."""


@dataclass(frozen=True)
class Row:
    """One ticket in the queue."""

    ticket: Ticket
    word: str
    holders: str
    leg: Leg | None
    light: Light | None
    level: str
    urges: Urges


@dataclass(frozen=True)
class Page:
    """A page of the queue: its rows, how many there are in all, which page this is."""

    rows: list[Row]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))


def find_page(
    session: Session, asked: ColumnElement[bool], catalog: Catalog, today: date, number: int
) -> Page:
    """Give a page of the tickets that fulfil a condition, the next to fall due first."""
    total = session.scalar(select(func.count()).select_from(Ticket).where(asked)) or 0
    found = session.scalars(
        select(Ticket)
        .where(asked)
        .options(selectinload(Ticket.legs), selectinload(Ticket.assignments))
        .order_by(first_due().is_(None), first_due(), Ticket.received_at, Ticket.number)
        .limit(PER_PAGE)
        .offset(PER_PAGE * (number - 1))
    )
    return Page([_row(ticket, catalog, today) for ticket in found], total, number)


def with_light(standing: Standing, catalog: Catalog, today: date) -> ColumnElement[bool]:
    """Give the condition for tickets whose next deadline stands so."""
    soon = working_days(catalog).add(today, NEAR, UNITS[0]).day or today
    due = first_due()
    return {
        Standing.OVERDUE: due < today,
        Standing.NEAR: and_(due >= today, due <= soon),
        Standing.IN_TIME: due > soon,
        Standing.UNDETERMINED: due.is_(None),
    }[standing]


def with_words(typed: str) -> ColumnElement[bool]:
    """Give the condition for tickets that hold the words; a sealed story is not searchable."""
    columns = (
        Ticket.number, Ticket.institution, Ticket.institution_name, Ticket.matter_name,
        Ticket.place_name, Ticket.lead_name, Ticket.story,
    )  # fmt: skip
    return and_(
        *(
            or_(
                *(column.icontains(word, autoescape=True) for column in columns),
                _is_order(word),
            )
            for word in typed.split()
        )
    )


def _is_order(word: str) -> ColumnElement[bool]:
    """Give the condition for tickets whose order of the hotline has such a number."""
    return exists().where(
        HotlineOrder.ticket_id == Ticket.id,
        HotlineOrder.hotline_number.icontains(word, autoescape=True),
    )


def first_due() -> ScalarSelect[date | None]:
    """Give the earliest day on which a running leg of a ticket runs out."""
    return (
        select(func.min(Leg.due_on))
        .where(Leg.ticket_id == Ticket.id, Leg.ended_on.is_(None), Leg.leg.in_(OF_THE_OFFICE))
        .correlate(Ticket)
        .scalar_subquery()
    )


def light_of(leg: Leg, catalog: Catalog, today: date) -> Light:
    """Tell how a running leg stands, from the date that it keeps."""
    kept = Due(leg.due_on, State(leg.certainty), ())
    return light(kept, today, working_days(catalog))


def word_of(ticket: Ticket) -> str:
    """Say where a ticket stands: what the citizen reads, but for the wait for him."""
    if is_paused(ticket):
        return WAITS_FOR_CITIZEN
    states = [AssignmentState(part.state) for part in parts_of_round(ticket)]
    return public_word(TicketState(ticket.state), states, paused=False, sealed=ticket.sealed)


def _row(ticket: Ticket, catalog: Catalog, today: date) -> Row:
    parts = parts_of_round(ticket)
    leg = next_leg(ticket.legs)
    shown = light_of(leg, catalog, today) if leg else None
    level, urges = Level(ticket.supervision).label, urges_of(ticket)
    return Row(ticket, word_of(ticket), _holders(ticket, parts), leg, shown, level, urges)


def next_leg(legs: Iterable[Leg]) -> Leg | None:
    """Give the running leg that runs out first; one without a date comes last."""
    running = [leg for leg in legs if leg.ended_on is None and leg.leg in OF_THE_OFFICE]
    return min(running, key=lambda leg: leg.due_on or date.max, default=None)


def _holders(ticket: Ticket, parts: list[Assignment]) -> str:
    """Name who has it: the units with a part, or else the lead."""
    held = [part.unit_name for part in parts if part.state != AssignmentState.WAIVED]
    return "、".join(held) or ticket.lead_name
