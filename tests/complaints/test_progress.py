"""What a citizen sees of his ticket: the word, the line of steps, the next day, the history."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from complaints.acting import THE_CITIZEN, Circumstances
from complaints.intake.progress import Progress, progress_of
from tests.complaints.following import Citizen, following
from tests.complaints.house import CHIEF, HANDLER, HEAD, LEAD, OPINION, REFUSAL, SUPERVISOR, House


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    """Give a citizen whose ticket was received."""
    made = following(app)
    made.file()
    return made


@pytest.fixture
def house(citizen: Citizen) -> House:
    """Give the ticket and the people around it."""
    return citizen.house


def seen(house: House) -> Progress:
    with house.database.reading() as session, house.ticket() as ticket:
        at = Circumstances(house.keys, house.catalog, house.clock.now)
        return progress_of(session, ticket, [], at)


def line(house: House) -> list[tuple[str, str, bool]]:
    return [(step.title, str(step.date), step.done) for step in seen(house).line]


def actions(house: House) -> set[str]:
    return {task.action for task in seen(house).tasks}


def test_a_new_ticket_says_when_it_will_be_accepted_and_why(house: House) -> None:
    found = seen(house)

    assert found.stands.word == "已收到"
    assert found.due is not None
    assert (found.due.day, found.due.promise) == (date(2026, 11, 27), "告诉您是否受理")
    assert "时限：5 个工作日" in found.due.explained[0]
    assert line(house)[:2] == [("收到", "2026-11-20", True), ("受理", "最迟 2026-11-27", False)]


def test_every_step_has_its_own_day(house: House) -> None:
    house.clock.forward(days=3)
    house.do(LEAD, "accept", matter="F01")
    house.clock.forward(days=1)
    house.do(LEAD, "assign", unit="jia-scjg")
    house.clock.forward(days=1)
    house.answer()

    assert line(house) == [
        ("收到", "2026-11-20", True),
        ("受理", "2026-11-23", True),
        ("办理", "2026-11-24", True),
        ("答复", "2026-11-25", True),
        ("办结", "最迟 2026-12-09", False),
    ]


def test_a_new_round_begins_again_at_handling(house: House) -> None:
    house.assign()
    house.answer()
    house.clock.forward(days=3)
    house.do(THE_CITIZEN, "reopen", reason="没有退")

    assert line(house)[2] == ("办理", "2026-11-23", True)
    assert [done for _, _, done in line(house)] == [True, True, True, False, False]


def test_what_is_overdue_says_so(house: House) -> None:
    house.clock.now = datetime(2026, 11, 27, 15, 59, tzinfo=UTC)
    found = seen(house)
    assert found.due is not None
    assert not found.due.late
    house.clock.now = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)  # Midnight in Shanghai.

    found = seen(house)

    assert found.due is not None
    assert found.due.late
    assert "自 2026-11-28 起逾期" in found.due.stands
    assert found.line[1].late


def test_a_rejection_an_objection_and_its_review_stand_in_the_line(house: House) -> None:
    house.do(LEAD, "reject", **REFUSAL)
    assert [title for title, _, _ in line(house)] == ["收到", "不予受理"]
    house.do(THE_CITIZEN, "object", reason="没有在法院")
    assert line(house)[-1] == ("复核", "最迟 2026-12-04", False)
    house.do(SUPERVISOR, "dismiss_objection", reason="法院有案号")

    assert [title for title, _, _ in line(house)] == [
        *("收到", "不予受理", "您提出异议", "复核后维持"),
    ]
    assert actions(house) == set()


@pytest.mark.parametrize(
    ("steps", "open_now"),
    [
        ((), {"add_words", "urge", "withdraw"}),
        (("assign",), {"add_words", "urge", "withdraw"}),
        (("assign", "answer"), {"judge", "reopen", "agree_to_close", "add_words"}),
    ],
)
def test_only_what_would_succeed_is_offered(
    house: House, steps: tuple[str, ...], open_now: set[str]
) -> None:
    for step in steps:
        getattr(house, step)()

    assert actions(house) == open_now


def test_what_was_done_is_offered_no_more(house: House) -> None:
    house.do(THE_CITIZEN, "urge")
    assert actions(house) == {"add_words", "withdraw"}
    assert seen(house).urged_lately
    house.assign()
    house.answer()
    house.do(THE_CITIZEN, "judge", contacted="是", solved="是", satisfied="是")
    house.do(THE_CITIZEN, "agree_to_close")

    assert actions(house) == {"reopen"}
    house.clock.forward(days=15)
    assert actions(house) == set()


def test_the_history_is_what_the_table_makes_public(house: House) -> None:
    house.assign()
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", found="内部草稿")
    house.do(HEAD, "submit", "jia-scjg", **OPINION)
    house.do(LEAD, "send_back", "jia-scjg", reason="内部理由")

    says = [entry.says for entry in seen(house).history]

    assert says == [
        "办理意见需要完善，示例市甲区市场监督管理局继续办理。",
        "示例市甲区市场监督管理局已提出办理意见，正在审核。",
        "示例市甲区市场监督管理局已接办。",
        "已转示例市甲区市场监督管理局。",
        "已交示例市甲区市场监督管理局主办。",
        "已受理，由示例市甲区民政局牵头办理。",
        "您的诉求已收到。",
    ]
    assert "内部" not in str(seen(house))


def test_what_was_said_before_sealing_stays_true_after_it(house: House) -> None:
    house.assign()
    house.do(LEAD, "seal", reason="涉及工作人员")

    found = seen(house)

    assert found.stands.word == "已受理"
    assert found.handler == ""
    says = [entry.says for entry in found.history]
    assert says[0].startswith("本件改由纪检监察机构单独办理")
    assert "已受理，由示例市甲区民政局牵头办理。" in says
    assert "涉及工作人员" not in str(found)


def test_what_was_said_while_sealed_stays_true_after_release(citizen: Citizen) -> None:
    citizen.file(sealed=True, matter="J01")
    house = citizen.house
    house.do(CHIEF, "accept", matter="J01")
    house.do(CHIEF, "assign", unit="shili-jw")
    house.do(CHIEF, "release", reason="不涉及工作人员", unit="jia-mz")

    found = seen(house)

    says = [entry.says for entry in found.history]
    assert "已受理，由纪检监察机构办理。" in says
    assert not [sentence for sentence in says if "{" in sentence or "None" in sentence]
    assert found.history[0].shown == (("理由", "不涉及工作人员"),)


def test_a_waived_partner_is_told_with_the_reason(house: House) -> None:
    house.assign(cooperating="jia-xf")
    house.do(LEAD, "waive", "jia-xf", reason="与消防无关")

    newest = seen(house).history[0]

    assert "不再协办" in newest.says
    assert newest.shown == (("理由", "与消防无关"),)
