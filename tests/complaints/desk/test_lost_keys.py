"""A lost key is said in plain words, with its name and what to do; all else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from complaints.auditing import verify
from complaints.database import Database
from complaints.database.models import Ticket
from complaints.desk.desk import Desk
from complaints.intake.uploads import SafeFile
from complaints.keyring import rewrap, rotate
from complaints.keys import Keys, Purpose
from complaints.opinions import joint_opinion
from complaints.roots import make_roots
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.following import Citizen
from tests.complaints.house import CHIEF, INSPECTOR, OPINION, STORY, House, officer
from tests.complaints.test_database import filed

CITIZEN_WORDS = "这一项暂时打不开"
INSIDE = officer("han", "shili-jw", Role.LEAD)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house whose tickets are filed by each test."""
    return House(database, keys, catalog, clock)


@pytest.fixture
def chief(officers: Officers) -> FlaskClient:
    """Sign the lead of 纪检监察 in."""
    officers.make("chief", "shili-jw", Role.HANDLER, Role.HEAD, Role.LEAD)
    return officers.sign_in("chief")


@pytest.fixture
def lead(officers: Officers) -> FlaskClient:
    """Sign a lead in."""
    officers.make("lead", "jia-mz", Role.LEAD)
    return officers.sign_in("lead")


@contextmanager
def lost(keys: Keys, purpose: Purpose, *, file_too: bool = False) -> Iterator[None]:
    """Take the keys of a purpose away: their file, or only what was in it."""
    kept = keys.file(purpose).read_bytes()
    keys.file(purpose).unlink()
    if not file_too:
        keys.make_missing()
    yield
    keys.file(purpose).unlink(missing_ok=True)
    keys.file(purpose).touch(mode=0o600)
    keys.file(purpose).write_bytes(kept)


@pytest.mark.parametrize("file_too", [False, True], ids=["other keys", "no file"])
def test_a_sealed_ticket_says_what_is_lost_and_shows_all_else(
    house: House, chief: FlaskClient, *, file_too: bool
) -> None:
    house.file(sealed=True, story=STORY)
    with lost(house.keys, Purpose.SEALED, file_too=file_too):
        shown = chief.get(f"/desk/tickets/{house.number}")
        queue = chief.get("/desk/todo")

    assert shown.status_code == queue.status_code == 200
    assert "sealed.key" in shown.text
    assert "密钥的备份恢复" in shown.text
    assert house.number in shown.text
    assert STORY not in shown.text
    assert STORY in chief.get(f"/desk/tickets/{house.number}").text


def test_a_lost_contact_key_hides_the_contact_alone(house: House, lead: FlaskClient) -> None:
    house.file()
    path = f"/desk/tickets/{house.number}/contact"
    with lost(house.keys, Purpose.CONTACT):
        shown = submit(lead, path, reason="核实押金金额")

    assert shown.status_code == 200
    assert shown.text.count("contact.key 里没有编号") == 2


def test_a_lost_file_key_stops_the_download_in_plain_words(
    house: House, lead: FlaskClient, joined: Desk
) -> None:
    house.file()
    with house.database.writing() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == house.number)).one()
        joined.attachments.add_later(session, ticket, [SafeFile("jpg", "image/jpeg", b"x")])
        id_ = ticket.files[0].id
    page = f"/desk/tickets/{house.number}"
    with lost(house.keys, Purpose.FILES):
        answer = submit(lead, f"{page}/files/{id_}", page)

    assert answer.status_code == 503
    assert "files.key 里没有编号" in answer.text
    assert submit(lead, f"{page}/files/{id_}", page).data == b"x"


def test_a_step_that_needs_a_lost_key_changes_nothing(house: House, chief: FlaskClient) -> None:
    house.file(sealed=True, story=STORY)
    house.do(INSIDE, "accept", matter="J01")
    page = f"/desk/tickets/{house.number}/do/release"
    form = chief.get(page).text
    seen = form.split('name="seen" value="')[1].split('"')[0]
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "seen": seen, "reason": "不涉及工作人员", "unit": "jia-mz"}
    with lost(house.keys, Purpose.SEALED):
        answer = chief.post(page, data=sent)

    assert answer.status_code == 503
    assert "不涉及工作人员" in answer.text
    with house.ticket() as ticket:
        assert (ticket.sealed, ticket.lead_unit) == (True, "shili-jw")


def test_words_in_place_of_an_opinion_are_never_published(house: House) -> None:
    house.file(sealed=True, story=STORY)
    house.do(INSIDE, "accept", matter="J01")
    house.do(INSIDE, "assign", unit="shili-jw")
    house.do(INSPECTOR, "accept_part", "shili-jw")
    house.do(INSPECTOR, "draft", "shili-jw", found=OPINION["found"])
    house.do(CHIEF, "submit", "shili-jw", **OPINION)
    house.do(INSIDE, "approve", "shili-jw")

    with lost(house.keys, Purpose.SEALED), house.ticket() as ticket:
        assert joint_opinion(ticket, house.keys) == {}
    with house.ticket() as ticket:
        assert joint_opinion(ticket, house.keys) == OPINION


def test_a_citizen_is_told_no_name_of_a_key(house: House, app: Flask, clock: Clock) -> None:
    citizen = Citizen(app, house)
    citizen.file(sealed=True, story=STORY)
    house.do(INSIDE, "reject", reason="已在法院审理", basis="示例规定", turn_to="示例市法院")
    with lost(house.keys, Purpose.SEALED):
        shown = citizen.post("/letter", place="2")

    assert shown.status_code == 200
    assert CITIZEN_WORDS in shown.text
    assert ".key" not in shown.text
    del clock


@pytest.mark.parametrize("purpose", [Purpose.RECEIPT, Purpose.DRAFT])
def test_without_a_key_file_the_public_pages_say_whom_to_call(
    house: House, app: Flask, purpose: Purpose
) -> None:
    citizen = Citizen(app, house)
    citizen.file()
    with lost(house.keys, purpose, file_too=True):
        answers = [citizen.post(), citizen.client.get("/complaints/new")]

    assert all(one.status_code in (200, 303, 503) for one in answers)
    said = [one.text for one in answers if one.status_code == 503]
    assert all("请打电话" in text and ".key" not in text for text in said)
    assert said


@pytest.mark.parametrize("purpose", [Purpose.CONTACT, Purpose.SEALED, Purpose.FILES, Purpose.ROOTS])
def test_the_audit_counts_what_a_lost_key_hides(
    database: Database, keys: Keys, catalog: Catalog, joined: Desk, purpose: Purpose
) -> None:
    _, made = filed(database, keys, catalog, sealed=purpose is Purpose.SEALED)
    with database.writing() as session:
        ticket = session.get_one(Ticket, made.id)
        joined.attachments.add_later(session, ticket, [SafeFile("jpg", "image/jpeg", b"x")])
    joined.now.forward(days=5)  # type: ignore[attr-defined]
    make_roots(database, keys, joined.now())

    with database.reading() as session:
        assert verify(session, keys).wrong == 0
        with lost(keys, purpose, file_too=True):
            assert verify(session, keys).wrong > 0


def test_officers_sign_in_as_before_while_and_after_their_keys_are_renewed(
    officers: Officers, database: Database, keys: Keys
) -> None:
    officers.make("lead", "jia-mz", Role.LEAD)
    rotate(keys, Purpose.ACCOUNTS)
    officers.sign_in("lead", client=officers.app.test_client())

    assert rewrap(database, keys).renewed == 1
    officers.sign_in("lead", client=officers.app.test_client())

    assert rewrap(database, keys).renewed == 0
