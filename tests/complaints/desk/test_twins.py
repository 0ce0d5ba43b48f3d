"""Duplicates at the desk: shown to the lead alone, linked and unlinked, never across a seal."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.models import Link
from complaints.events import broken_link
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import LEAD, STORY, House
from tests.pages import Page

STAFF = {
    "lead": ("jia-mz", (Role.LEAD,)),
    "handler": ("jia-scjg", (Role.HANDLER,)),
    "supervisor": ("shili-mz", (Role.SUPERVISOR,)),
    "chief": ("shili-jw", (Role.HEAD, Role.SUPERVISOR)),
}
MAYBE = "可能重复"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        unit, roles = STAFF[name]
        officers.make(name, unit, *roles)
        return officers.sign_in(name)

    return come


def filed(house: House, **changes: Any) -> str:
    house.file(**changes)
    return house.number


def read(browser: FlaskClient, number: str) -> str:
    html = browser.get(f"/desk/tickets/{number}").text
    assert Page(html).faults() == []
    return unescape(html)


def tie(browser: FlaskClient, number: str, other: str, action: str = "link") -> TestResponse:
    path = f"/desk/tickets/{number}/do/{action}"
    return submit(browser, path, "/desk/password", other=other)


def links(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Link)) or 0


def test_the_lead_sees_an_open_twin_links_it_and_takes_the_link_away(
    house: House, sign_in: SignIn
) -> None:
    first, second = filed(house), filed(house)
    lead = sign_in("lead")
    page = read(lead, second)
    assert MAYBE in page
    assert first in page

    assert tie(lead, second, first).status_code == 303

    for one, other in ((first, second), (second, first)):
        page = read(lead, one)
        assert MAYBE not in page
        assert f'重复：<a href="/desk/tickets/{other}"' in page
    assert tie(lead, first, second).status_code == 409
    assert tie(lead, first, second, "unlink").status_code == 303
    assert links(house) == 0
    assert MAYBE in read(lead, first)
    with house.ticket() as ticket:
        assert [event.name for event in ticket.events if "link" in event.name] == [
            "linked",
            "unlinked",
        ]
        assert broken_link(ticket) is None


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"kind": "举报"}, True),
        ({"matter": None}, True),  # not decided yet
        ({"institution": "100013"}, False),
        ({"matter": "M05"}, False),  # of another group
        ({"institution": None, "institution_name": "某家"}, False),
    ],
)
def test_a_twin_is_about_the_same_home_and_matter(
    house: House, sign_in: SignIn, changes: dict[str, Any], *, shown: bool
) -> None:
    filed(house, **changes)

    page = read(sign_in("lead"), filed(house))

    assert (MAYBE in page) is shown


@pytest.mark.parametrize(("days", "shown"), [(30, True), (31, False)])
def test_a_twin_came_within_thirty_days(
    house: House, sign_in: SignIn, clock: Clock, days: int, *, shown: bool
) -> None:
    first = filed(house)
    clock.forward(days=days)
    second = filed(house)
    lead = sign_in("lead")

    assert (second in read(lead, first)) is shown
    assert (first in read(lead, second)) is shown
    assert tie(lead, first, second).status_code == (303 if shown else 409)


def test_an_answered_ticket_is_no_twin_and_its_link_can_still_be_undone(
    house: House, sign_in: SignIn
) -> None:
    first, second = filed(house), filed(house)
    lead = sign_in("lead")
    tie(lead, first, second)
    house.assign()
    house.answer()

    page = read(lead, filed(house))
    assert first in page
    assert second not in page
    assert tie(lead, second, first, "unlink").status_code == 303


@pytest.mark.parametrize("name", ["handler", "supervisor"])
def test_nobody_but_the_lead_is_shown_twins_or_links_them(
    house: House, sign_in: SignIn, name: str
) -> None:
    first, second = filed(house), filed(house)
    house.assign()
    browser = sign_in(name)

    page = read(browser, second)

    assert MAYBE not in page
    assert first not in page
    assert tie(browser, second, first).status_code in {404, 409}
    assert links(house) == 0


def test_a_link_shows_to_who_may_see_both_and_to_nobody_else(house: House, sign_in: SignIn) -> None:
    first, second = filed(house), filed(house)
    tie(sign_in("lead"), second, first)
    house.assign()

    assert first in read(sign_in("supervisor"), second)
    assert first not in read(sign_in("handler"), second)


def test_a_sealed_twin_is_nowhere_and_cannot_be_probed(house: House, sign_in: SignIn) -> None:
    first = filed(house)
    sealed = filed(house, sealed=True, story=STORY)
    lead = sign_in("lead")

    assert MAYBE not in read(lead, first)
    nobody = tie(lead, first, "20261120-00000-0")
    assert tie(lead, first, sealed).status_code == nobody.status_code == 404

    second = filed(house, sealed=True, story=STORY)
    chief = sign_in("chief")
    page = read(chief, second)
    assert sealed in page
    assert first not in page
    assert tie(chief, second, first).status_code == 409
    assert tie(chief, second, sealed).status_code == 303


def test_once_one_of_two_is_sealed_no_trace_of_the_link_is_left_to_others(
    house: House, sign_in: SignIn
) -> None:
    first, second = filed(house), filed(house)
    lead = sign_in("lead")
    tie(lead, first, second)
    assert "关联" in read(lead, first)
    house.do(LEAD, "seal", reason="涉及公职人员")

    page = read(lead, first)

    assert second not in page
    assert "关联" not in page
    assert tie(lead, first, second, "unlink").status_code == 404
    assert "do/unlink" not in read(sign_in("chief"), second)
