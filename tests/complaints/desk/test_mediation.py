"""Mediation: contact reaches an institution after the citizen's yes to exactly that, and once."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.acting import THE_CITIZEN
from complaints.database.models import Event
from complaints.events import broken_link, values_of
from complaints.workflow import Role, TransitionError
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.following import Citizen, following
from tests.complaints.house import HANDLER, HEAD, LEAD, House
from tests.pages import Page

STAFF = {
    "lead": ("jia-mz", Role.LEAD),
    "handler": ("jia-scjg", Role.HANDLER),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
    "other": ("yi-mz", Role.LEAD),
}
NAME, TELEPHONE = "张示例", "0000-5559999"
WHY = "退押金的时间可以商量"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    made = following(app)
    made.file()
    made.house.assign()
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


def act(browser: FlaskClient, house: House, action: str, **fields: str) -> TestResponse:
    with house.ticket() as ticket:
        seen = ticket.events[-1].seq
    path = f"/desk/tickets/{house.number}/do/{action}"
    return submit(browser, path, "/desk/password", seen=str(seen), **fields)


def last(house: House, name: str) -> Event | None:
    with house.ticket() as ticket:
        return next((one for one in reversed(ticket.events) if one.name == name), None)


def test_the_citizen_is_asked_what_goes_to_whom_for_what_and_nothing_is_ticked(
    citizen: Citizen, sign_in: SignIn
) -> None:
    assert act(sign_in("lead"), citizen.house, "offer_mediation", reason=WHY).status_code == 303

    page = citizen.see()
    assert 'id="mediation"' in page
    form = unescape(citizen.post("/answer_mediation").text)

    assert Page(form).faults() == []
    for told in ("您的姓名、电话", "只用于调解这一件", WHY):
        assert told in page
        assert told in form
    radios = re.findall(r'<input type="radio"[^>]*name="agrees"[^>]*>', form)
    assert len(radios) == 2
    assert "checked" not in form
    assert citizen.do("answer_mediation").status_code == 422


def test_after_his_yes_the_lead_hands_it_over_once_on_a_slip_with_only_that(
    citizen: Citizen, sign_in: SignIn
) -> None:
    lead, house = sign_in("lead"), citizen.house
    house.do(LEAD, "offer_mediation", reason=WHY)
    citizen.do("answer_mediation", agrees="是")
    asked = lead.get(f"/desk/tickets/{house.number}/do/hand_contact").text
    assert TELEPHONE not in asked

    slip = act(lead, house, "hand_contact")

    assert Page(slip.text).faults() == []
    assert NAME in slip.text
    assert TELEPHONE in slip.text
    assert "押金一直不退" not in slip.text
    assert house.number not in slip.text[slip.text.index('id="slip"') : slip.text.index("已经记下")]
    with house.ticket() as ticket:
        handed = ticket.events[-1]
        assert handed.name == "contact_handed_over"
        name = ticket.institution_name
        assert values_of(handed, house.keys) == {"institution": name, "handed": "姓名、电话"}
        assert broken_link(ticket) is None
    assert act(lead, house, "hand_contact").status_code == 409
    assert "您的联系方式已交给机构" in citizen.see()
    assert citizen.do("take_back_consent").status_code == 409


@pytest.mark.parametrize("answer", ["", "否"])
def test_without_a_yes_there_is_no_such_step(
    citizen: Citizen, sign_in: SignIn, answer: str
) -> None:
    lead, house = sign_in("lead"), citizen.house
    path = f"/desk/tickets/{house.number}/do/hand_contact"
    assert lead.get(path).status_code == 404
    house.do(LEAD, "offer_mediation", reason=WHY)
    if answer:
        citizen.do("answer_mediation", agrees=answer)

    assert lead.get(path).status_code == 404
    sent = act(lead, house, "hand_contact")

    assert sent.status_code == 409
    assert TELEPHONE not in sent.text
    assert last(house, "contact_handed_over") is None


def test_his_yes_may_be_taken_back_before_and_given_again(
    citizen: Citizen, sign_in: SignIn
) -> None:
    lead, house = sign_in("lead"), citizen.house
    house.do(LEAD, "offer_mediation", reason=WHY)
    citizen.do("answer_mediation", agrees="是")
    assert "已经收回" in citizen.do("take_back_consent").text
    assert act(lead, house, "hand_contact").status_code == 409

    citizen.do("answer_mediation", agrees="是")

    assert TELEPHONE in act(lead, house, "hand_contact").text


@pytest.mark.parametrize(
    ("name", "status"), [("handler", 409), ("supervisor", 409), ("other", 404)]
)
def test_a_yes_opens_it_to_the_lead_alone(
    citizen: Citizen, sign_in: SignIn, name: str, status: int
) -> None:
    citizen.house.do(LEAD, "offer_mediation", reason=WHY)
    citizen.do("answer_mediation", agrees="是")

    sent = act(sign_in(name), citizen.house, "hand_contact")

    assert sent.status_code == status
    assert TELEPHONE not in sent.text


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "举报"},
        {"naming": "匿名", "name": "", "telephone": ""},
        {"institution": None, "institution_name": "某家"},
    ],
)
def test_only_a_complaint_about_a_known_home_by_somebody_reachable_can_be_mediated(
    citizen: Citizen, changes: dict[str, Any]
) -> None:
    citizen.file(**changes)
    citizen.house.assign()

    with pytest.raises(TransitionError, match="可以调解"):
        citizen.house.do(LEAD, "offer_mediation", reason=WHY)


def test_only_a_telephone_is_handed_over_where_only_that_was_left(
    citizen: Citizen, sign_in: SignIn
) -> None:
    citizen.file(naming="只留联系方式", name="")
    citizen.house.assign()
    citizen.house.do(LEAD, "offer_mediation", reason=WHY)
    assert "您的电话" in citizen.see()
    citizen.do("answer_mediation", agrees="是")

    slip = act(sign_in("lead"), citizen.house, "hand_contact").text

    assert TELEPHONE in slip
    assert "姓名" not in slip


def test_a_code_that_an_officer_saw_gives_no_consent(citizen: Citizen) -> None:
    citizen.file(at_the_desk=True)
    citizen.house.assign()
    citizen.house.do(LEAD, "offer_mediation", reason=WHY)

    refused = citizen.do("answer_mediation", agrees="是")

    assert refused.status_code == 409
    assert "换一个只有您知道的查询码" in refused.text
    assert last(citizen.house, "mediation_answered") is None


def test_the_end_is_told_and_after_it_nothing_is_handed_over(citizen: Citizen) -> None:
    house = citizen.house
    house.do(LEAD, "offer_mediation", reason=WHY)
    for stranger in (HANDLER, HEAD):
        with pytest.raises(TransitionError):
            house.do(stranger, "end_mediation", settled="达成", reason="双方同意")
    citizen.do("answer_mediation", agrees="是")
    house.do(LEAD, "end_mediation", settled="未达成", reason="机构不同意")

    assert "未达成" in citizen.see()
    for actor, action in ((LEAD, "hand_contact"), (THE_CITIZEN, "take_back_consent")):
        with pytest.raises(TransitionError):
            house.do(actor, action)


def test_a_sealed_ticket_is_never_mediated(citizen: Citizen) -> None:
    house = citizen.house
    house.do(LEAD, "offer_mediation", reason=WHY)
    citizen.do("answer_mediation", agrees="是")
    house.do(LEAD, "seal", reason="涉及公职人员")

    with pytest.raises(TransitionError):
        house.do(LEAD, "hand_contact")
    assert 'id="mediation"' not in citizen.see()
