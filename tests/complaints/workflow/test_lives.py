"""Whole lives, at random: none leaves the table, each can be brought to its end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.workflow import CITIZEN, FINAL, Of, find
from tests.complaints.workflow.life import Life
from tests.complaints.workflow.the_list import A

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
