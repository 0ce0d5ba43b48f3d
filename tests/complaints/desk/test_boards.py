"""The board: every number is as long as the list that it opens, for whoever looks at it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers
from tests.complaints.house import (
    CHIEF,
    HANDLER,
    HEAD,
    LEAD,
    OPINION,
    REFUSAL,
    STORY,
    SUPERVISOR,
    House,
)

STAFF = {
    "lead": ("jia-mz", (Role.LEAD,)),
    "handler": ("jia-scjg", (Role.HANDLER,)),
    "head": ("jia-scjg", (Role.HEAD,)),
    "both": ("jia-mz", (Role.LEAD, Role.HANDLER)),
    "other": ("yi-mz", (Role.LEAD,)),
    "supervisor": ("shili-mz", (Role.SUPERVISOR,)),
    "inspector": ("shili-jw", (Role.HANDLER,)),
    "chief": ("shili-jw", (Role.HEAD,)),
}
NUMBER = re.compile(r'href="(/desk/search\?pile=[^"]+)"><b>(\d+)</b> <span>([^<]+)<')
APART = re.compile(r'href="(/desk/search\?pile=[^"]+)">(\d+) 件')
TOTAL = re.compile(r"共 (\d+) 件")


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


def come(officers: Officers, name: str) -> FlaskClient:
    unit, roles = STAFF[name]
    officers.make(name, unit, *roles)
    return officers.sign_in(name)


def numbers(client: FlaskClient) -> dict[str, int]:
    """Read the numbers that open something, by their words."""
    page = client.get("/desk/board").text
    return {words: int(number) for _, number, words in NUMBER.findall(page)}


def fill(house: House) -> None:
    """File tickets that stand everywhere, three of them sealed."""
    house.file()
    house.file()
    house.do(LEAD, "accept", matter="F01")
    house.file()
    house.do(LEAD, "ask_more", lacking="收据", reason="要核对")
    for unwanted in (1, 2):
        house.file()
        house.assign()
        house.do(HEAD, "return_part", "jia-scjg", reason="不归我们管", suggested_unit="jia-xf")
        if unwanted == 2:
            house.do(LEAD, "insist", "jia-scjg", reason="归你们管")
            house.do(HEAD, "contest", "jia-scjg", reason="不归我们管", suggested_unit="jia-xf")
    house.file()
    house.assign()
    house.do(SUPERVISOR, "supervise", reason="影响大")
    for step in ("draft", "submit", "approve"):
        house.file()
        house.assign()
        bring(house, step)
    house.file()
    house.do(LEAD, "reject", **REFUSAL)
    house.do(THE_CITIZEN, "object", reason="有新材料")
    for far in ("", "accept", "reject"):
        house.file(sealed=True, matter="J01", story=STORY)
        if far == "accept":
            house.do(CHIEF, "accept", matter="J01")
            house.do(CHIEF, "assign", unit="shili-jw")
        elif far:
            house.do(CHIEF, "reject", **REFUSAL)
            house.do(THE_CITIZEN, "object", reason="有新材料")


def bring(house: House, last: str) -> None:
    """Bring an assigned ticket to one step of its part."""
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", found=OPINION["found"])
    if last != "draft":
        house.do(HEAD, "submit", "jia-scjg", **OPINION)
    if last == "approve":
        house.do(LEAD, "approve", "jia-scjg")


def test_every_number_is_as_long_as_its_list_for_everybody(
    house: House, officers: Officers
) -> None:
    fill(house)
    house.clock.forward(days=60)

    for name in STAFF:
        client = come(officers, name)
        page = unescape(client.get("/desk/board").text)
        opened = [(path, number) for path, number, _ in NUMBER.findall(page)]
        assert opened or name == "other"
        for path, number in opened + APART.findall(page):
            listed = TOTAL.search(client.get(path).text)
            assert listed, (name, path)
            assert listed[1] == number, (name, path)


def test_a_lead_and_a_unit_see_what_waits_for_them(house: House, officers: Officers) -> None:
    fill(house)

    assert numbers(come(officers, "lead")) == {
        "待受理": 1, "待交办": 1, "退回，等您决定": 1, "争议，等上级裁定": 1,
        "办理意见待审核": 1, "待公布答复": 1, "督办中": 1, "待补正中": 1,
    }  # fmt: skip
    assert numbers(come(officers, "head")) == {"待接办": 1, "办理中": 1, "本单位督办件": 1}
    assert numbers(come(officers, "supervisor")) == {"争议待裁": 1, "复核": 1, "督办": 1}


def test_sealed_tickets_are_counted_for_the_discipline_unit_alone(
    house: House, officers: Officers
) -> None:
    without = {name: come(officers, name) for name in ("lead", "supervisor", "other", "handler")}
    before = {name: client.get("/desk/board").text for name, client in without.items()}
    before = {name: client.get("/desk/board").text for name, client in without.items()}
    house.file(sealed=True, matter="J01", story=STORY)
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "reject", **REFUSAL)
    house.do(THE_CITIZEN, "object", reason="有新材料")

    token = re.compile(r'value="[^"]{40,}"')
    for name, client in without.items():
        assert token.sub("", client.get("/desk/board").text) == token.sub("", before[name])
    assert numbers(come(officers, "chief")) == {"待受理": 1, "复核": 1}
    assert numbers(come(officers, "inspector")) == {"复核": 1}


def test_overdue_ones_are_told_apart_by_who_is_late(house: House, officers: Officers) -> None:
    house.file()
    house.assign()
    house.file()
    house.clock.forward(days=90)
    lead = come(officers, "lead")

    page = unescape(lead.get("/desk/board").text)
    by_unit = dict(APART.findall(page))
    assert by_unit["/desk/search?pile=overdue&late=jia-scjg"] == "1"
    assert by_unit["/desk/search?pile=overdue&late=jia-mz"] == "2"


def test_a_calm_board_says_nothing_but_zeros(officers: Officers) -> None:
    lead = come(officers, "lead")
    page = lead.get("/desk/board").text

    assert "<b>0</b> <span>待受理</span>" in page
    assert numbers(lead) == {}
    assert lead.get("/desk/").location == "/desk/board"


@pytest.mark.parametrize("pile", ["to-accept", "to-rule", "nonsense", "'--", "x" * 5000])
def test_a_pile_of_others_does_not_exist(officers: Officers, pile: str) -> None:
    client = come(officers, "handler")

    assert client.get("/desk/search", query_string={"pile": pile}).status_code == 404


def test_an_administrator_has_no_board(officers: Officers) -> None:
    officers.make("administrator", "shili-mz", Role.ADMINISTRATOR)
    client = officers.sign_in("administrator")

    assert client.get("/desk/board").status_code == 403
    assert client.get("/desk/search?pile=overdue").status_code == 404
