"""Canned texts at the form of a step: filled in, kept beside what was typed, never sent blindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import get_args

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.desk.tickets.fields import BESIDE, LABELS
from complaints.keys import Keys
from complaints.workflow import Role, transitions
from content import Catalog
from content.checks.canned import FIELDS
from content.tables.canned import Step
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import REFUSAL, House

FIELD = re.compile(r'<textarea id="(\w+)"[^>]*>([^<]*)</textarea>')
Act = Callable[..., TestResponse]


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


@pytest.fixture
def lead(officers: Officers) -> FlaskClient:
    officers.make("lead", "jia-mz", Role.LEAD)
    return officers.sign_in("lead")


@pytest.fixture
def act(house: House, lead: FlaskClient) -> Act:
    def send(action: str, **fields: object) -> TestResponse:
        path = f"/desk/tickets/{house.number}/do/{action}"
        with house.ticket() as ticket:
            seen = ticket.events[-1].seq
        lead.get(f"/desk/tickets/{house.number}")
        answer: TestResponse = submit(lead, path, **{"seen": seen, **fields})
        return answer

    return send


def fields(answer: TestResponse) -> dict[str, str]:
    return {name: unescape(text).lstrip("\n") for name, text in FIELD.findall(answer.text)}


def test_every_step_and_field_that_a_text_can_be_for_exists() -> None:
    places = {
        step.label: {LABELS[name][0] for name in (*step.requires, *BESIDE.get(step.action, ()))
                     if name in LABELS}
        for step in transitions()
    }  # fmt: skip

    assert set(get_args(Step)) == set(FIELDS)
    for step, offered in FIELDS.items():
        assert set(offered) <= places[step], step


def test_a_text_is_offered_where_it_fits_and_nowhere_else(house: House, lead: FlaskClient) -> None:
    form = lead.get(f"/desk/tickets/{house.number}/do/reject").text

    assert "已进入诉讼" in form
    assert "缺合同和收据" not in form
    assert "消防现场检查" not in form


def test_filling_in_takes_no_step_and_keeps_what_was_typed(house: House, act: Act) -> None:
    answer = act("reject", fill="T01", reason="您好：", basis="某条")

    assert answer.status_code == 200
    assert fields(answer)["reason"].startswith("您好：\n您反映的事项")
    assert fields(answer)["basis"] == "某条"
    assert house.state() == "received"


@pytest.mark.parametrize("text", ["T03", "T99", "'--", "x" * 3000])
def test_a_text_of_another_step_fills_in_nothing(house: House, act: Act, text: str) -> None:
    answer = act("reject", fill=text, reason="原来的")

    assert fields(answer)["reason"] == "原来的"
    assert house.state() == "received"


def test_a_blank_is_never_sent(house: House, act: Act) -> None:
    blank = {**REFUSAL, "reason": "已由〔法院名称…〕立案"}

    for _ in range(2):
        answer = act("reject", **blank, warned="T01")
        assert answer.status_code == 422
        assert "还有没填的地方" in answer.text
    assert house.state() == "received"


def test_the_year_of_a_document_is_no_blank(house: House, act: Act) -> None:
    assert act("reject", **{**REFUSAL, "basis": "国发〔2026〕5号"}).status_code == 303
    assert house.state() == "rejected"


def test_a_text_as_it_stands_is_warned_of_once(act: Act) -> None:
    text = "请补充：一、服务合同的照片；二、交费收据的照片。"
    more = {"lacking": text, "reason": "要核对"}
    answer = act("ask_more", **more)

    assert answer.status_code == 422
    assert "您没有修改常用语" in answer.text
    assert '<input type="hidden" name="warned" value="T03">' in answer.text
    assert act("ask_more", **more, warned="T03").status_code == 303


def test_another_fault_is_no_warning_of_a_text(act: Act) -> None:
    text = "请补充：一、服务合同的照片；二、交费收据的照片。"

    assert 'name="warned"' not in act("ask_more", lacking=text, reason="").text


def test_a_text_that_was_changed_goes_through_at_once(act: Act) -> None:
    more = {"lacking": "请补充：三月的收据。", "reason": "要核对"}

    assert act("ask_more", **more).status_code == 303
