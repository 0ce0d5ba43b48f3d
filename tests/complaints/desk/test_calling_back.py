"""Calling back at the desk: the list, the telephone after pressing, and what is noted by name."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.events import values_of
from complaints.workflow import Role
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.following import JUDGEMENT, Citizen, following
from tests.complaints.house import LEAD, House
from tests.pages import Page

STAFF = {
    "caller": ("jia-mz", Role.LEAD),
    "head": ("jia-scjg", Role.HEAD),
    "chief": ("shili-jw", Role.HEAD),
    "inspector": ("shili-jw", Role.HANDLER),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
}
TELEPHONE = "0000-5559999"
CALLED = {"result": "有效", "contacted": "是", "solved": "部分解决", "satisfied": "否"}
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    made = following(app)
    made.file()
    made.house.assign()
    made.house.answer()
    return made


@pytest.fixture
def house(citizen: Citizen) -> House:
    return citizen.house


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        officers.make(name, *STAFF[name])
        return officers.sign_in(name)

    return come


def call(browser: FlaskClient, house: House, do: str = "note", **fields: str) -> TestResponse:
    return submit(browser, f"/desk/tickets/{house.number}/do/call_back", do=do, **fields)


def read(browser: FlaskClient, path: str) -> str:
    html = browser.get(path).text
    assert Page(html).faults() == []
    return unescape(html)


def revealed(house: House) -> list[str]:
    with house.ticket() as ticket:
        return [
            values_of(event, house.keys)["reason"]
            for event in ticket.events
            if event.name == "contact_revealed"
        ]


def test_the_telephone_stands_on_the_form_only_after_pressing_and_that_is_recorded(
    house: House, sign_in: SignIn
) -> None:
    caller = sign_in("caller")
    assert house.number in read(caller, "/desk/to-call")
    assert TELEPHONE not in read(caller, f"/desk/tickets/{house.number}/do/call_back")
    assert revealed(house) == []

    shown = call(caller, house, "show", solved="部分解决")

    assert TELEPHONE in shown.text
    assert 'value="部分解决" checked' in shown.text
    assert Page(shown.text).faults() == []
    assert revealed(house) == ["回访"]


def test_what_he_answered_is_noted_by_name_and_the_citizen_reads_it_and_may_judge_still(
    citizen: Citizen, sign_in: SignIn
) -> None:
    caller, house = sign_in("caller"), citizen.house

    assert call(caller, house, **CALLED).status_code == 303

    ticket = read(caller, f"/desk/tickets/{house.number}")
    assert "示例·caller" in ticket[ticket.index("回访结果") - 300 :]
    assert house.number not in read(caller, "/desk/to-call")
    page = citizen.see()
    assert "已电话回访" in page
    assert "部分解决" in page
    assert "示例·caller" not in page
    assert "谢谢" in citizen.do("judge", **JUDGEMENT).text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"result": "有效"},
        {**CALLED, "satisfied": "很满意"},
        {**CALLED, "result": "<b>"},
        {"result": "无人接听；有效"},
    ],
)
def test_what_lacks_an_answer_is_not_noted_and_nothing_chosen_is_lost(
    house: House, sign_in: SignIn, typed: dict[str, str]
) -> None:
    answer = call(sign_in("caller"), house, **typed)

    assert answer.status_code == 422
    assert Page(answer.text).faults() == []
    assert TELEPHONE not in answer.text
    with house.ticket() as ticket:
        assert ticket.events[-1].name == "answered"


def test_answers_beside_another_result_are_not_kept(house: House, sign_in: SignIn) -> None:
    call(sign_in("caller"), house, **{**CALLED, "result": "拒绝"})

    with house.ticket() as ticket:
        assert values_of(ticket.events[-1], house.keys) == {"result": "拒绝"}


def test_where_nobody_answered_the_list_says_so_and_the_citizen_too(
    citizen: Citizen, sign_in: SignIn
) -> None:
    caller = sign_in("caller")

    call(caller, citizen.house, result="无人接听")

    assert "1 次无人接听" in read(caller, "/desk/to-call")
    assert "没有人接听" in citizen.see()


@pytest.mark.parametrize("name", ["head", "supervisor", "inspector"])
def test_nobody_else_gets_list_form_or_telephone(house: House, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    path = f"/desk/tickets/{house.number}/do/call_back"

    assert browser.get("/desk/to-call").status_code == 403
    assert browser.get(path).status_code == 404
    sent = submit(browser, path, "/desk/password/change", do="show")
    assert sent.status_code in (404, 409)
    assert TELEPHONE not in sent.text
    assert revealed(house) == []


def test_who_published_the_answer_reads_that_another_must_call(
    house: House, officers: Officers
) -> None:
    mine = officers.make("mine", "jia-mz", Role.LEAD)
    with house.ticket() as ticket:
        ticket.events[-1].officer = mine
    browser = officers.sign_in("mine")

    assert "请同事回访" in read(browser, "/desk/to-call")
    assert browser.get(f"/desk/tickets/{house.number}/do/call_back").status_code == 404


def test_a_sealed_ticket_shows_nowhere_but_in_the_discipline_unit(
    house: House, sign_in: SignIn
) -> None:
    house.do(LEAD, "seal", reason="涉及公职人员")
    caller, chief = sign_in("caller"), sign_in("chief")

    assert house.number not in read(caller, "/desk/to-call")
    assert caller.get(f"/desk/tickets/{house.number}/do/call_back").status_code == 404
    assert house.number in read(chief, "/desk/to-call")
    assert TELEPHONE in call(chief, house, "show").text


def test_the_page_counts_what_was_told_in_person_and_by_telephone_apart(
    citizen: Citizen, sign_in: SignIn
) -> None:
    caller = sign_in("caller")
    assert read(caller, "/desk/to-call").count("无数据") == 12
    call(caller, citizen.house, **CALLED)
    citizen.do("judge", **JUDGEMENT)

    page = read(caller, "/desk/to-call")

    rows = [line for line in page.splitlines() if 'data-h="答了是否满意"' in line]
    assert [line.count("无数据") for line in rows] == [0, 4, 4]
