"""Tickets that belong together, and what a citizen is never shown."""

from __future__ import annotations

import re

from sqlalchemy import select

from complaints.acting import THE_CITIZEN
from complaints.database.models import Link, Ticket
from complaints.receipts import store_code
from tests.complaints.following import Citizen, text
from tests.complaints.house import ANSWER, CHIEF, HANDLER


def test_two_tickets_of_one_paper_name_each_other_and_share_the_code(citizen: Citizen) -> None:
    citizen.file(reports_too=True)
    first, other = citizen.house.number, citizen.also
    assert other in citizen.see()
    citizen.house.number = other
    assert first in citizen.see()

    page = text(citizen.post("/renew", do="renew"))

    shown = re.findall(r'class="big">([^<]+)', page)
    assert shown[:2] == [other, first]
    citizen.code = shown[2]
    citizen.see()
    citizen.house.number = first
    citizen.see()


def test_what_was_split_off_is_named_at_its_origin_and_never_the_other_way(
    citizen: Citizen,
) -> None:
    citizen.file(sealed=True, matter="J01", kind="举报")
    citizen.house.do(CHIEF, "accept", matter="J01")
    citizen.house.do(CHIEF, "release_in_part", reason="属于收费", text="押金不退。", unit="jia-mz")
    origin, code = citizen.house.number, "1234 5678 1234 5678"
    with citizen.house.database.writing() as session:
        part = session.get_one(Ticket, session.scalars(select(Link)).one().other_id)
        stored = store_code(citizen.house.keys, code)  # In truth nobody has a code of it.
        part.code_salt, part.code_digest = stored.salt, stored.digest

    assert f">{part.number}</b>，现在：已收到" in citizen.see()
    citizen.house.number, citizen.code = part.number, code
    assert origin not in citizen.see()


def test_steps_of_officers_have_no_address_here(citizen: Citizen) -> None:
    for action in ("publish", "accept", "seal", "close", "nothing"):
        assert citizen.post(f"/{action}", page="0", do="next").status_code in (303, 404, 405)
    assert citizen.house.state() == "received"


def test_an_officer_or_a_draft_is_never_shown(citizen: Citizen) -> None:
    house = citizen.house
    house.assign(cooperating="jia-xf")
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", found="内部草稿，还没有核实。")
    house.do(THE_CITIZEN, "urge")

    page = citizen.see()

    assert "内部草稿" not in page
    assert HANDLER.officer is not None
    assert f">{HANDLER.officer}<" not in page
    assert ANSWER["found"] not in page
