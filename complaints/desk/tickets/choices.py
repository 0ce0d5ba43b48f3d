"""What an officer may choose in a field of a step: matters, units, days, who gets a contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from complaints.acting import Circumstances
from complaints.database.models import Assignment, Ticket
from complaints.holding import parts_of_round
from complaints.legs import leg_of
from complaints.mediating import SETTLED
from complaints.routing.route import LEAD
from complaints.steps import SHARE
from complaints.workflow import AssignmentState, Outcome, Part, Transition
from complaints.workflow import Leg as LegName
from content.tables import Matter, Unit

Choices = tuple[tuple[str, str], ...]
AMONG_LEADS = frozenset({"change_lead", "release", "release_in_part"})
TO_ANOTHER = frozenset({"add_cooperating", "transfer", "rule_moves"})
"""Steps that give a part to a unit that has none."""


def choices_of(
    name: str, step: Transition, ticket: Ticket, part: Assignment | None, at: Circumstances
) -> Choices:
    """Give what may be chosen: each value with its words."""
    if name == "matter":
        return tuple((one.code, f"{one.code} {one.name}") for one in at.catalog.all(Matter))
    if name == "outcome":
        return tuple((one, one) for one in Outcome)
    if name == "settled":
        return tuple((one, one) for one in SETTLED)
    if name == "days":
        return _days(ticket, part)
    if name == SHARE:
        return _who_gets_contact(step, part)
    return tuple((unit.id, unit.short_name) for unit in _units(step, ticket, at))


def _days(ticket: Ticket, part: Assignment | None) -> Choices:
    """Offer what the rule of the running 答复 allows."""
    leg = leg_of(ticket, LegName.ANSWER, part)
    most = leg.extension or 0 if leg else 0
    return tuple((str(n), f"{n} 个{leg.unit}") for n in range(1, most + 1)) if leg else ()


def _who_gets_contact(step: Transition, part: Assignment | None) -> Choices:
    if step.action == "assign":
        return ((Part.HANDLING, "交给主办单位"), (Part.COOPERATING, "交给协办单位"))
    role = part.role if part else Part.COOPERATING
    return ((role, f"交给新的{role}单位"),)


def _units(step: Transition, ticket: Ticket, at: Circumstances) -> Iterator[Unit]:
    units: Iterable[Unit] = at.catalog.all(Unit)
    held = {one.unit for one in parts_of_round(ticket) if one.state != AssignmentState.WAIVED}
    for unit in units:
        if step.action in AMONG_LEADS:
            fits = unit.department == LEAD
        elif ticket.sealed:
            fits = unit.id == ticket.lead_unit
        else:
            fits = step.action not in TO_ANOTHER or unit.id not in held
        if fits:
            yield unit
