"""Text messages: a citizen who wants hears by day that there is news, and nothing of what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.database.deliveries import Delivery
from complaints.database.models import TO_FILER, Contact, Event, Message
from complaints.events import broken_link
from complaints.keys import Keys
from complaints.outbox import Outbox, Texts, Way
from complaints.post import NotTakenError
from complaints.workflow import Hearer, Role, transitions
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, REFUSAL, House, officer
from tests.complaints.posting import HOUR, MINUTE, FakePost, tell

URL = "https://city.example/complaints/track"
NIGHT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
"""Ten in the evening in Shanghai."""
INSIDE_LEAD = officer("han", "shili-jw", Role.LEAD)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house whose ticket is filed by whom a test wants."""
    return House(database, keys, catalog, clock)


@pytest.fixture
def gateway() -> FakePost:
    """Give a gateway that takes everything."""
    return FakePost()


@pytest.fixture
def outbox(house: House, gateway: FakePost) -> Outbox:
    """Give an outbox to citizens alone."""
    return Outbox(house.database, (Texts(gateway, house.keys, "示例市民政局", URL),))


def to_filer(house: House) -> int:
    """Count what is to be told to citizens."""
    with house.database.reading() as session:
        return len(session.scalars(select(Message).where(Message.unit == TO_FILER)).all())


def accepted(house: House, **changes: Any) -> None:
    """File a paper and accept it."""
    house.file(**changes)
    sealed = changes.get("sealed", False)
    house.do(INSIDE_LEAD if sealed else LEAD, "accept", matter="J01" if sealed else "F01")


def test_an_accepted_ticket_is_told_without_saying_which(
    house: House, outbox: Outbox, gateway: FakePost
) -> None:
    accepted(house)

    assert outbox.send(house.clock.now).taken == {Way.TEXT: 1}

    ((to, said, _),) = gateway.taken
    assert to == "00005559999"
    assert said == f"【示例市民政局】您的诉求有新消息，请凭编号和查询码到网站查看：{URL}"


def test_a_sealed_ticket_is_told_in_the_same_words(
    house: House, outbox: Outbox, gateway: FakePost
) -> None:
    accepted(house)
    accepted(house, sealed=True)

    outbox.send(house.clock.now)

    assert len(gateway.taken) == 2
    assert len({said for _, said, _ in gateway.taken}) == 1


@pytest.mark.parametrize(
    "changes",
    [{"naming": "匿名", "name": "", "telephone": ""}, {"wants_texts": False}],
    ids=["anonymous", "declined"],
)
def test_who_left_no_number_or_wants_none_gets_none(house: House, changes: dict[str, Any]) -> None:
    accepted(house, **changes)

    assert to_filer(house) == 0


def test_who_left_his_number_before_text_messages_were_spoken_of_gets_none(house: House) -> None:
    house.file()
    with house.database.writing() as session:
        session.execute(Contact.__table__.update().values(wants_texts=False))  # type: ignore[attr-defined]
    house.do(LEAD, "accept", matter="F01")

    assert to_filer(house) == 0


def test_the_citizen_hears_of_every_step_that_brings_him_a_letter() -> None:
    told = {step.event for step in transitions() if Hearer.FILER in step.tells}

    assert told >= {
        *("accepted", "rejected", "handed_over", "answered"),
        *("objection_upheld", "objection_dismissed"),
    }
    assert not told & {"closed", "withdrawn", "sealed", "released", "assigned", "drafted"}


def test_his_own_acts_are_no_news_to_him(house: House) -> None:
    house.file()
    house.do(LEAD, "reject", **REFUSAL)
    before = to_filer(house)
    house.do(THE_CITIZEN, "object", reason="不同意")

    assert to_filer(house) == before == 1


def test_no_telephone_rings_at_night(house: House, outbox: Outbox, gateway: FakePost) -> None:
    house.clock.now = NIGHT
    accepted(house)

    for hour in range(10):  # Until eight in the morning.
        outbox.send(NIGHT + hour * HOUR - MINUTE)
    assert gateway.taken == []

    outbox.send(NIGHT + 10 * HOUR)
    assert len(gateway.taken) == 1


def test_the_news_of_a_night_is_one_message(
    house: House, outbox: Outbox, gateway: FakePost, database: Database
) -> None:
    house.clock.now = NIGHT
    accepted(house)
    with house.ticket() as ticket:
        found = ticket
    tell(database, found, TO_FILER, NIGHT)

    outbox.send(NIGHT + 10 * HOUR)

    assert len(gateway.taken) == 1


def test_opening_the_number_is_an_event_without_it_once_for_each_sending(
    house: House, outbox: Outbox, gateway: FakePost
) -> None:
    accepted(house)
    gateway.failing = NotTakenError()
    outbox.send(house.clock.now)
    gateway.failing = None
    outbox.send(house.clock.now + MINUTE)

    with house.ticket() as ticket:
        (noted,) = [event for event in ticket.events if event.name == "notified"]
        assert (noted.role, noted.fields) == ("clock", {})
        assert broken_link(ticket) is None
    assert len(gateway.taken) == 1


def test_the_number_stands_nowhere_but_in_the_contact(house: House, outbox: Outbox) -> None:
    accepted(house)
    outbox.send(house.clock.now)

    with house.database.reading() as session:
        (delivery,) = session.scalars(select(Delivery))
        columns = {name: getattr(delivery, name) for name in Delivery.__table__.columns.keys()}  # noqa: SIM118 (no mapping)
        events = [event.fields for event in session.scalars(select(Event))]
    assert "5559999" not in f"{columns} {events}"


def test_a_withdrawn_ticket_is_told_no_more(
    house: House, outbox: Outbox, gateway: FakePost
) -> None:
    accepted(house)
    house.do(THE_CITIZEN, "withdraw")

    sent = outbox.send(house.clock.now)

    assert (gateway.taken, sent.later) == ([], 0)


def test_old_news_is_not_told_when_a_gateway_comes(house: House, gateway: FakePost) -> None:
    accepted(house)
    house.clock.forward(days=4)
    outbox = Outbox(house.database, (Texts(gateway, house.keys, "示例市民政局", URL),))

    outbox.send(house.clock.now)

    assert gateway.taken == []


def test_a_lost_key_is_tried_again_and_stops_nobody(
    house: House, outbox: Outbox, gateway: FakePost
) -> None:
    accepted(house, sealed=True)
    accepted(house)
    (house.keys.folder / "sealed.key").rename(house.keys.folder / "lost")

    sent = outbox.send(house.clock.now)

    assert (len(gateway.taken), sent.refused, sent.later) == (1, 1, 1)
    (house.keys.folder / "lost").rename(house.keys.folder / "sealed.key")
    assert outbox.send(house.clock.now + MINUTE).taken == {Way.TEXT: 1}
