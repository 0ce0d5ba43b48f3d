"""Tickets at the desk, through its pages: who sees what, who may do what, and what is recorded."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.database.models import Draft, Event, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import ANSWER, OPINION, REFUSAL, STORY, House

LEAD, HANDLER, HEAD = (Role.LEAD,), (Role.HANDLER,), (Role.HEAD,)
STAFF = {
    "lead": ("jia-mz", LEAD),
    "handler": ("jia-scjg", HANDLER),
    "head": ("jia-scjg", HEAD),
    "fire": ("jia-xf", HANDLER),
    "other": ("yi-mz", LEAD),
    "supervisor": ("shili-mz", (Role.SUPERVISOR,)),
    "administrator": ("shili-mz", (Role.ADMINISTRATOR,)),
    "inspector": ("shili-jw", HANDLER),
    "chief": ("shili-jw", HEAD),
}
NUMBER = re.compile(r"\d{8}-\d{5}-[0-9X]")
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(name: str) -> FlaskClient:
        unit, roles = STAFF[name]
        officers.make(name, unit, *roles)
        return officers.sign_in(name)

    return come


@pytest.fixture
def a_lead(sign_in: SignIn) -> FlaskClient:
    return sign_in("lead")


def act(
    client: FlaskClient, house: House, action: str, of: str = "", **values: object
) -> TestResponse:
    """Open the form of a step and send it."""
    path = f"/desk/tickets/{house.number}/do/{action}"
    if of:
        with house.ticket() as ticket:
            part = next(one for one in ticket.assignments if one.unit == of)
            path = f"/desk/tickets/{house.number}/parts/{part.id}/do/{action}"
    with house.ticket() as ticket:
        seen = ticket.events[-1].seq
    fields: dict[str, object] = {"seen": seen, **values}
    answer: TestResponse = submit(client, path, **fields)
    return answer


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Event.name).order_by(Event.at, Event.seq)))


def test_the_whole_way_through_the_pages_of_four_officers(house: House, sign_in: SignIn) -> None:
    lead, handler, head = sign_in("lead"), sign_in("handler"), sign_in("head")

    assert house.number in lead.get("/desk/todo").text
    assert house.number not in handler.get("/desk/todo").text
    assert act(lead, house, "accept", matter="F01").status_code == 303
    assert act(lead, house, "assign", unit="jia-scjg").status_code == 303
    assert house.number in handler.get("/desk/todo").text
    assert act(handler, house, "accept_part", "jia-scjg").status_code == 303
    assert act(handler, house, "draft", "jia-scjg", **OPINION).status_code == 303
    assert house.number in head.get("/desk/todo").text
    assert act(head, house, "submit", "jia-scjg", **OPINION).status_code == 303
    assert house.number in lead.get("/desk/to-publish").text
    assert act(lead, house, "approve", "jia-scjg").status_code == 303
    answer = act(lead, house, "publish", **ANSWER)

    assert ANSWER["remedy"] in lead.get(answer.location).text
    assert house.state() == "answered"
    assert house.number not in lead.get("/desk/todo").text


def test_the_form_knows_what_routing_and_the_draft_have_said(house: House, sign_in: SignIn) -> None:
    lead, handler, head = sign_in("lead"), sign_in("handler"), sign_in("head")
    act(lead, house, "accept", matter="F01")

    form = lead.get(f"/desk/tickets/{house.number}/do/assign").text
    assert '<option value="jia-xf" selected>' in form
    assert re.search(r'id="cooperating-jia-zj" value="jia-zj" checked', form)
    act(lead, house, "assign", unit="jia-scjg")
    act(handler, house, "accept_part", "jia-scjg")
    act(handler, house, "draft", "jia-scjg", **OPINION)
    with house.ticket() as ticket:
        part = ticket.assignments[0].id
    assert OPINION["done"] in head.get(f"/desk/tickets/{house.number}/parts/{part}/do/submit").text
    act(head, house, "submit", "jia-scjg", **OPINION)
    act(lead, house, "approve", "jia-scjg")
    form = lead.get(f"/desk/tickets/{house.number}/do/publish").text
    assert OPINION["found"] in form
    assert "依据：" in form  # What the citizen can do who disagrees, with its source.


@pytest.mark.parametrize("name", ["handler", "fire", "other", "inspector"])
def test_a_ticket_of_others_does_not_exist(house: House, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)

    assert client.get(f"/desk/tickets/{house.number}").status_code == 404
    assert client.get(f"/desk/tickets/{house.number}/do/accept").status_code == 404
    assert client.get(f"/desk/tickets/{house.number}/contact").status_code == 404
    assert house.number not in client.get("/desk/search?q=押金").text


def test_an_administrator_opens_no_ticket(house: House, sign_in: SignIn) -> None:
    client = sign_in("administrator")

    assert client.get(f"/desk/tickets/{house.number}").status_code == 404
    assert house.number not in client.get("/desk/search").text
    assert house.number not in client.get("/desk/todo").text


def test_a_supervisor_reads_and_decides_nothing_but_objections(
    house: House, sign_in: SignIn
) -> None:
    client = sign_in("supervisor")

    assert house.number in client.get("/desk/search").text
    page = client.get(f"/desk/tickets/{house.number}").text
    assert "押金一直不退" in page
    assert client.get(f"/desk/tickets/{house.number}/do/accept").status_code == 404
    assert client.get(f"/desk/tickets/{house.number}/do/seal").status_code == 200


def test_every_address_of_a_sealed_ticket_is_closed_to_all_but_the_discipline_unit(
    house: House, sign_in: SignIn, database: Database
) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    chief = sign_in("chief")
    paths = ["", "/contact", "/do/accept", "/do/seal", "/do/release", "/do/reject"]

    assert chief.get(f"/desk/tickets/{house.number}").status_code == 200
    for name in ("lead", "handler", "fire", "other", "supervisor", "administrator"):
        client = sign_in(name)
        for path in paths:
            assert client.get(f"/desk/tickets/{house.number}{path}").status_code == 404, name
        for list_ in ("todo", "search", f"search?q={house.number}", "dispatch", "to-publish"):
            link = f"/desk/tickets/{house.number}"
            assert link not in client.get(f"/desk/{list_}").text, (name, list_)
            assert "红包" not in client.get(f"/desk/{list_}").text
    with database.reading() as session:
        reads = session.scalars(select(Event.unit).where(Event.name == "read")).all()
    assert set(reads) == {"shili-jw"}


def test_the_count_of_a_list_does_not_betray_sealed_tickets(house: House, sign_in: SignIn) -> None:
    supervisor = sign_in("supervisor")
    before = supervisor.get("/desk/search").text
    house.file(sealed=True, matter="J01", story=STORY)

    assert "共 1 件" in before
    assert "共 1 件" in supervisor.get("/desk/search").text


def test_sealing_takes_the_ticket_from_who_sealed_it(house: House, sign_in: SignIn) -> None:
    lead, inspector = sign_in("lead"), sign_in("inspector")
    lead.get(f"/desk/tickets/{house.number}")

    answer = act(lead, house, "seal", reason=STORY)

    assert answer.location == "/desk/"
    assert lead.get(f"/desk/tickets/{house.number}").status_code == 404
    page = inspector.get(f"/desk/tickets/{house.number}").text
    assert "示例·lead" in page  # Who had read it until then stays recorded.
    assert STORY in page


def test_only_the_first_look_of_an_officer_is_recorded(
    house: House, sign_in: SignIn, database: Database
) -> None:
    lead = sign_in("lead")
    lead.get(f"/desk/tickets/{house.number}")
    lead.get(f"/desk/tickets/{house.number}")

    assert names(database) == ["received", "read"]


def test_the_contact_is_shown_only_after_a_reason_and_every_time_is_recorded(
    house: House, sign_in: SignIn, database: Database
) -> None:
    lead, path = sign_in("lead"), f"/desk/tickets/{house.number}/contact"

    assert "0000-5559999" not in lead.get(f"/desk/tickets/{house.number}").text
    assert "0000-5559999" not in lead.get(path).text
    refused = submit(lead, path, reason="看看")
    assert refused.status_code == 422
    assert "0000-5559999" not in refused.text
    assert "contact_revealed" not in names(database)
    shown = submit(lead, path, reason="核实押金金额")
    assert "0000-5559999" in shown.text
    assert "张示例" in shown.text
    submit(lead, path, reason="再核实一次")
    assert names(database).count("contact_revealed") == 2


def test_an_anonymous_paper_has_no_contact_to_show(house: House, sign_in: SignIn) -> None:
    house.file(naming="匿名", name="", telephone="")
    lead = sign_in("lead")

    assert lead.get(f"/desk/tickets/{house.number}/contact").status_code == 404


def test_a_file_is_a_download_that_is_recorded(
    house: House, sign_in: SignIn, database: Database, attachments: Attachments
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG")
    with database.writing() as session:
        session.add(Draft(id="d" * 32, body=b"", touched_at=house.clock.now))
        session.flush()
        attachments.add(session, "d" * 32, [picture.getvalue()])
        ticket = session.scalars(select(Ticket)).one()
        attachments.hand_over(session, "d" * 32, ticket)
    lead = sign_in("lead")
    with house.ticket() as ticket:
        file = ticket.files[0].id
    path = f"/desk/tickets/{house.number}/files/{file}"

    assert lead.get(path).status_code == 405
    answer = submit(lead, path, f"/desk/tickets/{house.number}")

    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Disposition"].isascii()
    assert answer.data[:2] == b"\xff\xd8"
    assert "file_opened" in names(database)


def test_a_step_without_its_fields_is_shown_again_with_what_was_typed(
    house: House, sign_in: SignIn
) -> None:
    lead = sign_in("lead")

    answer = act(lead, house, "reject", reason="已在法院审理")

    assert answer.status_code == 422
    assert "请填写依据" in answer.text
    assert "已在法院审理" in answer.text
    assert house.state() == "received"


def test_what_somebody_else_did_meanwhile_is_not_overwritten(house: House, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    path = f"/desk/tickets/{house.number}/do/reject"
    lead.get(path)
    house.do(THE_CITIZEN, "add_words", text="又打了一次电话")

    answer = submit(lead, path, seen=1, **REFUSAL)

    assert answer.status_code == 422
    assert "刚刚有人办过" in answer.text
    assert REFUSAL["reason"] in answer.text
    assert house.state() == "received"


def test_a_step_that_is_gone_gives_back_what_was_typed(house: House, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    path = f"/desk/tickets/{house.number}/do/reject"
    token = re.search(r'name="csrf_token" value="([^"]+)"', lead.get(path).text)
    assert token
    house.do(THE_CITIZEN, "withdraw")

    answer = lead.post(path, data={"csrf_token": token[1], "seen": "1", **REFUSAL})

    assert answer.status_code == 409
    assert REFUSAL["reason"] in answer.text


def test_accepting_what_concerns_officials_is_refused_with_the_way_to_seal_it(
    house: House, sign_in: SignIn
) -> None:
    lead = sign_in("lead")

    answer = act(lead, house, "accept", matter="J01")

    assert answer.status_code == 422
    assert "密封" in answer.text
    assert house.state() == "received"


@pytest.mark.parametrize("value", ["Z99", "", "F01；F02", "jia-scjg"])
def test_a_choice_that_no_list_offers_is_refused(house: House, sign_in: SignIn, value: str) -> None:
    lead = sign_in("lead")

    assert act(lead, house, "accept", matter=value).status_code == 422
    assert house.state() == "received"


def test_search_finds_words_of_the_story_within_what_one_may_see(
    house: House, sign_in: SignIn
) -> None:
    lead = sign_in("lead")

    assert house.number in lead.get("/desk/search?q=押金").text
    assert house.number in lead.get(f"/desk/search?q={house.number[9:14]}").text
    assert house.number not in lead.get("/desk/search?q=火灾").text
    assert house.number not in lead.get("/desk/search?q=%25").text  # No wildcard.


@pytest.mark.parametrize(
    ("days", "light"),
    [(4, "按期"), (5, "临期"), (7, "临期"), (8, "逾期")],  # The leg ends on Friday, 27 November.
)
def test_the_filter_of_lights_follows_the_clock(
    house: House, sign_in: SignIn, clock: Clock, days: int, light: str
) -> None:
    clock.forward(days=days)
    lead = sign_in("lead")

    for one in ("按期", "临期", "逾期", "待定"):
        there = house.number in lead.get(f"/desk/todo?light={one}").text
        assert there == (one == light), one


def test_filing_for_a_caller_shows_the_code_once(sign_in: SignIn, database: Database) -> None:
    handler = sign_in("handler")
    fields = {
        "channel": "电话",
        "about": "home",
        "kind": "投诉",
        "institution": "100012",
        "story": "来电说押金一直不退，请帮忙要回来。",
        "relation": "家属",
        "naming": "匿名",
        "matter": "F01",
        "draft": "a" * 32,
    }

    first = submit(handler, "/desk/register", **fields)
    again = submit(handler, "/desk/register", **fields)

    assert (first.status_code, again.status_code) == (303, 303)
    shown = handler.get("/desk/registered").text
    number = NUMBER.search(shown)
    assert number
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", shown)
    with database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert (ticket.channel, ticket.code_seen, ticket.number) == ("电话", True, number[0])
        assert (ticket.events[0].name, ticket.events[0].unit) == ("recorded", "jia-scjg")
    submit(handler, "/desk/registered")
    assert handler.get("/desk/registered").status_code == 303


def test_filing_for_a_caller_keeps_what_was_typed(sign_in: SignIn, database: Database) -> None:
    handler = sign_in("handler")

    answer = submit(handler, "/desk/register", draft="b" * 32, channel="来访", story="太短")

    assert answer.status_code == 422
    assert "太短" in answer.text
    with database.reading() as session:
        assert session.scalars(select(Ticket)).all() == []


def test_what_is_sealed_at_once_the_officer_sees_no_more(
    sign_in: SignIn, database: Database
) -> None:
    handler = sign_in("handler")
    submit(
        handler,
        "/desk/register",
        draft="c" * 32,
        channel="来访",
        about="officials",
        kind="举报",
        story=STORY + "请查一查这件事情。",
        relation="家属",
        naming="匿名",
    )

    with database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
    assert ticket.sealed
    assert handler.get(f"/desk/tickets/{ticket.number}").status_code == 404
    assert ticket.events[0].unit == "jia-scjg"  # That he read it stays recorded.


TEXT = st.text(max_size=60)
FIELDS = ("reason", "basis", "matter", "unit", "story", "draft", "seen", "channel", "kind")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    tail=st.sampled_from(["do/reject", "do/accept", "do/seal", "contact"]),
    fields=st.dictionaries(st.sampled_from(FIELDS), TEXT),
    words=TEXT,
)
def test_hostile_input_never_breaks_a_form_of_the_desk(
    house: House, a_lead: FlaskClient, tail: str, fields: dict[str, str], words: str
) -> None:
    for path in (f"/desk/tickets/{house.number}/{tail}", "/desk/register"):
        assert submit(a_lead, path, "/desk/register", **fields).status_code < 500
    asked = {"q": words, "page": words, "light": words, "state": words}
    assert a_lead.get("/desk/search", query_string=asked).status_code < 500
