"""The list by hand spelt out: for each state and capacity the steps, and where each leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from complaints.workflow import (
    CITIZEN,
    PROGRAM,
    AssignmentState,
    Capacity,
    Of,
    Role,
    Scope,
    State,
    TicketState,
    Transition,
    capacities,
    transitions,
)
from tests.complaints.workflow.the_list import ASSIGNMENT, DROPPING, TICKET, A, T

OPEN = {
    "handler": {Capacity(Role.HANDLER, Scope.OWN_UNIT)},
    "head": {Capacity(Role.HEAD, Scope.OWN_UNIT)},
    "lead": {Capacity(Role.LEAD, Scope.LEAD_UNIT)},
    "supervisor": {Capacity(Role.SUPERVISOR, Scope.CITY)},
    "citizen": {CITIZEN},
    "program": {PROGRAM},
    "desk": {Capacity(role, Scope.DESK) for role in (Role.HANDLER, Role.HEAD, Role.LEAD)},
    "-": set[Capacity](),
}
OFFICERS = ("handler", "head", "lead", "supervisor")
INSIDE = {name: {Capacity(Role(name), Scope.DISCIPLINE)} for name in OFFICERS}
SEALED = OPEN | INSIDE | {"anyone": set[Capacity]().union(*INSIDE.values())}
# On these grounds an officer sees an open ticket.
GROUNDS = (Scope.OWN_UNIT, Scope.LEAD_UNIT, Scope.CITY)
# Who works on it, in any unit that does.
CLERKS = ("handler", "head", "lead")
OPEN["clerk"] = {Capacity(Role(name), scope) for name in CLERKS for scope in GROUNDS}
SEALED["clerk"] = set[Capacity]().union(*(INSIDE[name] for name in CLERKS))
OPEN["anyone"] = {Capacity(Role(name), scope) for name in OFFICERS for scope in GROUNDS}

EVERYBODY = [Capacity(role, scope) for role, scope in product(Role, Scope)]
STATES: list[tuple[Of, State | None]] = [
    *((Of.TICKET, state) for state in (None, *T)),
    *((Of.ASSIGNMENT, state) for state in (None, *A)),
]

Key = tuple[Of, State | None, bool, TicketState | None, Capacity]


def _cells(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def _expected() -> dict[Key, dict[str, State]]:
    """Spell the list out: for each case who may take which steps, and where each leads."""
    found: dict[Key, dict[str, State]] = defaultdict(dict)
    lists: list[tuple[Of, str, str]] = [
        (Of.TICKET, TICKET, ""),
        (Of.ASSIGNMENT, ASSIGNMENT, "assigned"),
        (Of.ASSIGNMENT, DROPPING, ""),
    ]
    for of, text, while_ in lists:
        for action, sources, target, *who, during in (
            [*cells, while_][:6] for cells in _cells(text)
        ):
            tickets: list[TicketState | None] = [*map(T, during.split())]
            for source, sealed, ticket in product(
                sources.split(), (False, True), tickets or [None, *T]
            ):
                kind: type[TicketState | AssignmentState] = T if of is Of.TICKET else A
                state = None if source == "new" else kind(source)
                to = kind(source if target == "=" else target)
                for name in who[sealed].split():
                    for capacity in (SEALED if sealed else OPEN)[name]:
                        found[of, state, sealed, ticket, capacity][action] = to
    return found


EXPECTED = _expected()


def steps(of: Of) -> list[Transition]:
    return [step for step in transitions() if step.of is of]


def standing(*roles: Role, unit: str, sealed: bool) -> frozenset[Capacity]:
    """Give the capacities of an officer for a ticket that civil affairs leads and 消防 handles."""
    return capacities(
        roles,
        unit=unit,
        part_units={"jw"} if sealed else {"xf", "sc"},
        lead_unit="jw" if sealed else "mz",
        discipline_unit="jw",
        sealed=sealed,
    )
