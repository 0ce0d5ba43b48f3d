"""Which roles an account may have, and who may administer it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement

from complaints.database.officers import Officer
from complaints.routing.route import CITY, DISCIPLINE, LEAD
from complaints.workflow import Role
from complaints.workflow.capacity import OFFICERS
from content import Catalog
from content.tables import Unit

GIVEN = (Role.HANDLER, Role.HEAD, Role.LEAD, Role.SUPERVISOR, Role.ADMINISTRATOR)


def fault_of_roles(unit: Unit, roles: AbstractSet[Role]) -> str | None:
    """Say why these roles cannot stand together in this unit, or None."""
    if not roles:
        return "至少选一个角色。"
    if beyond := [role for role in GIVEN if role in roles and role not in possible_roles(unit)]:
        return f"{unit.short_name}不能有这个角色：{'、'.join(role.label for role in beyond)}。"
    if unit.department != DISCIPLINE and Role.ADMINISTRATOR in roles and roles & OFFICERS:
        return "系统管理员不能看诉求，不能再兼其他角色。"
    return None


def possible_roles(unit: Unit) -> frozenset[Role]:
    """Give the roles that a unit can have at all.

    Leads belong to civil affairs, supervisors and administrators to the city's, and 纪检监察 has
    an administrator of its own.
    """
    possible = {Role.HANDLER, Role.HEAD}
    if unit.department == LEAD:
        possible |= {Role.LEAD}
    if unit.department == LEAD and unit.level == CITY:
        possible |= {Role.SUPERVISOR, Role.ADMINISTRATOR}
    if unit.department == DISCIPLINE:
        possible |= {Role.ADMINISTRATOR}
    return frozenset(possible)


def within_reach(administrator: Officer) -> ColumnElement[bool]:
    """Give the condition of every query for accounts: 纪检监察 keeps to itself, both ways."""
    if administrator.department == DISCIPLINE:
        return Officer.department == DISCIPLINE
    return Officer.department != DISCIPLINE


def units_of(administrator: Officer, catalog: Catalog) -> list[Unit]:
    """Give the units whose accounts somebody administers."""
    own = administrator.department == DISCIPLINE
    return [one for one in catalog.all(Unit) if (one.department == DISCIPLINE) == own]


def named_roles(names: Iterable[str]) -> frozenset[Role]:
    """Give the roles of these names; a name that is none is left out."""
    return frozenset(role for role in GIVEN if role.value in set(names))
