"""Supervision at the desk: who presses by hand, what a page and the queue say, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import LEAD, SUPERVISOR, House
from tests.pages import Page

STAFF = {
    "lead": ("jia-mz", Role.LEAD),
    "head": ("jia-scjg", Role.HEAD),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
    "chief": ("shili-jw", Role.HEAD),
}
LISTING = {"reason": "久拖不办", "demanded": "一次退还全部押金", "ends": "2026-12-18"}
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    made.assign()
    return made


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        officers.make(name, *STAFF[name])
        return officers.sign_in(name)

    return come


def act(browser: FlaskClient, house: House, action: str, **fields: str) -> TestResponse:
    with house.ticket() as ticket:
        seen = ticket.events[-1].seq
    return submit(browser, f"/desk/tickets/{house.number}/do/{action}", seen=str(seen), **fields)


def ticket_page(browser: FlaskClient, house: House) -> str:
    html = browser.get(f"/desk/tickets/{house.number}").text
    assert Page(html).faults() == []
    return unescape(html)


def test_a_supervisor_supervises_and_the_page_says_since_when_and_why(
    house: House, sign_in: SignIn
) -> None:
    browser = sign_in("supervisor")
    answer = act(browser, house, "supervise", reason="群众反映强烈", due="2026-12-01")

    assert answer.status_code == 303
    page = ticket_page(browser, house)
    assert "现在是督办" in page
    assert "群众反映强烈" in page
    assert "2026-12-01" in page


@pytest.mark.parametrize("name", ["lead", "head"])
def test_who_works_on_it_sees_the_level_and_may_not_set_it(
    house: House, sign_in: SignIn, name: str
) -> None:
    house.do(SUPERVISOR, "supervise", reason="群众反映强烈")
    browser = sign_in(name)

    assert "现在是督办" in ticket_page(browser, house)
    assert browser.get(f"/desk/tickets/{house.number}/do/end_supervision").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends": "2026-11-19"}, "这一天已经过了"),
        ({"ends": "下个月"}, "请写成 2026-12-01 这样的日期"),
        ({"ends": ""}, "请填写挂牌到哪一天"),
        ({"demanded": "给家属 13912345678 回电话"}, "含有手机号"),
        ({"demanded": "给家属 ０１０－５５５２０１０ 回电话"}, "像编号或者电话的长数字"),
        ({"demanded": "办结 20261120-48213-7"}, "像编号或者电话的长数字"),
    ],
)
def test_what_may_not_be_public_is_refused_and_kept(
    house: House, sign_in: SignIn, changes: dict[str, str], said: str
) -> None:
    answer = act(sign_in("supervisor"), house, "list_supervision", **{**LISTING, **changes})

    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert LISTING["reason"] in answer.text
    with house.ticket() as ticket:
        assert ticket.supervision == 0


def test_a_day_in_what_is_demanded_is_no_number_of_anybody(house: House, sign_in: SignIn) -> None:
    fields = {**LISTING, "demanded": "2026-12-10 前退还押金，2026年12月15日前答复"}

    assert act(sign_in("supervisor"), house, "list_supervision", **fields).status_code == 303


def test_the_queue_says_the_level_and_the_urges_in_words_and_filters_by_level(
    house: House, sign_in: SignIn
) -> None:
    house.do(THE_CITIZEN, "urge")
    house.do(SUPERVISOR, "list_supervision", **LISTING)
    listed = house.number
    house.file()

    page = sign_in("supervisor").get("/desk/search?level=2")

    assert Page(page.text).faults() == []
    assert listed in page.text
    assert house.number not in page.text
    assert "挂牌督办" in page.text
    assert "反映人催办 1 次" in page.text


def test_the_history_keeps_every_change(house: House, sign_in: SignIn) -> None:
    house.do(SUPERVISOR, "supervise", reason="群众反映强烈")
    house.do(SUPERVISOR, "end_supervision", reason="已经整改")

    page = ticket_page(sign_in("lead"), house)

    assert "现在没有在督办" in page
    assert "督办结束" in page
    assert "群众反映强烈" in page
    assert "已经整改" in page


def test_the_discipline_unit_alone_sees_what_was_pressed_for_before_it_was_sealed(
    house: House, sign_in: SignIn
) -> None:
    house.do(SUPERVISOR, "supervise", reason="群众反映强烈")
    house.do(LEAD, "seal", reason="涉及公职人员")

    supervisor = sign_in("supervisor")
    assert supervisor.get(f"/desk/tickets/{house.number}").status_code == 404
    assert house.number not in supervisor.get("/desk/search?level=1").text
    assert "本件已经密封" in ticket_page(sign_in("chief"), house)
