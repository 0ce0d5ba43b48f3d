"""Moving a ticket: a step of the table, its effect on the clock, its event, at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from complaints.clock import in_time, local_day
from complaints.database.models import Ticket
from complaints.events import record
from complaints.legs import due_of, start_leg
from complaints.workflow import (
    Capacity,
    Guard,
    Of,
    TicketState,
    Transition,
    TransitionError,
    check_guards,
    find,
    missing_fields,
)
from content import Catalog


@dataclass(frozen=True)
class Step:
    """Who takes which step with what: `values` are the fields that the step needs."""

    action: str
    who: Collection[Capacity]
    values: Mapping[str, str]
    role: str
    unit: str | None = None
    holds: Mapping[Guard, bool] | None = None


def move(ticket: Ticket, catalog: Catalog, step: Step, now: datetime) -> Transition:
    """Take a step. `now` is in UTC. Raises TransitionError for what the table does not list."""
    state = TicketState(ticket.state) if ticket.state else None
    found = find(Of.TICKET, step.action, state, step.who, sealed=ticket.sealed)
    if lacking := missing_fields(found, step.values):
        raise TransitionError(f"「{found.label}」还缺：{'、'.join(lacking)}。")
    check_guards(found, step.holds or {})
    ticket.state = found.target
    _run_clock(ticket, catalog, found, now)
    record(
        ticket,
        found.event,
        role=step.role,
        unit=step.unit,
        now=now,
        values=step.values,
    )
    return found


def _run_clock(ticket: Ticket, catalog: Catalog, found: Transition, now: datetime) -> None:
    """Start and stop legs; punctuality is decided when a leg ends and never again."""
    today = local_day(now)
    for effect in found.clock:
        if effect.verb == "start":
            start_leg(ticket, catalog, effect.leg, today)
            continue
        for leg in ticket.legs:
            if leg.leg == effect.leg and leg.ended_on is None:
                leg.ended_on = today
                leg.in_time = in_time(due_of(leg, catalog), today)
