"""Legs (时限环节): each keeps the rule it was given, so that it can be explained for ever."""

from __future__ import annotations

from datetime import date

from complaints.clock import choose, due
from complaints.database.models import Leg, Ticket
from content import Catalog
from content.tables import CalendarDay, Deadline, Matter
from content.working_days import Due, WorkingDays

LEAD, HANDLER = "牵头", "主办"
RULED_BY = {"答复": HANDLER}
"""The ticket's own 答复 leg runs by its handler's rule; every other by that of its lead."""


def start_leg(ticket: Ticket, catalog: Catalog, leg: str, day_zero: date) -> Leg | None:
    """Start a leg by the most particular rule of that day; None where the city has no rule."""
    matter = catalog.get(Matter, ticket.matter) if ticket.matter else None
    rule = choose(
        catalog.ever(Deadline),
        kind=ticket.kind,
        matter=ticket.matter,
        group=matter.group if matter else None,
        urgent=ticket.urgent,
        role=RULED_BY.get(leg, LEAD),
        leg=leg,
        day=day_zero,
    )
    if rule is None:
        return None
    found = due(rule, day_zero, working_days(catalog))
    started = Leg(
        leg=leg,
        rule=rule.id,
        n=rule.n,
        unit=rule.unit,
        basis=rule.basis,
        source=rule.source,
        day_zero=day_zero,
        due_on=found.day,
        certainty=found.state,
    )
    ticket.legs.append(started)
    return started


def due_of(leg: Leg, catalog: Catalog) -> Due:
    """Reckon a leg again from its own copy of the rule, to explain it day by day."""
    return due(leg, leg.day_zero, working_days(catalog))


def working_days(catalog: Catalog) -> WorkingDays:
    """Give the working calendar of a catalog."""
    return WorkingDays(catalog.all(CalendarDay))
