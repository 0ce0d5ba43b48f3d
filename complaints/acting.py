"""Who acts, and how he stands to a ticket: a citizen with his code, an officer, or the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaints.database.models import Assignment, Ticket
from complaints.keys import Keys
from complaints.routing.route import discipline_unit
from complaints.workflow import (
    CITIZEN,
    PROGRAM,
    AssignmentState,
    Capacity,
    Role,
    at_the_desk,
    capacities,
)
from content import Catalog

AT_WORK = frozenset(AssignmentState) - {AssignmentState.WAIVED}


@dataclass(frozen=True)
class Actor:
    """Who takes a step; an officer has an id, a unit and his roles there."""

    roles: frozenset[Role]
    unit: str | None = None
    officer: str | None = None


@dataclass(frozen=True)
class Circumstances:
    """In what a step is taken: the keys, the city as it is that day, the moment in UTC."""

    keys: Keys
    catalog: Catalog
    now: datetime


THE_CITIZEN = Actor(frozenset({Role.CITIZEN}))
THE_PROGRAM = Actor(frozenset({Role.CLOCK}))


def standing(
    actor: Actor, ticket: Ticket, catalog: Catalog, part: Assignment | None = None
) -> frozenset[Capacity]:
    """Tell in which capacities somebody comes to a ticket, or to one part of it."""
    if actor.unit is None:
        return frozenset({CITIZEN if Role.CITIZEN in actor.roles else PROGRAM})
    if not ticket.state:
        return at_the_desk(actor.roles)
    parts = [part] if part else ticket.assignments
    return capacities(
        actor.roles,
        unit=actor.unit,
        part_units={one.unit for one in parts if one.state in AT_WORK},
        lead_unit=ticket.lead_unit,
        discipline_unit=discipline_unit(catalog).id,
        sealed=ticket.sealed,
    )
