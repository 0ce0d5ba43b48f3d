"""What a citizen does with number and code after filing: object, urge, withdraw."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from complaints.acting import THE_PROGRAM
from tests.complaints.following import JUDGEMENT, Citizen, hidden, text
from tests.complaints.house import LEAD, REFUSAL
from tests.complaints.tracking.followed import WORDS, events


def test_one_may_object_to_a_rejection_once(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "reject", **REFUSAL)
    done = citizen.do("object", reason="法院没有受理过")

    assert "复核" in text(done)
    assert citizen.house.state() == "objected"
    assert citizen.post("/object").status_code == 409


def test_urging_is_possible_once_in_three_working_days(citizen: Citizen) -> None:
    citizen.do("urge")
    too_early = citizen.do("urge")
    page = citizen.see()
    citizen.house.clock.forward(days=5)  # From Friday to Wednesday.
    citizen.do("urge")

    assert too_early.status_code == 409
    assert "要隔 3 个工作日" in page
    assert len(events(citizen, "urged")) == 2


def test_a_ticket_is_withdrawn_only_after_being_asked_once_more(citizen: Citizen) -> None:
    asked = citizen.post("/withdraw")
    assert "确定撤回吗" in text(asked)
    assert citizen.house.state() == "received"

    done = citizen.post("/withdraw", **hidden(text(asked)), do="next")
    again = citizen.post("/withdraw", **hidden(text(asked)), do="next")

    assert "已撤回" in text(done)
    assert again.status_code == 200
    assert len(events(citizen, "withdrawn")) == 1


@pytest.mark.parametrize(
    ("action", "answers"),
    [("judge", JUDGEMENT), ("reopen", {"reason": "没有退"}), ("agree_to_close", {})],
)
def test_a_second_click_does_nothing_twice_and_is_no_error(
    citizen: Citizen, action: str, answers: dict[str, str]
) -> None:
    citizen.house.assign()
    citizen.house.answer()
    form = hidden(text(citizen.post(f"/{action}")))

    sent = [citizen.post(f"/{action}", **{**form, **answers, "do": "next"}) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [200, 200]
    with citizen.house.ticket() as ticket:
        assert sum(event.role == "citizen" for event in ticket.events) == 2


def test_a_step_of_the_desk_in_the_same_moment_loses_nothing(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork(*_: object) -> None:
        raise IntegrityError("insert", {}, Exception("two events of one place"))

    monkeypatch.setattr("complaints.intake.answering_views.take", fork)
    shown = citizen.do("add_words", text=WORDS)

    assert shown.status_code == 409
    assert "请再按一次" in text(shown)
    assert hidden(text(shown))["text"] == WORDS


def test_the_program_s_closing_is_told(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()
    citizen.house.clock.forward(days=20)
    assert "将自动办结" in citizen.see()
    citizen.house.do(THE_PROGRAM, "close")

    page = citizen.see()

    assert "评价期满，自动办结。" in page
    assert "评价答复" in page
