"""An answer is judged once, in both editions, and may be reopened once."""

from __future__ import annotations

from tests.complaints.following import JUDGEMENT, Citizen, hidden, text
from tests.complaints.tracking.followed import events


def test_an_answer_is_judged_once(answered: Citizen) -> None:
    page = text(answered.do("judge", **JUDGEMENT))

    assert "您的评价已经记下" in page
    assert "是否满意" in page
    assert events(answered, "judged") == [{**JUDGEMENT, "by": "本人"}]
    refused = answered.post("/judge")
    assert refused.status_code == 409
    assert "已经评价过" in text(refused)


def test_judging_comes_after_the_answer_and_never_before(citizen: Citizen) -> None:
    begun = citizen.post("/judge")
    sent = citizen.post("/judge", page="0", do="next", **JUDGEMENT)

    assert (begun.status_code, sent.status_code) == (409, 409)
    assert "评价答复" not in citizen.see()
    assert events(citizen, "judged") == []


def test_elder_mode_asks_one_question_a_page_and_keeps_what_was_said(citizen: Citizen) -> None:
    citizen.prefix = "/elder"
    citizen.house.assign()
    citizen.house.answer()

    first = text(citizen.post("/judge"))
    second = text(citizen.post("/judge", **hidden(first), contacted="否", do="next"))
    back = text(citizen.post("/judge", **hidden(second), do="back"))

    assert "第 1 步，共 3 步" in first
    assert first.count("<fieldset") == second.count("<fieldset") == 1
    assert hidden(second)["contacted"] == "否"
    assert 'value="否" checked' in back


def test_a_question_that_was_passed_over_is_asked(citizen: Citizen) -> None:
    citizen.prefix = "/elder"
    citizen.house.assign()
    citizen.house.answer()

    shown = citizen.post("/judge", page="2", satisfied="是", do="next")

    assert shown.status_code == 422
    assert "办理的人和您联系过吗" in text(shown)


def test_reopening_needs_a_reason_and_is_possible_once(answered: Citizen) -> None:
    empty = answered.post("/reopen", page="0", do="next", reason=" ")
    done = answered.do("reopen", reason="钱还没有退")

    assert empty.status_code == 422
    assert "请写理由" in text(empty)
    assert "重新办理" in text(done)
    with answered.house.ticket() as ticket:
        assert (ticket.state, ticket.round) == ("assigned", 2)
    answered.house.answer()
    again = answered.do("reopen", reason="还是没有退")
    assert again.status_code == 409
    assert answered.house.state() == "answered"


def test_the_window_for_reopening_ends_with_its_last_day(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()  # On Friday, 20 November 2026.
    citizen.house.clock.forward(days=14, hours=13, minutes=59)
    assert "要求重新办理" in citizen.see()
    form = hidden(text(citizen.post("/reopen")))
    citizen.house.clock.forward(minutes=1)  # Midnight of 4 December in Shanghai.

    late = citizen.post("/reopen", **form, reason="晚了一分钟", do="next")

    assert late.status_code == 409
    assert "期限已过" in text(late)
    assert "晚了一分钟" in text(late)
    assert citizen.house.state() == "answered"


def test_it_is_reopened_after_closing_and_judged_after_closing(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()

    assert "已经办结" in text(citizen.do("agree_to_close"))
    assert "您的评价已经记下" in text(citizen.do("judge", **JUDGEMENT))
    citizen.do("reopen", reason="又反悔了")

    assert citizen.house.state() == "assigned"
