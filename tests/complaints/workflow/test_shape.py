"""The shape of a life: every state is reached, none is a dead end, legs begin and end."""

from __future__ import annotations

import pytest

from complaints.workflow import (
    FINAL,
    AssignmentState,
    Guard,
    Of,
    Role,
    State,
    TicketState,
    transitions,
)
from tests.complaints.workflow.expected import steps
from tests.complaints.workflow.the_list import ASKABLE, LEGS, PART_LEGS, WAITING, A, T


def reached(
    of: Of, start: State | None, *, sealed: bool, citizen: bool = True
) -> set[State | None]:
    """List every state that can be reached from `start` without the seal being touched."""
    seen, found = {start}, [start]
    while found:
        here = found.pop()
        for step in steps(of):
            free = citizen or Role.CITIZEN not in step.actors
            if step.source == here and sealed in step.sealed and free and step.target not in seen:
                seen.add(step.target)
                found.append(step.target)
    return seen


@pytest.mark.parametrize("sealed", [False, True])
def test_every_state_of_a_ticket_can_be_reached(*, sealed: bool) -> None:
    assert reached(Of.TICKET, None, sealed=sealed) == {None, *T}


def test_every_state_of_a_part_can_be_reached() -> None:
    assert reached(Of.ASSIGNMENT, None, sealed=False) == {None, *A}
    assert reached(Of.ASSIGNMENT, None, sealed=True) == {None, *A} - {A.RETURNED, A.CONTESTED}


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("state", T)
def test_no_ticket_comes_to_a_dead_end_even_if_the_citizen_never_says_a_word(
    state: TicketState, *, sealed: bool
) -> None:
    ways = reached(Of.TICKET, state, sealed=sealed, citizen=False)

    assert ways & FINAL
    assert (state in FINAL) == (not LEGS[state])


@pytest.mark.parametrize("state", A)
def test_no_part_comes_to_a_dead_end(state: AssignmentState) -> None:
    assert reached(Of.ASSIGNMENT, state, sealed=False) & FINAL


def test_a_sealed_part_is_never_returned() -> None:
    assert not any(step.target is A.RETURNED and True in step.sealed for step in transitions())


def test_an_end_comes_only_after_an_answer_a_refusal_a_withdrawal_or_a_handing_over() -> None:
    ends = {
        state: {
            (step.source, step.action)
            for step in steps(Of.TICKET)
            if step.target is state and step.source is not state
        }
        for state in T
        if state in FINAL
    }

    assert ends == {
        T.CLOSED: {(T.ANSWERED, "close"), (T.ANSWERED, "agree_to_close")},
        T.REJECTED: {(T.RECEIVED, "reject"), (T.OBJECTED, "dismiss_objection")},
        T.WITHDRAWN: {
            (state, "withdraw") for state in (T.RECEIVED, T.ACCEPTED, T.ASSIGNED, T.OBJECTED)
        },
        T.HANDED_OVER: {(T.RECEIVED, "hand_over")},
    }


def test_an_answer_is_published_whole_or_not_at_all() -> None:
    answering = [
        step
        for step in steps(Of.TICKET)
        if step.target is T.ANSWERED and step.source is not T.ANSWERED
    ]

    assert {step.action for step in answering} == {"publish"}
    for step in answering:
        assert Guard.PARTS_SETTLED in step.guards
        assert {"found", "done", "basis", "remedy"} <= set(step.requires)


def test_who_is_turned_away_is_told_why_and_to_whom_to_turn() -> None:
    for step in transitions():
        if step.action in {"reject", "hand_over"}:
            assert {"reason", "turn_to"} <= set(step.requires)


@pytest.mark.parametrize("of", Of)
def test_each_step_starts_and_stops_exactly_the_legs_between_its_states(of: Of) -> None:
    running = LEGS if of is Of.TICKET else PART_LEGS
    for step in steps(of):
        legs = set(running[step.source])
        for effect in step.clock:
            if effect.verb in {"pause", "run", "extend"} or effect.leg == WAITING:
                continue
            assert (effect.leg in legs) == (effect.verb == "stop"), (step.action, effect)
            legs ^= {effect.leg}

        assert legs == running[step.target], (step.source, step.action)


def test_the_wait_for_the_citizen_is_begun_by_one_step_and_ended_by_all_that_leave_it() -> None:
    for step in steps(Of.TICKET):
        window = {effect.verb for effect in step.clock if effect.leg == WAITING}
        leaves = step.source in ASKABLE and step.target not in {*ASKABLE, None}
        ends = leaves or step.action in {"give_more", "lapse_more", "stop_waiting"}

        assert window == ({"start"} if step.action == "ask_more" else {"stop"} if ends else set())


def test_only_while_the_citizen_is_asked_do_legs_wait_and_the_same_ones_run_on() -> None:
    waiting = {
        (step.action, effect.verb, effect.leg)
        for step in transitions()
        for effect in step.clock
        if effect.verb in {"pause", "run"}
    }

    assert waiting == {
        *(("ask_more", "pause", leg) for leg in ("受理", "答复")),
        *(
            (action, "run", leg)
            for action in ("give_more", "lapse_more", "stop_waiting")
            for leg in ("受理", "答复")
        ),
    }


def test_a_leg_is_resumed_only_where_it_ran_before() -> None:
    resumed = {
        (step.source, step.action)
        for step in transitions()
        for effect in step.clock
        if effect.verb == "resume"
    }

    assert resumed == {
        (A.SUBMITTED, "send_back"),
        (A.APPROVED, "send_back"),
        (A.RETURNED, "insist"),
        (A.CONTESTED, "rule_stays"),
    }
