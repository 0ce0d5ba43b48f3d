"""The pages of disposal at the desk, and what remains for the citizen and the officers to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from complaints.acting import THE_CITIZEN
from complaints.database.disposals import Disposal, DisposalItem
from complaints.workflow import Role
from tests.complaints.desk.conftest import desk_app, joined, officers
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.following import Citizen, following
from tests.complaints.retention.shelf import ALL_DUE, STORY, Shelf
from tests.pages import Page

__all__ = ["desk_app", "joined", "officers"]
STAFF = {
    "lead": ("jia-mz", Role.LEAD),
    "handler": ("jia-scjg", Role.HANDLER),
    "other": ("yi-mz", Role.LEAD),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
    "administrator": ("shili-mz", Role.ADMINISTRATOR),
    "inspector": ("shili-jw", Role.HANDLER),
    "chief": ("shili-jw", Role.HEAD),
}
SignIn = Callable[[str], FlaskClient]
LISTS = "/desk/retention/"


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        unit, role = STAFF[name]
        officers.make(name, unit, role)
        return officers.sign_in(name)

    return come


@pytest.fixture
def listed(shelf: Shelf) -> Shelf:
    """Give a shelf with one list; the clock stands when it is due."""
    shelf.close(files=1)
    shelf.house.clock.now = ALL_DUE
    shelf.propose()
    return shelf


def path_of(shelf: Shelf) -> str:
    with shelf.house.database.reading() as session:
        return LISTS + session.scalars(select(Disposal.id)).one()


def confirm(client: FlaskClient, shelf: Shelf, state: str) -> int:
    path = path_of(shelf)
    return submit(client, f"{path}/confirm", path, state=state).status_code


def test_two_officers_confirm_and_all_is_gone(listed: Shelf, sign_in: SignIn) -> None:
    lead, supervisor = sign_in("lead"), sign_in("supervisor")
    assert "等您确认" in lead.get(LISTS).text
    shown = lead.get(path_of(listed)).text
    assert Page(shown).faults() == []
    assert listed.house.number in shown
    assert "K01 联系方式：办结后 12 个月。</b>依据：示例" in shown
    assert "等您确认" not in supervisor.get(LISTS).text

    assert confirm(lead, listed, "proposed") == 303
    assert "等您确认" in supervisor.get(LISTS).text
    assert confirm(supervisor, listed, "checked") == 303
    assert listed.carry_out().done == 3

    ended = supervisor.get(path_of(listed)).text
    assert "已了结" in ended
    assert ended.count("已销毁") == 3
    assert {"示例·lead", "示例·supervisor"} <= set(re.findall(r"示例·\w+", ended))


def test_a_confirmation_counts_once_however_often_it_is_sent(
    listed: Shelf, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    token = re.search(r'name="csrf_token" value="([^"]+)"', lead.get(path_of(listed)).text)
    assert token
    form = {"csrf_token": token[1], "state": "proposed"}

    answers = [lead.post(f"{path_of(listed)}/confirm", data=form).status_code for _ in "ab"]

    assert answers == [303, 409]
    assert listed.states() == ["checked"]


@pytest.mark.parametrize("name", ["handler", "other", "administrator", "inspector", "chief"])
def test_a_list_of_others_does_not_exist(listed: Shelf, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)

    assert client.get(path_of(listed)).status_code == 404
    assert listed.house.number not in client.get(LISTS).text
    assert "现在没有清单" in client.get(LISTS).text


@pytest.mark.parametrize("name", ["lead", "supervisor"])
def test_a_sealed_list_does_not_exist_for_others(shelf: Shelf, sign_in: SignIn, name: str) -> None:
    shelf.close(sealed=True)
    shelf.house.clock.now = ALL_DUE
    shelf.propose()
    stranger, chief, inspector = sign_in(name), sign_in("chief"), sign_in("inspector")

    assert stranger.get(path_of(shelf)).status_code == 404
    assert "现在没有清单" in stranger.get(LISTS).text
    assert "到期销毁" in inspector.get("/desk/todo").text
    assert confirm(chief, shelf, "proposed") == 303
    assert confirm(inspector, shelf, "checked") == 303


def test_keeping_an_item_asks_for_reason_and_day_and_keeps_what_was_typed(
    listed: Shelf, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    with listed.house.database.reading() as session:
        item = session.scalars(select(DisposalItem.id).where(DisposalItem.what == "附件")).one()
    path = f"{path_of(listed)}/items/{item}/keep"

    refused = submit(lead, path, reason="正在诉讼中", until="明年")
    assert refused.status_code == 422
    assert "正在诉讼中" in refused.text
    assert "明年" in refused.text
    assert submit(lead, path, reason="正在诉讼中", until="2037-01-05").status_code == 422
    assert submit(lead, path, reason="正在诉讼中", until="2040-12-31").status_code == 303
    assert lead.get(path).status_code == 404
    shown = lead.get(path_of(listed)).text
    assert "到 2040-12-31，示例·lead：正在诉讼中" in shown
    assert "确认这 2 项可以销毁" in shown


def test_who_has_no_part_in_it_sees_no_entry(shelf: Shelf, sign_in: SignIn) -> None:
    shelf.close()

    assert "到期销毁" not in sign_in("handler").get("/desk/todo").text
    assert "到期销毁" in sign_in("lead").get("/desk/todo").text


def test_an_officer_still_sees_what_it_was_and_that_it_is_gone(
    listed: Shelf, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    listed.confirm_twice()
    listed.carry_out()

    shown = lead.get(f"/desk/tickets/{listed.house.number}").text
    assert "已按规定销毁" in shown
    assert "按保管期限销毁" in shown
    assert STORY not in shown
    assert "下载附件" not in shown
    assert lead.get(f"/desk/tickets/{listed.house.number}/contact").status_code == 404
    assert listed.house.number in lead.get("/desk/search?state=closed").text


@pytest.fixture
def citizen(app: Flask, shelf: Shelf) -> Citizen:
    """Give a citizen whose ticket was closed and is destroyed."""
    made = following(app)
    made.file(story=STORY)
    shelf.house.number = made.house.number
    shelf.house.assign()
    shelf.house.answer()
    shelf.house.do(THE_CITIZEN, "agree_to_close")
    shelf.house.clock.now = ALL_DUE
    shelf.dispose()
    return made


def test_the_citizen_still_sees_state_and_dates_and_that_it_is_gone(citizen: Citizen) -> None:
    shown = unescape(citizen.see())

    assert "内容已按规定销毁" in shown
    assert "保管期限已满，本件的联系方式已按规定销毁。" in shown
    assert "已办结" in shown
    assert STORY not in shown
    assert citizen.post("/letter", place="1").status_code == 200


def test_nothing_can_be_done_any_more_with_what_is_gone(citizen: Citizen) -> None:
    assert citizen.post("/judge").status_code == 409
    assert "评价" not in [
        offer.strip() for offer in re.findall(r">([^<]+)</button>", citizen.see())
    ]
