"""Legs (时限环节): each keeps the rule it was given, so that it can be explained for ever.

A ticket has its own legs, and so has every part of it. Days of rest do not count: they are taken
from events (`complaints.pausing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from complaints import extending
from complaints.clock import choose, due, explain, in_time
from complaints.database.models import Assignment, Leg, Ticket
from complaints.pausing import paused_days
from complaints.workflow import Leg as LegName
from content import Catalog
from content.tables import CalendarDay, Deadline, Matter
from content.working_days import Due, WorkingDays

LEAD, HANDLER, FILER = "牵头", "主办", "反映人"
RULED_BY: Mapping[str, str] = {
    LegName.ANSWER: HANDLER,
    LegName.JUDGEMENT: FILER,
    LegName.SUPPLEMENT: FILER,
}
"""Who must keep a leg of the ticket itself; of a part it is the part's own role."""
FROM_ACCEPTANCE = "受理"


def start_leg(
    ticket: Ticket, catalog: Catalog, name: str, today: date, part: Assignment | None = None
) -> Leg | None:
    """Start a leg by the most particular rule of that day; None where the city has no rule."""
    rule = rule_for(ticket, catalog, name, today, part)
    if rule is None:
        return None
    started = _given(rule, _day_zero(rule, ticket, today, part))
    started.leg, started.round = name, ticket.round
    started.assignment_id = part.id if part else None
    ticket.legs.append(started)
    reckon(started, ticket, catalog)
    return started


def rule_for(
    ticket: Ticket, catalog: Catalog, name: str, today: date, part: Assignment | None = None
) -> Deadline | None:
    """Give the most particular rule of that day for a leg; None where the city has no rule."""
    matter = catalog.get(Matter, ticket.matter) if ticket.matter else None
    return choose(
        catalog.ever(Deadline),
        kind=ticket.kind,
        matter=ticket.matter,
        group=matter.group if matter else None,
        urgent=ticket.urgent,
        role=part.role if part else RULED_BY.get(name, LEAD),
        leg=name,
        day=today,
    )


def stop_leg(
    ticket: Ticket, catalog: Catalog, name: str, today: date, part: Assignment | None = None
) -> None:
    """End the running leg; its due day and its punctuality are decided now and never again."""
    if leg := leg_of(ticket, name, part):
        leg.ended_on = today
        reckon(leg, ticket, catalog)
        leg.in_time = in_time(due_of(leg, ticket, catalog), today)


def resume_leg(ticket: Ticket, catalog: Catalog, name: str, part: Assignment | None) -> None:
    """Let a rested leg run on; the days of rest are in the events by now."""
    if leg := leg_of(ticket, name, part, ended=True):
        leg.ended_on = leg.in_time = None
        reckon(leg, ticket, catalog)


def wait_or_run(ticket: Ticket, catalog: Catalog, name: str) -> None:
    """Reckon every running leg of that name anew, the parts' too: a wait began or ended."""
    for leg in ticket.legs:
        if leg.leg == name and leg.ended_on is None:
            reckon(leg, ticket, catalog)


def extend_leg(
    ticket: Ticket, catalog: Catalog, name: str, days: int, part: Assignment | None
) -> None:
    """Give a running leg so many days more."""
    if leg := leg_of(ticket, name, part):
        leg.extended_by = days
        reckon(leg, ticket, catalog)


def leg_of(
    ticket: Ticket, name: str, part: Assignment | None = None, *, ended: bool = False
) -> Leg | None:
    """Give the leg of that name in this round, of the ticket or of a part; None if there is none.

    A running one, or with `ended` one that has ended.
    """
    return next(
        (
            leg
            for leg in reversed(ticket.legs)
            if leg.leg == name
            and leg.round == ticket.round
            and leg.assignment_id == (part.id if part else None)
            and (leg.ended_on is not None) == ended
        ),
        None,
    )


def reckon(leg: Leg, ticket: Ticket, catalog: Catalog) -> None:
    """Reckon when a leg runs out, and how certain that is."""
    found = due_of(leg, ticket, catalog)
    leg.due_on, leg.certainty = found.day, found.state


def due_of(leg: Leg, ticket: Ticket, catalog: Catalog) -> Due:
    """Reckon a leg again from its own copy of the rule, to explain it day by day."""
    paused = paused_days(ticket, leg)
    return due(leg, leg.day_zero, working_days(catalog), paused, leg.extended_by or 0)


def explain_leg(leg: Leg, ticket: Ticket, catalog: Catalog) -> list[str]:
    """Say in plain Chinese how the day of a leg came about: rule, extension, then day by day."""
    rule, *days = explain(due_of(leg, ticket, catalog), leg)
    return [line for line in (rule, extending.said(ticket, leg), *days) if line]


@lru_cache(maxsize=2)
def working_days(catalog: Catalog) -> WorkingDays:
    """Give the working calendar of a catalog."""
    return WorkingDays(catalog.all(CalendarDay))


def _given(rule: Deadline, day_zero: date) -> Leg:
    """Copy what a rule says into a leg, for ever."""
    return Leg(
        rule=rule.id,
        n=rule.n,
        unit=rule.unit,
        basis=rule.basis,
        source=rule.source,
        pausable=rule.pauses,
        extension=rule.extension,
        extended_by=0,
        day_zero=day_zero,
    )


def _day_zero(rule: Deadline, ticket: Ticket, today: date, part: Assignment | None) -> date:
    """Count a part's days from acceptance where its rule says so: with the ticket's own answer.

    What another office handed over counts from that day, however late it was entered here.
    """
    if rule.leg == LegName.ACCEPTANCE.value:
        return ticket.received_on
    whole = leg_of(ticket, LegName.ANSWER) if part and rule.day_zero == FROM_ACCEPTANCE else None
    return whole.day_zero if whole else today
