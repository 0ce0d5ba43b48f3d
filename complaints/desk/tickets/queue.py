"""The queue: tickets that an officer may see, by due date, each with its light in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session, selectinload

from complaints.clock import Light, light
from complaints.database.models import Assignment, Leg, Ticket
from complaints.desk.tickets.pressing import Urges, urges_of
from complaints.holding import parts_of_round
from complaints.legs import working_days
from complaints.pausing import is_paused
from complaints.workflow import AssignmentState, Level, TicketState, public_word
from complaints.workflow import Leg as LegName
from content import Catalog
from content.working_days import Due, State

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


@dataclass(frozen=True)
class Asked:
    """Which tickets are listed, and whether in the order of their receipt or of their due day."""

    condition: ColumnElement[bool]
    oldest_first: bool = False


def find_page(session: Session, asked: Asked, catalog: Catalog, today: date, number: int) -> Page:
    """Give a page of the tickets that fulfil a condition; a page past the end is the last one."""
    total = count_of(session, asked.condition)
    number = min(max(1, number), max(1, -(-total // PER_PAGE)))
    found = _ordered(asked).limit(PER_PAGE).offset(PER_PAGE * (number - 1))
    rows = [_row(ticket, catalog, today) for ticket in session.scalars(found)]
    return Page(rows, total, number)


def find_rows(
    session: Session, asked: Asked, catalog: Catalog, today: date, most: int
) -> list[Row]:
    """Give the tickets that fulfil a condition as one list, no more than so many."""
    found = session.scalars(_ordered(asked).limit(most))
    return [_row(ticket, catalog, today) for ticket in found]


def _ordered(asked: Asked) -> Select[Ticket]:
    """Select tickets: the oldest first, or else the next to fall due."""
    due = () if asked.oldest_first else (first_due().is_(None), first_due())
    return (
        select(Ticket)
        .where(asked.condition)
        .options(selectinload(Ticket.legs), selectinload(Ticket.assignments))
        .order_by(*due, Ticket.received_at, Ticket.number)
    )


def count_of(session: Session, condition: ColumnElement[bool]) -> int:
    """Count the tickets that fulfil a condition."""
    return session.scalar(select(func.count()).select_from(Ticket).where(condition)) or 0


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
