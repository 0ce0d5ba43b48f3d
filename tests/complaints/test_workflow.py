"""Who may do what with a complaint, and when: the table against a list written by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.workflow import (
    CITIZEN,
    FINAL,
    PROGRAM,
    AssignmentState,
    Capacity,
    Guard,
    Of,
    Part,
    Role,
    Scope,
    State,
    TicketState,
    Transition,
    TransitionError,
    allowed,
    at_the_desk,
    capacities,
    check_guards,
    find,
    guards,
    missing_fields,
    public_word,
    transitions,
    where_it_stands,
)
from complaints.workflow.tables import rows

T, A = TicketState, AssignmentState
MAIN, CO = Part.HANDLING, Part.COOPERATING

# Written by hand from complaints.md §5.4 and the roles of the channel, never from the table.
# Who acts on an open ticket | who on a sealed one. Open: handler and head of a unit with a part,
# lead of the leading unit, supervisor of the city. Sealed: officers of 纪检监察 alone.
# `anyone` is any officer who can see it; `desk` any unit's handler, head or lead, at its counter.
TICKET = """
file               | new                                    | received    | citizen    | citizen
record             | new                                    | received    | desk       | desk
file_released      | new                                    | received    | program    | -
import             | new                                    | received    | program    | program
change_lead        | received accepted                      | =           | lead       | -
accept             | received                               | accepted    | lead       | lead
reject             | received                               | rejected    | lead       | lead
hand_over          | received                               | handed_over | lead       | lead
assign             | accepted                               | assigned    | lead       | lead
publish            | assigned                               | answered    | lead       | lead
object             | rejected                               | objected    | citizen    | citizen
uphold_objection   | objected                               | accepted    | supervisor | anyone
dismiss_objection  | objected                               | rejected    | supervisor | anyone
judge              | answered closed                        | =           | citizen    | citizen
call_back          | answered closed                        | =           | lead       | lead
agree_to_close     | answered                               | closed      | citizen    | citizen
close              | answered                               | closed      | program    | program
reopen             | answered closed                        | assigned    | citizen    | citizen
withdraw           | received accepted assigned objected    | withdrawn   | citizen    | citizen
add_words          | received accepted assigned objected answered | =     | citizen    | citizen
urge               | received accepted assigned objected    | =           | citizen    | citizen
ask_more           | received accepted assigned             | =           | clerk      | clerk
give_more          | received accepted assigned             | =           | citizen    | citizen
lapse_more         | received accepted assigned             | =           | program    | program
stop_waiting       | received accepted assigned             | =           | lead       | lead
ask_extension      | accepted assigned                      | =       | lead | handler head lead
refuse_extension   | accepted assigned                      | =       | supervisor | lead supervisor
extend             | accepted assigned                      | =       | supervisor | lead supervisor
add_cooperating    | assigned                               | =           | lead       | -
supervise          | received accepted assigned objected    | =           | supervisor | -
list_supervision   | accepted assigned                      | =           | supervisor | -
end_supervision    | received accepted assigned objected answered closed rejected withdrawn \
                     handed_over                            | =           | supervisor | -
seal               | received accepted objected answered closed rejected withdrawn handed_over \
                                                            | =           | anyone     | -
seal               | assigned                               | accepted    | anyone     | -
seal_with          | received accepted objected answered closed rejected withdrawn handed_over \
                                                            | =           | program    | -
seal_with          | assigned                               | accepted    | program    | -
release            | received accepted                      | =           | -          | lead
release            | assigned                               | accepted    | -          | lead
release_in_part    | received accepted assigned             | =           | -          | lead
"""
ASSIGNMENT = """
offer              | new                                    | offered     | lead         | lead
offer_ruled        | new                                    | offered     | program      | -
renew              | new                                    | accepted    | program      | program
accept_part        | offered                                | accepted | handler head | handler head
accept_by_silence  | offered                                | accepted    | program      | program
return_part        | offered                                | returned    | head         | -
insist             | returned                               | accepted    | lead         | -
contest            | accepted                               | contested   | head         | -
rule_stays         | contested                              | accepted    | supervisor   | -
rule_moves         | contested                              | waived      | supervisor   | -
share_contact      | offered accepted drafted sent_back     | =           | lead         | -
ask_extension      | accepted drafted sent_back             | =           | head     | handler head
grant_extension    | accepted drafted sent_back             | =           | lead         | lead
refuse_extension   | accepted drafted sent_back             | =           | lead         | lead
transfer           | offered accepted returned drafted submitted sent_back | waived | lead | -
waive              | offered accepted returned drafted submitted sent_back | waived | lead | -
draft              | accepted drafted sent_back             | drafted     | handler      | handler
submit             | drafted                                | submitted   | head         | head
send_back          | submitted approved                     | sent_back   | lead         | lead
approve            | submitted                              | approved    | lead         | lead
"""  # all while the ticket is assigned
DROPPING = """
drop               | offered accepted returned contested drafted submitted sent_back approved \
                              | waived   | program | program | accepted withdrawn
"""
# What a step needs to be told | and under which conditions it stands. Who gives a part of a
# sealed ticket also looks whether the unit may take it. What is not listed needs nothing.
NEEDS = """
file       | kind story                                    |
record     | kind story channel                            |
file_released      | kind story                                    |
import     | kind story channel                            |
change_lead| unit reason                                   |
accept     | matter                                        |
reject     | reason basis turn_to                          |
hand_over  | unit reason turn_to                           |
assign     | unit                                          | one_handler
publish    | asked found done basis remedy contact outcome | parts_settled
object     | reason                                        | first_time undisposed
uphold_objection   | reason                                        | other_officer
dismiss_objection  | reason                                        | other_officer
judge      | contacted solved satisfied                    | unjudged undisposed
call_back  | result                                        | other_officer undisposed
close      |                                               | window_over
reopen     | reason                                        | first_time within_window
add_words  | text                                          | not_waiting
ask_more   | lacking reason                                | not_waiting may_ask_more has_window
give_more  | text                                          | waiting
lapse_more |                                               | waiting window_over
stop_waiting       | reason                                | waiting
ask_extension      | days reason | extendable not_extended not_due within_rule none_asked
refuse_extension   | reason                                | extension_asked not_own_request
extend     | days reason | extendable not_extended not_due within_rule not_own_request
grant_extension    | days reason \
    | extendable not_extended not_due within_rule extension_asked not_own_request
add_cooperating    | unit reason                           | new_unit
contest    | reason suggested_unit                         | insisted uncontested not_ruled
rule_stays | reason                                        | other_officer
rule_moves | reason new_unit                               | other_officer
share_contact      | reason                                | contact_kept
offer_ruled| unit part                                     | one_handler
urge       |                                               | may_urge
supervise  | reason                                        | not_supervised
list_supervision   | reason demanded ends                          | not_listed
end_supervision    | reason                                        | supervised
seal       | reason                                        |
seal_with  | reason                                        |
release    | reason unit                                   |
release_in_part    | reason text unit                              |
offer      | unit part                                     | one_handler
renew      | unit part                                     | one_handler
accept_by_silence  |                                               | window_over
return_part| reason suggested_unit                         | within_window not_ruled
insist     | reason                                        |
transfer   | reason new_unit                               |
waive      | reason                                        | cooperating
draft      | found                                         |
submit     | found done basis                              |
send_back  | reason                                        |
approve    |                                               | not_own_draft
"""
PRESSED = {"supervise": 2, "list_supervision": 3, "end_supervision": 0}
GIVING = {"assign", "offer", "renew"}
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
# What runs while a ticket, or a part, is in a state.
LEGS: dict[State | None, set[str]] = defaultdict(
    set,
    {
        T.RECEIVED: {"受理"},
        T.ACCEPTED: {"答复"},
        T.ASSIGNED: {"答复"},
        T.OBJECTED: {"复核"},
        T.ANSWERED: {"评价"},
    },
)
PART_LEGS: dict[State | None, set[str]] = defaultdict(
    set,
    {
        A.OFFERED: {"退回", "答复"},
        A.ACCEPTED: {"答复"},
        A.DRAFTED: {"答复"},
        A.SENT_BACK: {"答复"},
    },
)

WAITING = "补正"  # The citizen's window: laid over the states, like the pause itself.
ASKABLE = {T.RECEIVED, T.ACCEPTED, T.ASSIGNED}

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


# --- Role x transition x sealed


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


# --- Sealed


def _role_sets() -> Iterator[tuple[Role, ...]]:
    return chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1))


def _standing(*roles: Role, unit: str, sealed: bool) -> frozenset[Capacity]:
    """Give the capacities of an officer for a ticket that civil affairs leads and 消防 handles."""
    return capacities(
        roles,
        unit=unit,
        part_units={"jw"} if sealed else {"xf", "sc"},
        lead_unit="jw" if sealed else "mz",
        discipline_unit="jw",
        sealed=sealed,
    )


@pytest.mark.parametrize("unit", ["mz", "xf", "sc", "ga", ""])
def test_a_sealed_ticket_offers_nothing_to_anybody_outside_the_discipline_unit(unit: str) -> None:
    for roles in _role_sets():
        assert _standing(*roles, unit=unit, sealed=True) == frozenset()


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
    assert _standing(Role.HEAD, unit="jw", sealed=True) == {
        Capacity(Role.HEAD, Scope.DISCIPLINE),
        Capacity(Role.LEAD, Scope.DISCIPLINE),
    }
    assert _standing(Role.HEAD, unit="xf", sealed=False) == {Capacity(Role.HEAD, Scope.OWN_UNIT)}


def test_every_guard_of_units_stands_where_a_sealed_part_is_given() -> None:
    giving = [step for step in transitions() if step.action in GIVING]

    assert all(Guard.MAY_TAKE_PART in step.guards for step in giving if True in step.sealed)
    assert guards.may_take_part("jw", "jw", sealed=True)
    assert not guards.may_take_part("mz", "jw", sealed=True)
    assert guards.may_take_part("mz", "jw", sealed=False)


# --- Open tickets


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
    assert {tuple(one) for one in _standing(*roles, unit=unit, sealed=False)} == expected


def test_a_counter_files_for_a_caller_and_the_administrator_does_not() -> None:
    assert at_the_desk([Role.ADMINISTRATOR, Role.SUPERVISOR]) == frozenset()
    for sealed in (False, True):
        (step,) = allowed(Of.TICKET, None, at_the_desk([Role.HANDLER]), sealed=sealed)
        assert step.action == "record"


def test_the_event_can_say_in_which_capacity_somebody_with_two_roles_acts() -> None:
    both = _standing(Role.HANDLER, Role.HEAD, unit="xf", sealed=False)

    submit = find(Of.ASSIGNMENT, "submit", A.DRAFTED, both, sealed=False, ticket=T.ASSIGNED)

    assert submit.acting(both) == Capacity(Role.HEAD, Scope.OWN_UNIT)
    assert submit.acting({CITIZEN}) is None


# --- The shape of a life


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


# --- Guards and fields


def test_every_step_needs_what_the_list_says() -> None:
    listed = {action: (fields, names) for action, fields, names in _cells(NEEDS)}
    for step in transitions():
        fields, names = listed.get(step.action, ("", ""))
        sealed = True in step.sealed
        also = {"may_take_part"} if step.action in GIVING and sealed else set[str]()
        # Inside the discipline unit one officer asks and another grants.
        also |= {"extension_asked"} if step.action == "extend" and sealed else set()

        assert step.requires == tuple(fields.split()), step.action
        assert set(step.guards) == {*names.split(), *also}, step.action


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        ([(MAIN, A.APPROVED)], True),
        ([(MAIN, A.APPROVED), (CO, A.APPROVED), (CO, A.WAIVED)], True),
        ([(MAIN, A.WAIVED), (MAIN, A.APPROVED)], True),  # transferred once
        ([], False),
        ([(CO, A.APPROVED)], False),  # nobody handled it
        ([(MAIN, A.WAIVED)], False),
        ([(MAIN, A.SUBMITTED)], False),
        ([(MAIN, A.SENT_BACK), (CO, A.APPROVED)], False),
        ([(MAIN, A.APPROVED), (MAIN, A.APPROVED)], False),  # two who both lead the answer
        *(([(MAIN, A.APPROVED), (CO, state)], False) for state in set(A) - {A.APPROVED, A.WAIVED}),
    ],
)
def test_an_answer_waits_for_every_part(
    assignments: list[tuple[Part, AssignmentState]], *, expected: bool
) -> None:
    assert guards.may_publish(assignments) is expected


def test_rows_of_a_database_say_the_same_in_plain_words() -> None:
    assert guards.may_publish([("主办", "approved"), ("协办", "waived")])  # type: ignore[list-item]
    assert not guards.may_publish([("主办", "approved"), ("协办", "offered")])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        ([(MAIN, A.OFFERED)], True),
        ([(MAIN, A.OFFERED), (CO, A.OFFERED)], True),
        ([(MAIN, A.RETURNED), (MAIN, A.OFFERED)], False),  # decide the return first
        ([(CO, A.OFFERED)], False),
    ],
)
def test_exactly_one_unit_handles(
    assignments: list[tuple[Part, AssignmentState]], *, expected: bool
) -> None:
    assert guards.one_handler(assignments) is expected


def test_nobody_approves_a_draft_of_which_he_wrote_any_version() -> None:
    assert guards.own_draft({7, 8}, 8)
    assert not guards.own_draft({7, 8}, 9)
    for step in transitions():
        assert (Guard.NOT_OWN_DRAFT in step.guards) == (step.action == "approve")


def test_a_second_officer_decides_an_objection_and_calls_back() -> None:
    assert guards.other_officer({7}, 8)
    assert not guards.other_officer({7}, 7)
    guarded = {step.action for step in transitions() if Guard.OTHER_OFFICER in step.guards}
    assert guarded == {
        "uphold_objection", "dismiss_objection", "call_back", "rule_stays", "rule_moves",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("today", "last_day", "still_open"),
    [
        (date(2026, 2, 27), date(2026, 2, 28), True),
        (date(2026, 2, 28), date(2026, 2, 28), True),  # the last day, a make-up Saturday
        (date(2026, 3, 1), date(2026, 2, 28), False),
        (date(2030, 1, 1), None, True),  # 待定 is never held against anybody
    ],
)
def test_a_window_is_open_to_the_end_of_its_last_day(
    today: date, last_day: date | None, *, still_open: bool
) -> None:
    assert guards.within_window(today, last_day) is still_open
    assert guards.window_over(today, last_day) is not still_open


@pytest.mark.parametrize(
    ("since", "expected"), [(None, True), (0, False), (2, False), (3, True), (9, True)]
)
def test_a_citizen_urges_once_in_three_working_days(since: int | None, *, expected: bool) -> None:
    assert guards.may_urge(since) is expected


def test_reopening_and_objecting_are_for_once_and_have_a_reason() -> None:
    assert guards.first_time(0)
    assert not guards.first_time(1)
    once = [step for step in transitions() if Guard.FIRST_TIME in step.guards]
    assert {step.action for step in once} == {"reopen", "object"}
    assert all(step.requires == ("reason",) for step in once)
    assert all(
        Guard.WITHIN_WINDOW in step.guards for step in transitions() if step.action == "reopen"
    )


def test_a_guard_that_nobody_looked_at_does_not_hold() -> None:
    reopen = find(Of.TICKET, "reopen", T.ANSWERED, {CITIZEN}, sealed=False)

    check_guards(reopen, {Guard.FIRST_TIME: True, Guard.WITHIN_WINDOW: True})
    with pytest.raises(TransitionError, match="不能「要求重新办理」：只能提出一次。"):
        check_guards(reopen, {Guard.FIRST_TIME: False, Guard.WITHIN_WINDOW: True})
    with pytest.raises(TransitionError, match="期限已过"):
        check_guards(reopen, {Guard.FIRST_TIME: True})


def test_blank_fields_are_missing_and_a_plain_no_is_an_answer() -> None:
    judge = find(Of.TICKET, "judge", T.ANSWERED, {CITIZEN}, sealed=True)

    assert missing_fields(judge, {}) == ("contacted", "solved", "satisfied")
    given = {"contacted": False, "solved": " 　", "satisfied": None}
    assert missing_fields(judge, given) == ("solved", "satisfied")


# --- The tables themselves


def test_one_step_answers_for_each_action_state_and_seal() -> None:
    keys = [
        (step.of, step.action, step.source, sealed)
        for step in transitions()
        for sealed in step.sealed
    ]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["transitions.csv", "public_words.csv"])
def test_every_row_fills_exactly_the_columns_of_its_table(name: str) -> None:
    for row in rows(name):
        assert None not in row
        assert None not in row.values()


def test_every_row_speaks_of_its_own_kind() -> None:
    for step in transitions():
        assert bool(step.during) == (step.of is Of.ASSIGNMENT), step.action
        assert step.actors
        assert step.label


def test_an_action_has_one_name_and_a_name_one_action() -> None:
    pairs = {(step.action, step.label) for step in transitions()}

    assert len(pairs) == len({action for action, _ in pairs}) == len({label for _, label in pairs})


def test_names_fit_the_columns_that_keep_them() -> None:
    for step in transitions():
        for name in (step.event, *step.requires):
            assert re.fullmatch(r"[a-z_]{2,24}", name), name


def test_what_follows_a_step_follows_it_wherever_it_starts() -> None:
    untaken = {T.RECEIVED, T.ACCEPTED, T.ASSIGNED}  # where a ticket may still have parts to drop
    dropping = {"change_lead", "reject", "hand_over", "withdraw", "seal", "seal_with", "release"}
    follows = {
        "assign": "offer",
        "transfer": "offer",
        "reopen": "renew",
        "release_in_part": "file_released",
        "add_cooperating": "offer_cooperating",
        "rule_moves": "offer_ruled",
    }
    for step in transitions():
        drops = step.action in dropping and step.source in untaken
        assert step.then == ("drop" if drops else follows.get(step.action, "")), step


def test_public_texts_name_a_unit_at_most_and_of_a_sealed_ticket_no_other_office() -> None:
    for step in transitions():
        assert set(re.findall(r"\{(\w*)\}", step.public)) <= {"unit", "level"}, step.public
        if step.scope is Scope.DISCIPLINE:
            assert "牵头单位" not in step.public
            assert "民政" not in step.public


def test_every_step_of_a_ticket_is_told_to_the_citizen() -> None:
    assert all(step.public.endswith("。") for step in steps(Of.TICKET))


def test_the_rows_are_read_once() -> None:
    assert transitions() is transitions()


# --- The public word


@pytest.mark.parametrize(
    ("ticket", "parts", "expected"),
    [
        (T.RECEIVED, [], "已收到"),
        (T.ACCEPTED, [A.WAIVED], "已受理"),
        (T.ASSIGNED, [A.OFFERED], "已转办"),
        (T.ASSIGNED, [A.ACCEPTED, A.OFFERED], "办理中"),
        (T.ASSIGNED, [A.RETURNED, A.DRAFTED], "办理中"),
        (T.ASSIGNED, [A.SENT_BACK], "办理中"),
        (T.ASSIGNED, [A.RETURNED], "重新交办"),
        (T.ASSIGNED, [A.CONTESTED], "重新交办"),
        (T.ASSIGNED, [A.WAIVED], "重新交办"),
        (T.ASSIGNED, [], "重新交办"),
        (T.ASSIGNED, [A.SUBMITTED, A.APPROVED], "审核答复"),
        (T.ASSIGNED, [A.APPROVED, A.WAIVED], "审核答复"),
        (T.ANSWERED, [A.APPROVED], "已答复"),
        (T.CLOSED, [A.APPROVED], "已办结"),
        (T.REJECTED, [], "不予受理"),
        (T.OBJECTED, [], "复核中"),
        (T.WITHDRAWN, [A.WAIVED], "已撤回"),
        (T.HANDED_OVER, [], "已移送"),
    ],
)
def test_the_public_word_is_computed_from_ticket_and_parts(
    ticket: TicketState, parts: list[AssignmentState], expected: str
) -> None:
    assert public_word(ticket, parts, paused=False, sealed=False) == expected


@pytest.mark.parametrize("state", A)
def test_of_a_sealed_ticket_the_word_says_nothing_of_what_happens_inside(
    state: AssignmentState,
) -> None:
    assert public_word(T.ASSIGNED, [state], paused=False, sealed=True) == "办理中"


@pytest.mark.parametrize("ticket", [T.RECEIVED, T.ACCEPTED, T.ASSIGNED])
def test_a_paused_ticket_waits_for_the_citizen(ticket: TicketState) -> None:
    for sealed in (False, True):
        assert public_word(ticket, [A.ACCEPTED], paused=True, sealed=sealed) == "待您补充"


@given(
    ticket=st.sampled_from(T),
    parts=st.lists(st.sampled_from(A), max_size=5),
    paused=st.booleans(),
    sealed=st.booleans(),
)
def test_there_is_a_word_and_a_sentence_for_every_case(
    ticket: TicketState, parts: list[AssignmentState], *, paused: bool, sealed: bool
) -> None:
    says = where_it_stands(ticket, parts, paused=paused, sealed=sealed)

    assert 2 <= len(says.word) <= 4
    assert says.meaning.endswith("。")


# --- Whole lives, at random


class Life:
    """One ticket with its parts, moved by the table alone; guards are judged from plain facts."""

    def __init__(self, *, sealed: bool) -> None:
        self.state: TicketState | None = None
        self.sealed = sealed
        self.parts: list[tuple[Part, AssignmentState]] = []
        self.units: list[str] = []
        self.done: list[str] = []
        self.round: list[str] = []
        self.days = 0
        self.legs: set[str] = set()
        self.waiting = False
        self.of_parts: set[tuple[int | None, str]] = set()

    def people(self) -> dict[str, frozenset[Capacity]]:
        """Give everybody who may stand to the ticket, civil affairs among them always."""
        facts = {
            "part_units": set(self.units),
            "lead_unit": "jw" if self.sealed else "mz",
            "discipline_unit": "jw",
            "sealed": self.sealed,
        }
        officers = {
            f"{unit}-{role}": capacities([role], unit=unit, **facts)  # type: ignore[arg-type]
            for unit in ("mz", "xf", "jw")
            for role in Role
        }
        return {"citizen": frozenset({CITIZEN}), "program": frozenset({PROGRAM}), **officers}

    def choices(self) -> list[tuple[str, Transition, int | None]]:
        """List who may take which step now, on the ticket or on which part."""
        found: list[tuple[str, Transition, int | None]] = []
        for name, who in self.people().items():
            found += [
                (name, step, None)
                for step in allowed(Of.TICKET, self.state, who, sealed=self.sealed)
                if self.holds(step, None)
            ]
            found += [
                (name, step, index)
                for index, (_, state) in enumerate(self.parts)
                for step in allowed(
                    Of.ASSIGNMENT, state, who, sealed=self.sealed, ticket=self.state
                )
                if self.holds(step, index) and step.action != "drop"
            ]
        return found

    def holds(self, step: Transition, index: int | None) -> bool:
        """Judge the guards of a step by what happened so far."""
        facts = {
            Guard.FIRST_TIME: step.action not in self.done,
            Guard.WITHIN_WINDOW: self.days <= 10,
            Guard.WINDOW_OVER: self.days > 10,
            Guard.UNJUDGED: "judge" not in self.round,
            Guard.UNDISPOSED: True,
            Guard.MAY_URGE: "urge" not in self.done,
            Guard.ONE_HANDLER: index is None or self.leaves_one_handler(index),
            Guard.MAY_TAKE_PART: True,
            Guard.OTHER_OFFICER: True,
            Guard.PARTS_SETTLED: guards.may_publish(self.parts),
            Guard.COOPERATING: index is not None and self.parts[index][0] is CO,
            Guard.NOT_OWN_DRAFT: True,  # There are enough officers.
            Guard.NOT_SUPERVISED: self.level() < PRESSED["supervise"],
            Guard.NOT_LISTED: self.level() < PRESSED["list_supervision"],
            Guard.SUPERVISED: self.level() > 0,
        }
        return all((facts | self.said_of(index))[guard] for guard in step.guards)

    def level(self) -> int:
        """Tell how hard the supervisors press for it."""
        return next((PRESSED[action] for action in reversed(self.done) if action in PRESSED), 0)

    def said_of(self, index: int | None) -> dict[Guard, bool]:
        """Judge what is about waiting for the citizen, more days, and disputes over a part."""

        def done(*actions: str) -> bool:
            return any((index, action) in self.of_parts for action in actions)

        return {
            Guard.WAITING: self.waiting,
            Guard.NOT_WAITING: not self.waiting,
            Guard.MAY_ASK_MORE: guards.may_ask_more(self.round.count("ask_more")),
            Guard.HAS_WINDOW: True,
            Guard.EXTENDABLE: True,
            Guard.NOT_EXTENDED: not done("extend", "grant_extension"),
            Guard.NOT_DUE: True,
            Guard.WITHIN_RULE: True,
            Guard.EXTENSION_ASKED: done("ask_extension"),
            Guard.NONE_ASKED: not done("ask_extension"),
            Guard.NOT_OWN_REQUEST: True,
            Guard.INSISTED: done("insist"),
            Guard.UNCONTESTED: not done("contest"),
            Guard.NOT_RULED: not done("offer_ruled"),
            Guard.NEW_UNIT: True,
            Guard.CONTACT_KEPT: not done("share_contact"),
        }

    def leaves_one_handler(self, index: int) -> bool:
        """Tell whether there is one 主办 once this part is offered."""
        before, (part, _), after = self.parts[:index], self.parts[index], self.parts[index + 1 :]
        return guards.one_handler([*before, (part, A.OFFERED), *after])

    def take(self, step: Transition, index: int | None, joining: int = 0) -> None:
        """Take a step and what follows it."""
        self.done.append(step.action)
        self.round = [] if step.action == "reopen" else [*self.round, step.action]
        self.days = 0 if step.action in {"publish", "ask_more"} else self.days
        self.of_parts.add((index, step.action))
        if step.action in {"extend", "refuse_extension", "grant_extension", "reopen"}:
            self.of_parts.discard((index, "ask_extension"))
        if index is not None:
            part, _ = self.parts[index]
            assert isinstance(step.target, AssignmentState)
            self.parts[index] = (part, step.target)
            if step.then:
                self.give(part, step.then)
            return
        assert isinstance(step.target, TicketState)
        self.state = step.target
        self.sealed = self.sealed if step.sealed_after is None else step.sealed_after
        for effect in step.clock:
            if effect.leg == WAITING:
                self.waiting = effect.verb == "start"
            elif effect.verb in {"start", "stop"}:
                self.legs ^= {effect.leg}
        self.follow(step.then, joining)

    def follow(self, then: str, joining: int) -> None:
        """Do what the table says follows a step of the ticket."""
        if then == "drop":
            for index, (part, state) in enumerate(self.parts):
                if state is not A.WAIVED:
                    drop = find(
                        Of.ASSIGNMENT,
                        "drop",
                        state,
                        {PROGRAM},
                        sealed=self.sealed,
                        ticket=self.state,
                    )
                    assert drop.target is A.WAIVED
                self.parts[index] = (part, A.WAIVED)
        if then == "renew":
            self.parts, self.units, self.of_parts = [], [], set()
            self.give(MAIN, "renew")
        if then == "file_released":
            (step,) = (step for step in steps(Of.TICKET) if step.action == then)
            assert step.source is None
        if then == "offer_cooperating":
            self.give(CO, "offer")
        if then == "offer":
            for part in [MAIN, *[CO] * joining]:
                self.give(part, "offer")

    def give(self, part: Part, action: str) -> None:
        """Give a part to a unit: of a sealed ticket to the discipline unit alone."""
        who = frozenset[Capacity]().union(*self.people().values())
        step = find(Of.ASSIGNMENT, action, None, who, sealed=self.sealed, ticket=self.state)
        assert isinstance(step.target, AssignmentState)
        self.of_parts.add((len(self.parts), action))
        self.parts.append((part, step.target))
        self.units.append("jw" if self.sealed else "xf")

    def check(self) -> None:
        """Hold what must be true after every step."""
        assert self.legs == LEGS[self.state]
        assert self.state is not None
        assert not self.waiting or self.state in ASKABLE
        where_it_stands(
            self.state,
            [state for _, state in self.parts],
            paused=self.waiting,
            sealed=self.sealed,
        )
        held = [
            unit
            for unit, (_, state) in zip(self.units, self.parts, strict=True)
            if state is not A.WAIVED
        ]
        if self.state not in {T.ANSWERED, T.CLOSED, T.REJECTED, T.WITHDRAWN, T.HANDED_OVER}:
            assert not self.sealed or set(held) <= {"jw"}
        parts = {state for _, state in self.parts}
        if self.state in {T.RECEIVED, T.ACCEPTED}:
            assert parts <= {A.WAIVED}
        elif self.state is T.ASSIGNED:
            assert guards.one_handler(self.parts)
        elif self.state not in {T.ANSWERED, T.CLOSED}:
            assert parts <= {A.WAIVED}
        if self.state in {T.ANSWERED, T.CLOSED}:
            assert "publish" in self.done
            assert guards.may_publish(self.parts)
        assert self.done.count("reopen") <= 1
        assert self.done.count("object") <= 1
        if self.sealed:
            names = {name for name, _, _ in self.choices()}
            assert not any(name.startswith(("mz", "xf")) for name in names)


# What diligent officers do next, the first that is open to them; the citizen keeps silent.
DILIGENT = [
    "dismiss_objection", "accept", "assign", "publish", "close", "accept_part", "insist",
    "rule_stays", "draft", "submit", "approve",
]  # fmt: skip


def to_the_end(life: Life) -> None:
    """Bring a life to its end without the citizen."""
    for _ in range(60):
        if life.state in FINAL:
            return
        life.days = 11
        open_now = {
            step.action: (step, index)
            for _, step, index in life.choices()
            if not (step.action == "draft" and step.source is A.DRAFTED)
        }
        action = next(name for name in DILIGENT if name in open_now)
        life.take(*open_now[action])
        life.check()
    raise AssertionError(life.done)


@settings(deadline=None)
@given(data=st.data(), sealed=st.booleans())
def test_no_life_leaves_the_table_and_each_can_always_be_brought_to_its_end(
    data: st.DataObject, *, sealed: bool
) -> None:
    life = Life(sealed=sealed)
    life.take(find(Of.TICKET, "file", None, {CITIZEN}, sealed=sealed), None)
    for _ in range(data.draw(st.integers(0, 25))):
        life.days += data.draw(st.sampled_from([0, 4, 11]))
        choices = life.choices()
        if not choices:
            break
        _, step, index = data.draw(st.sampled_from(choices))
        life.take(step, index, joining=data.draw(st.integers(0, 2)))
        life.check()

    to_the_end(life)

    assert life.state in FINAL
