"""Steps for many tickets at once: shown first, each by itself, and never one that ends a ticket."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.models import Event, Message, Ticket
from complaints.desk.bulk.acts import ACTS
from complaints.keys import Keys
from complaints.workflow import Role, transitions
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit, token_of
from tests.complaints.house import LEAD, STORY, SUPERVISOR, House

SEEN = re.compile(r'name="(seen-[^"]+)" value="(\d+)"')
SignIn = Callable[[str, Role], FlaskClient]
REASON = "本周内请提出办理意见"


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


@pytest.fixture
def sign_in(officers: Officers) -> SignIn:
    def come(unit: str, role: Role) -> FlaskClient:
        officers.make(f"{unit}.{role}", unit, role)
        return officers.sign_in(f"{unit}.{role}")

    return come


def filed(house: House, *, accepted: bool = True, assigned: bool = False) -> str:
    house.file()
    if accepted or assigned:
        house.do(LEAD, "accept", matter="F01")
    if assigned:
        house.do(LEAD, "assign", unit="jia-scjg", cooperating="")
    return house.number


def plan(client: FlaskClient, act: str, *numbers: str) -> TestResponse:
    answer: TestResponse = submit(client, f"/desk/bulk/{act}", "/desk/change", number=list(numbers))
    return answer


def do(client: FlaskClient, act: str, shown: TestResponse, **fields: str) -> TestResponse:
    seen = dict(SEEN.findall(shown.text))
    numbers = [name.removeprefix("seen-") for name in seen]
    token = token_of(client, "/desk/change")
    data: dict[str, object] = {"csrf_token": token, "number": numbers, **seen, **fields}
    return client.post(f"/desk/bulk/{act}/do", data=data)


def states(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {one.number: one.state for one in session.scalars(select(Ticket))}


def test_what_would_happen_is_shown_and_nothing_happens(
    house: House, sign_in: SignIn, database: Database
) -> None:
    good, early = filed(house), filed(house, accepted=False)
    page = plan(sign_in("jia-mz", Role.LEAD), "assign", good, early).text

    assert "可以办 1 件，共 2 件" in page
    assert "主办" in page
    assert "要由牵头人员先受理" in page
    assert states(database) == {good: "accepted", early: "received"}


def test_many_are_given_to_the_units_that_routing_proposes(
    house: House, sign_in: SignIn, database: Database
) -> None:
    numbers = [filed(house) for _ in range(3)]
    lead = sign_in("jia-mz", Role.LEAD)
    done = do(lead, "assign", plan(lead, "assign", *numbers)).text

    assert "办好 3 件，共 3 件" in done
    assert set(states(database).values()) == {"assigned"}
    with house.ticket() as ticket:
        assert {part.unit for part in ticket.assignments} >= {"jia-xf"}


def test_one_that_somebody_touched_meanwhile_holds_up_no_other(
    house: House, sign_in: SignIn, database: Database
) -> None:
    touched = filed(house)
    lead = sign_in("jia-mz", Role.LEAD)
    other = filed(house)
    shown = plan(lead, "assign", touched, other)
    house.number = touched
    house.do(SUPERVISOR, "supervise", reason="影响大")
    done = do(lead, "assign", shown).text

    assert "办好 1 件，共 2 件" in done
    assert "刚刚有人办过" in done
    assert states(database) == {touched: "accepted", other: "assigned"}


def test_units_are_reminded_once_by_name_with_one_reason(
    house: House, sign_in: SignIn, database: Database
) -> None:
    running, early = filed(house, assigned=True), filed(house)
    lead = sign_in("jia-mz", Role.LEAD)
    shown = plan(lead, "remind", running, early)
    assert do(lead, "remind", shown, reason="快").status_code == 422
    assert "办好 1 件" in do(lead, "remind", shown, reason=REASON).text

    assert "已经催办" in plan(lead, "remind", running).text
    with database.reading() as session:
        asked = select(Event).where(Event.name == "supervision_raised")
        event = session.scalars(asked).one()
        assert event.role == "lead"
        assert event.officer
        told = select(Message.unit).where(Message.event_id == event.id)
        assert session.scalars(told).all() == ["jia-scjg"]


def test_who_is_no_lead_does_nothing_in_bulk(
    house: House, sign_in: SignIn, database: Database
) -> None:
    number = filed(house, assigned=True)
    for unit, role in (("jia-scjg", Role.HEAD), ("shili-mz", Role.SUPERVISOR)):
        client = sign_in(unit, role)
        assert plan(client, "remind", number).status_code == 403
        assert "批量" not in client.get("/desk/search").text
    assert plan(sign_in("yi-mz", Role.LEAD), "remind", number).status_code == 404
    assert states(database) == {number: "assigned"}


def test_a_sealed_ticket_does_not_exist_in_bulk(house: House, sign_in: SignIn) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    lead = sign_in("jia-mz", Role.LEAD)

    assert plan(lead, "assign", house.number).status_code == 404


def test_of_all_steps_only_assigning_is_taken_in_bulk() -> None:
    assert {step.action for step in transitions()} & set(ACTS) == {"assign"}


@pytest.mark.parametrize("action", ["publish", "reject", "close", "approve", "hand_over", "%00"])
def test_no_address_ends_many_tickets(
    house: House, sign_in: SignIn, database: Database, action: str
) -> None:
    number = filed(house)
    lead = sign_in("jia-mz", Role.LEAD)

    assert plan(lead, action, number).status_code == 404
    assert plan(lead, f"{action}/do", number).status_code == 404
    assert states(database) == {number: "accepted"}


def test_nothing_chosen_or_no_token_is_nothing(house: House, sign_in: SignIn) -> None:
    number = filed(house)
    lead = sign_in("jia-mz", Role.LEAD)

    assert "没有选件" in plan(lead, "assign").text
    assert "没有选件" in plan(lead, "assign", "x", "'; --").text
    for path in ("/desk/bulk/assign", "/desk/bulk/assign/do"):
        assert lead.post(path, data={"number": number}).status_code == 400
        assert lead.get(path).status_code in (404, 405)
