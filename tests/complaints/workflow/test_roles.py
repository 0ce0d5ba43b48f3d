"""Who may do what with a complaint, and when: the table against a list written by hand."""

from __future__ import annotations

from itertools import product

import pytest

from complaints.workflow import (
    CITIZEN,
    Capacity,
    Of,
    Role,
    Scope,
    State,
    TransitionError,
    allowed,
    at_the_desk,
    find,
    transitions,
)
from tests.complaints.workflow.expected import EVERYBODY, EXPECTED, STATES, standing
from tests.complaints.workflow.the_list import A, T


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(("of", "state"), STATES)
def test_everybody_may_do_what_the_list_says_and_nothing_else(
    of: Of, state: State | None, *, sealed: bool
) -> None:
    for ticket, capacity in product((None, *T), EVERYBODY):
        open_to = allowed(of, state, {capacity}, sealed=sealed, ticket=ticket)

        expected = EXPECTED.get((of, state, sealed, ticket, capacity), {})
        assert {step.action: step.target for step in open_to} == expected, (ticket, capacity)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("action", sorted({step.action for step in transitions()}))
def test_every_step_is_refused_to_every_wrong_role_and_in_every_wrong_state(
    action: str, *, sealed: bool
) -> None:
    for (of, state), capacity in product(STATES, EVERYBODY):
        ticket = T.ASSIGNED if of is Of.ASSIGNMENT else None
        expected = EXPECTED.get((of, state, sealed, ticket, capacity), {})
        if action in expected:
            found = find(of, action, state, {capacity}, sealed=sealed, ticket=ticket)
            assert found.target == expected[action]
        else:
            with pytest.raises(TransitionError):
                find(of, action, state, {capacity}, sealed=sealed, ticket=ticket)


def test_a_refusal_is_one_sentence_of_the_domain() -> None:
    with pytest.raises(TransitionError, match=r"^诉求现为「已办结」，不能「公布答复」。$"):
        find(Of.TICKET, "publish", T.CLOSED, {Capacity(Role.LEAD, Scope.LEAD_UNIT)}, sealed=False)
    with pytest.raises(TransitionError, match=r"^「受理」不由您办理。$"):
        find(Of.TICKET, "accept", T.RECEIVED, {CITIZEN}, sealed=False)
    with pytest.raises(TransitionError, match=r"^诉求现为「未登记」，不能「elope」。$"):
        find(Of.TICKET, "elope", None, {CITIZEN}, sealed=False)


def test_the_administrator_opens_no_ticket() -> None:
    assert all(Role.ADMINISTRATOR not in step.actors for step in transitions())


def test_nobody_acts_who_has_no_capacity() -> None:
    assert not any(
        allowed(of, state, set(), sealed=sealed, ticket=ticket)
        for (of, state), sealed, ticket in product(STATES, (False, True), (None, *T))
    )


@pytest.mark.parametrize(
    ("roles", "unit", "expected"),
    [
        ([Role.HANDLER], "xf", {("handler", "own_unit")}),
        ([Role.HANDLER], "ga", set()),  # no part in it
        ([Role.LEAD], "mz", {("lead", "lead_unit")}),
        ([Role.LEAD], "xf", set()),  # lead of another unit
        ([Role.HANDLER, Role.HEAD], "sc", {("handler", "own_unit"), ("head", "own_unit")}),
        ([Role.SUPERVISOR], "ga", {("supervisor", "city")}),
        ([Role.ADMINISTRATOR], "mz", set()),
        ([Role.CITIZEN, Role.CLOCK], "mz", set()),  # no officer is made either of these
        ([Role.LEAD], "jw", set()),  # an open ticket is none of its business
    ],
)
def test_an_officer_stands_to_an_open_ticket_by_unit_and_role(
    roles: list[Role], unit: str, expected: set[tuple[str, str]]
) -> None:
    assert {tuple(one) for one in standing(*roles, unit=unit, sealed=False)} == expected


def test_a_counter_files_for_a_caller_and_the_administrator_does_not() -> None:
    assert at_the_desk([Role.ADMINISTRATOR, Role.SUPERVISOR]) == frozenset()
    for sealed in (False, True):
        (step,) = allowed(Of.TICKET, None, at_the_desk([Role.HANDLER]), sealed=sealed)
        assert step.action == "record"


def test_the_event_can_say_in_which_capacity_somebody_with_two_roles_acts() -> None:
    both = standing(Role.HANDLER, Role.HEAD, unit="xf", sealed=False)

    submit = find(Of.ASSIGNMENT, "submit", A.DRAFTED, both, sealed=False, ticket=T.ASSIGNED)

    assert submit.acting(both) == Capacity(Role.HEAD, Scope.OWN_UNIT)
    assert submit.acting({CITIZEN}) is None
