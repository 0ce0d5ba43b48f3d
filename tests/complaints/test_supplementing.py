"""What a citizen reads and does while he is asked for more (补正)."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from complaints.events import values_of
from complaints.intake.sheets import FILES_ALONE
from tests.complaints.following import Citizen, following, hidden, text
from tests.complaints.house import CHIEF, LEAD, STORY

MORE = {"lacking": "押金收据的照片。\n合同第一页。", "reason": "要核对金额。"}
WORDS = "收据在这里。"


@pytest.fixture(params=["", "/elder"])
def citizen(request: pytest.FixtureRequest, app: Flask) -> Citizen:
    """Give a citizen of either edition who is asked for more."""
    made = following(app)
    made.file()
    made.prefix = request.param
    made.house.do(LEAD, "accept", matter="F01")
    made.house.do(LEAD, "ask_more", **MORE)
    return made


def given(citizen: Citizen) -> list[dict[str, str]]:
    with citizen.house.ticket() as ticket:
        found = [event for event in ticket.events if event.name == "more_given"]
        return [values_of(event, citizen.house.keys) for event in found]


def test_the_page_begins_with_what_is_missing_until_when_and_the_button(citizen: Citizen) -> None:
    page = citizen.see()

    assert "待您补充" in page
    for said in ("押金收据的照片。", "合同第一页。", "要核对金额。", "补充所缺的材料"):
        assert said in page
    first = page.index("补充所缺的材料")
    assert first < page.index("办到哪一步")
    assert page.count('track/give_more"') == 1
    assert "2026-12-04" in page[:first]
    assert "track/add_words" not in page


def test_words_end_the_wait_and_the_days_run_on(citizen: Citizen) -> None:
    page = text(citizen.do("give_more", text=WORDS))

    assert "已经收到，继续办理。" in page
    assert "待您补充" not in page
    assert "您补充了所缺的材料，期限继续计算。" in page
    assert given(citizen) == [{"text": WORDS}]
    assert "track/add_words" in page


def test_a_photograph_alone_is_an_answer(citizen: Citizen) -> None:
    body = BytesIO()
    Image.new("RGB", (40, 30), "red").save(body, "JPEG")
    body.seek(0)
    citizen.do("give_more", text="", files=[(body, "收据.jpg")])

    assert given(citizen) == [{"text": FILES_ALONE, "files": "附件 1.jpg"}]


def test_nothing_at_all_ends_nothing(citizen: Citizen) -> None:
    shown = citizen.do("give_more", text=" ")

    assert shown.status_code == 422
    assert given(citizen) == []


def test_a_second_click_is_no_second_answer_and_no_error(citizen: Citizen) -> None:
    first = hidden(text(citizen.post("/give_more")))
    last = hidden(text(citizen.post("/give_more", **first, text=WORDS, do="next")))

    sent = [citizen.post("/give_more", **last, do="next").status_code for _ in range(2)]

    assert sent == [200, 200]
    assert len(given(citizen)) == 1


def test_a_form_for_other_words_that_was_open_before_is_given_back(citizen: Citizen) -> None:
    shown = citizen.post("/add_words", page="1", place="1", text=WORDS, do="next")

    assert shown.status_code == 409
    assert WORDS in text(shown)


def test_days_of_waiting_are_said_in_why_it_is_this_day(citizen: Citizen) -> None:
    assert "暂停：等待反映人补充材料，不计" in citizen.see()


def test_of_a_sealed_ticket_too_and_no_other_office_is_named(app: Flask) -> None:
    sealed = following(app)
    sealed.file(sealed=True, matter="J01", story=STORY)
    sealed.house.do(CHIEF, "ask_more", **MORE)

    page = sealed.see()

    assert "押金收据的照片。" in page
    assert "甲区民政局" not in page
