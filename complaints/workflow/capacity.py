"""How somebody stands to one ticket: in which role, and on what ground.

Who has no standing sees nothing and may do nothing. Of a sealed ticket only officers of the
discipline unit have one.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from complaints.workflow.terms import Role, Scope

OFFICERS = frozenset({Role.HANDLER, Role.HEAD, Role.LEAD, Role.SUPERVISOR})
CLERKS = frozenset({Role.HANDLER, Role.HEAD, Role.LEAD})


class Capacity(NamedTuple):
    """One role of one person, and on what ground it touches this ticket."""

    role: Role
    scope: Scope


CITIZEN = Capacity(Role.CITIZEN, Scope.HOLDER)
PROGRAM = Capacity(Role.CLOCK, Scope.PROGRAM)


def capacities(  # noqa: PLR0913 (plain facts, each named by its caller)
    roles: Iterable[Role],
    *,
    unit: str,
    part_units: AbstractSet[str],
    lead_unit: str,
    discipline_unit: str,
    sealed: bool,
) -> frozenset[Capacity]:
    """Tell how an officer of `unit` stands to a ticket, or to one assignment of it.

    `part_units` are the units with a part: for steps of one assignment its unit alone.
    """
    held = OFFICERS.intersection(roles)
    if sealed:
        return _inside_discipline(held) if unit == discipline_unit else frozenset()
    grounds = {
        Role.HANDLER: (Scope.OWN_UNIT, unit in part_units),
        Role.HEAD: (Scope.OWN_UNIT, unit in part_units),
        Role.LEAD: (Scope.LEAD_UNIT, unit == lead_unit),
        Role.SUPERVISOR: (Scope.CITY, True),
    }
    return frozenset(Capacity(role, grounds[role][0]) for role in held if grounds[role][1])


def at_the_desk(roles: Iterable[Role]) -> frozenset[Capacity]:
    """Tell how an officer stands to a ticket that he is about to file for a caller."""
    return frozenset(Capacity(role, Scope.DESK) for role in CLERKS.intersection(roles))


def _inside_discipline(held: AbstractSet[Role]) -> frozenset[Capacity]:
    """Give the roles inside the discipline unit: its own head is lead."""
    also = {Role.LEAD} if Role.HEAD in held else set[Role]()
    return frozenset(Capacity(role, Scope.DISCIPLINE) for role in held | also)
