"""What a pile asks of its tickets, each a condition of the query, counted and listed alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from complaints.clock import NEAR
from complaints.database.models import Assignment, Event, Leg, Ticket
from complaints.desk.tickets.queue import OF_THE_OFFICE
from complaints.legs import working_days
from complaints.routing.route import city_lead
from complaints.workflow import AssignmentState
from complaints.workflow import Leg as LegName
from content import Catalog
from content.working_days import UNITS

RETURNED = "part_returned"


@dataclass(frozen=True)
class View:
    """For which unit one looks, and when: a day, and the last one that is called near."""

    unit: str
    city: str
    today: date
    soon: date

    @property
    def yesterday(self) -> date:
        """The last day that has passed."""
        return self.today - timedelta(days=1)


def view_of(unit: str, catalog: Catalog, today: date) -> View:
    """Give how a unit sees a day; without a calendar nothing but the day itself is near."""
    soon = working_days(catalog).add(today, NEAR, UNITS[0]).day or today
    return View(unit, city_lead(catalog).id, today, soon)


def waits_for_citizen() -> ColumnElement[bool]:
    """Ask whether the citizen's window to add what is missing is open."""
    return exists().where(_running(), Leg.leg == LegName.SUPPLEMENT)


def is_overdue(view: View) -> ColumnElement[bool]:
    """Ask whether any deadline of the office has passed."""
    return exists().where(_passed(view))


def is_late_at(unit: str, view: View) -> ColumnElement[bool]:
    """Ask whether a deadline has passed that this unit must keep.

    A part is its unit's, a review the city's, whatever else the lead's.
    """
    own = Leg.assignment_id.is_(None)
    review = and_(Leg.leg == LegName.REVIEW, Ticket.sealed.is_(False))
    leads = exists().where(_passed(view), own, ~review, Ticket.lead_unit == unit)
    found = or_(_late_part(unit, view), leads)
    return or_(found, exists().where(_passed(view), own, review)) if unit == view.city else found


def part_is_due(view: View, first: date | None, last: date) -> ColumnElement[bool]:
    """Ask whether this unit's own part runs out between two days; no first day means whenever."""
    asked = and_(_running(), Leg.leg.in_(OF_THE_OFFICE), Leg.due_on <= last)
    if first is not None:
        asked = and_(asked, Leg.due_on >= first)
    return exists().where(asked, _is_part_of(view.unit))


def holds_part(unit: str) -> ColumnElement[bool]:
    """Ask whether a unit has a part in the running round."""
    return exists().where(
        Assignment.ticket_id == Ticket.id,
        Assignment.round == Ticket.round,
        Assignment.unit == unit,
        Assignment.state != AssignmentState.WAIVED,
    )


def was_returned(times: int) -> ColumnElement[bool]:
    """Ask whether units have returned a ticket so many times, in all its rounds."""
    found = (
        select(func.count())
        .select_from(Event)
        .where(Event.ticket_id == Ticket.id, Event.name == RETURNED)
        .correlate(Ticket)
        .scalar_subquery()
    )
    return found >= times


def _late_part(unit: str, view: View) -> ColumnElement[bool]:
    return exists().where(_passed(view), _is_part_of(unit))


def _is_part_of(unit: str) -> ColumnElement[bool]:
    return and_(Assignment.id == Leg.assignment_id, Assignment.unit == unit)


def _passed(view: View) -> ColumnElement[bool]:
    return and_(_running(), Leg.leg.in_(OF_THE_OFFICE), Leg.due_on < view.today)


def _running() -> ColumnElement[bool]:
    return and_(Leg.ticket_id == Ticket.id, Leg.ended_on.is_(None))
