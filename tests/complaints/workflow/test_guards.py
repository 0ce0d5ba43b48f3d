"""Under which conditions a step stands, and what it needs to be told."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.workflow import (
    CITIZEN,
    AssignmentState,
    Guard,
    Of,
    Part,
    TransitionError,
    check_guards,
    find,
    guards,
    missing_fields,
    transitions,
)
from tests.complaints.workflow.expected import _cells
from tests.complaints.workflow.the_list import CO, GIVING, MAIN, NEEDS, A, T


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
        "uphold_objection", "dismiss_objection", "call_back", "call_missed", "rule_stays",
        "rule_moves",
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
