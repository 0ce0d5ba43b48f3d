"""The word and the sentence that tell the public where a ticket stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.workflow import AssignmentState, TicketState, public_word, where_it_stands
from tests.complaints.workflow.the_list import A, T


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
