"""A sealed ticket is open to the discipline unit alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

import pytest

from complaints.workflow import Capacity, Guard, Role, Scope, capacities, guards, transitions
from tests.complaints.workflow.expected import standing
from tests.complaints.workflow.the_list import GIVING, T


def _role_sets() -> Iterator[tuple[Role, ...]]:
    return chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1))


@pytest.mark.parametrize("unit", ["mz", "xf", "sc", "ga", ""])
def test_a_sealed_ticket_offers_nothing_to_anybody_outside_the_discipline_unit(unit: str) -> None:
    for roles in _role_sets():
        assert standing(*roles, unit=unit, sealed=True) == frozenset()


def test_a_sealed_ticket_stays_shut_even_where_its_old_units_are_still_on_it() -> None:
    who = capacities(
        Role, unit="mz", part_units={"mz"}, lead_unit="mz", discipline_unit="jw", sealed=True
    )

    assert who == frozenset()


def test_only_the_discipline_unit_the_citizen_and_the_program_act_on_a_sealed_ticket() -> None:
    scopes = {
        step.scope for step in transitions() if True in step.sealed and step.source is not None
    }

    assert scopes == {Scope.DISCIPLINE, Scope.HOLDER, Scope.PROGRAM}


def test_only_the_lead_of_the_discipline_unit_releases_what_is_not_yet_answered() -> None:
    releasing = [step for step in transitions() if step.sealed_after is False]

    assert {(step.action, step.source) for step in releasing} == {
        ("release", state) for state in (T.RECEIVED, T.ACCEPTED, T.ASSIGNED)
    }
    assert {(*step.actors, step.scope) for step in releasing} == {(Role.LEAD, Scope.DISCIPLINE)}


def test_what_is_open_is_sealed_in_every_state_alone_or_with_its_other_half() -> None:
    sealing = [step for step in transitions() if step.sealed_after is True]

    assert {step.action for step in sealing} == {"seal", "seal_with"}
    assert {step.source for step in sealing} == set(T)


def test_the_head_of_the_discipline_unit_is_its_lead() -> None:
    assert standing(Role.HEAD, unit="jw", sealed=True) == {
        Capacity(Role.HEAD, Scope.DISCIPLINE),
        Capacity(Role.LEAD, Scope.DISCIPLINE),
    }
    assert standing(Role.HEAD, unit="xf", sealed=False) == {Capacity(Role.HEAD, Scope.OWN_UNIT)}


def test_every_guard_of_units_stands_where_a_sealed_part_is_given() -> None:
    giving = [step for step in transitions() if step.action in GIVING]

    assert all(Guard.MAY_TAKE_PART in step.guards for step in giving if True in step.sealed)
    assert guards.may_take_part("jw", "jw", sealed=True)
    assert not guards.may_take_part("mz", "jw", sealed=True)
    assert guards.may_take_part("mz", "jw", sealed=False)
