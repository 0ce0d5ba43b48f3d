"""Parts at the desk: who sees the contact, waiting, more days, opinions side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.models import Event
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints import house as people
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import OPINION, House, part_of

STAFF = {
    "lead": ("jia-mz", Role.LEAD),
    "handler": ("jia-scjg", Role.HANDLER),
    "head": ("jia-scjg", Role.HEAD),
    "fire": ("jia-xf", Role.HANDLER),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
}
TELEPHONE = "0000-5559999"
NOT_GIVEN = "牵头单位没有把联系方式交给您单位；需要时请向牵头单位说明理由"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        unit, role = STAFF[name]
        officers.make(name, unit, role)
        return officers.sign_in(name)

    return come


def path(house: House, tail: str = "", unit: str = "") -> str:
    """Give the address of a ticket's page, or of one part's."""
    with house.ticket() as ticket:
        part = f"/parts/{part_of(ticket, unit).id}" if unit else ""
    return f"/desk/tickets/{house.number}{part}{tail}"


def act(
    client: FlaskClient, house: House, action: str, unit: str = "", /, **values: object
) -> TestResponse:
    """Open the form of a step and send it."""
    with house.ticket() as ticket:
        seen = ticket.events[-1].seq
    return submit(client, path(house, f"/do/{action}", unit), seen=seen, **values)


def revealed(database: Database) -> int:
    with database.reading() as session:
        return list(session.scalars(select(Event.name))).count("contact_revealed")


def test_a_unit_without_the_contact_is_told_whom_to_ask_and_gets_nothing_by_any_address(
    house: House, sign_in: SignIn, database: Database
) -> None:
    house.assign()
    handler, address = sign_in("handler"), path(house, "/contact")

    page = handler.get(path(house)).text
    assert NOT_GIVEN in page
    assert address not in page
    assert handler.get(address).status_code == 403
    refused = submit(handler, address, path(house, "/do/seal"), reason="核实押金金额")
    assert refused.status_code == 403
    assert TELEPHONE not in refused.text
    assert revealed(database) == 0


def test_given_with_a_reason_it_is_seen_and_each_look_is_recorded(
    house: House, sign_in: SignIn, database: Database
) -> None:
    house.assign()
    lead, handler = sign_in("lead"), sign_in("handler")
    assert act(lead, house, "share_contact", "jia-scjg", reason="要约时间").status_code == 303

    assert NOT_GIVEN not in handler.get(path(house)).text
    shown = submit(handler, path(house, "/contact"), reason="核实押金金额")
    assert TELEPHONE in shown.text
    assert revealed(database) == 1


def test_assigning_gives_it_only_where_it_is_ticked_and_reasoned(
    house: House, sign_in: SignIn
) -> None:
    house.do(people.LEAD, "accept", matter="F01")
    lead = sign_in("lead")
    assert "通常不用交" in lead.get(path(house, "/do/assign")).text
    chosen = {"unit": "jia-scjg", "cooperating": "jia-xf", "share_contact": "主办"}

    refused = act(lead, house, "assign", **chosen)
    assert refused.status_code == 422
    assert "请写明为什么要交联系方式" in refused.text
    assert act(lead, house, "assign", **chosen, share_reason="要打电话核对").status_code == 303

    assert sign_in("handler").get(path(house, "/contact")).status_code == 200
    assert sign_in("fire").get(path(house, "/contact")).status_code == 403


def test_an_anonymous_paper_asks_nothing_about_a_contact(house: House, sign_in: SignIn) -> None:
    house.file(naming="匿名", name="", telephone="")
    house.do(people.LEAD, "accept", matter="F01")

    assert "share_contact" not in sign_in("lead").get(path(house, "/do/assign")).text


def test_who_waits_for_the_citizen_stands_in_the_queue_without_red(
    house: House, sign_in: SignIn
) -> None:
    house.assign()
    lead = sign_in("lead")
    said = {"lacking": "押金收据的照片", "reason": "核对金额"}
    assert act(lead, house, "ask_more", **said).status_code == 303
    house.clock.forward(days=10)  # Past the window for returning, not past his.
    officer = sign_in("supervisor")

    row = officer.get("/desk/search").text
    assert "待补正" in row
    assert "待补正" in officer.get(path(house)).text
    assert "押金收据的照片" in officer.get(path(house)).text


def test_more_days_are_chosen_from_what_the_rule_allows(house: House, sign_in: SignIn) -> None:
    house.assign()
    house.do(people.HANDLER, "accept_part", "jia-scjg")
    head, lead = sign_in("head"), sign_in("lead")

    form = head.get(path(house, "/do/ask_extension", "jia-scjg")).text
    assert '<option value="10">10 个工作日</option>' in form
    assert '<option value="11"' not in form
    wrong = act(head, house, "ask_extension", "jia-scjg", days="11", reason="等检测报告")
    assert wrong.status_code == 422
    asked = act(head, house, "ask_extension", "jia-scjg", days="4", reason="等检测报告")
    assert asked.status_code == 303
    assert house.number in lead.get("/desk/todo").text
    granting = path(house, "/do/grant_extension", "jia-scjg")
    form = lead.get(granting).text
    assert '<option value="4" selected>' in form
    assert "等检测报告" in form
    granted = act(lead, house, "grant_extension", "jia-scjg", days="4", reason="同意")
    assert granted.status_code == 303
    assert "由牵头人员批准，延长 4 个工作日" in lead.get(path(house)).text


def test_the_lead_reads_every_opinion_that_was_handed_in_with_state_and_day(
    house: House, sign_in: SignIn
) -> None:
    house.assign(cooperating="jia-xf")
    for handler, head, unit, found in (
        (people.HANDLER, people.HEAD, "jia-scjg", "押金条款超出合同。"),
        (people.CO_HANDLER, None, "jia-xf", "消防通道畅通。"),
    ):
        house.do(handler, "accept_part", unit)
        house.do(handler, "draft", unit, **{**OPINION, "found": found})
        if head:
            house.do(head, "submit", unit, **{**OPINION, "found": found})
    page = sign_in("lead").get(path(house)).text

    assert "押金条款超出合同。" in page
    assert "消防通道畅通。" not in page
    assert "正在起草，报送后才能看到。" in page
    assert "办理意见：按期，2026-12-04 到期" in page


def test_a_contested_part_is_ruled_on_by_the_supervisor_through_the_pages(
    house: House, sign_in: SignIn
) -> None:
    house.assign()
    house.do(people.HEAD, "return_part", "jia-scjg", reason="不归我们", suggested_unit="jia-xf")
    house.do(people.LEAD, "insist", "jia-scjg", reason="归口目录")
    head, supervisor = sign_in("head"), sign_in("supervisor")
    contest = {"reason": "不归我们", "suggested_unit": "jia-xf"}
    assert act(head, house, "contest", "jia-scjg", **contest).status_code == 303

    assert house.number in supervisor.get("/desk/todo").text
    ruling = {"reason": "消防职责", "new_unit": "jia-xf"}
    assert act(supervisor, house, "rule_moves", "jia-scjg", **ruling).status_code == 303
    supervisor.get("/desk/todo")  # It says once that it is done.
    assert house.number not in supervisor.get("/desk/todo").text
    assert house.number in sign_in("fire").get("/desk/todo").text


def test_a_unit_that_has_a_part_is_refused_on_the_field(house: House, sign_in: SignIn) -> None:
    house.assign(cooperating="jia-xf")
    lead = sign_in("lead")
    form = lead.get(path(house, "/do/transfer", "jia-scjg")).text
    assert 'value="jia-xf"' not in form
    assert "已经在办这一件的单位不能选" in form

    refused = act(lead, house, "transfer", "jia-scjg", reason="换一个", new_unit="jia-xf")

    assert refused.status_code == 422
    assert '<a href="#new_unit">请从名单里选改派给哪个单位</a>' in refused.text


def test_a_unit_that_a_form_names_twice_gets_one_part(house: House, sign_in: SignIn) -> None:
    house.do(people.LEAD, "accept", matter="F01")
    units = {"unit": "jia-scjg", "cooperating": ["jia-xf", "jia-xf"]}

    assert act(sign_in("lead"), house, "assign", **units).status_code == 303

    with house.ticket() as ticket:
        assert sorted(part.unit for part in ticket.assignments) == ["jia-scjg", "jia-xf"]
