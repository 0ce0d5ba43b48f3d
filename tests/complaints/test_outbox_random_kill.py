"""An outbox killed at any moment, while citizens file: no mail twice, no text message lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.auditing import verify
from complaints.database import Database
from complaints.database.deliveries import DeliveredMessage, Delivery, DeliveryState
from complaints.database.models import TO_FILER, Event, Message, Ticket
from complaints.events import THE_CLOCK, record
from complaints.filing import Receipt
from complaints.gateway import HttpGateway
from complaints.keys import Keys
from complaints.outbox import Mails, Outbox, Texts
from complaints.outbox.channels import NOTIFIED
from complaints.outbox.deliveries import SENDING_FOR
from complaints.post import SmtpPost
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House
from tests.complaints.posting import DAY, MINUTE, NOW, Addresses
from tests.complaints.test_gateway import FakeServer, fake
from tests.complaints.test_outbox_kill import Box, box
from tests.complaints.unrest import filing, numbers
from tests.kills import Kills, Ready, kills, seconds_of, start

__all__ = ["box", "fake", "kills"]
pytestmark = pytest.mark.kills
UNITS = ("jia-mz", "jia-xf", "jia-scjg")
OFFICERS = {unit: [f"{number}@{unit}.example" for number in range(4)] for unit in UNITS}
TAKEN = DeliveryState.TAKEN
CITIZENS = 6
TURNS = 20
"""So many runs fit into a day, each so late that what the one before was sending is judged."""


def outbox(database: Database, keys: Path, smtp: str, sms: str) -> Outbox:
    """Give an outbox with both ways over real servers."""
    post, gateway = SmtpPost(smtp, "desk@mz.example"), HttpGateway(sms)
    mails = Mails(post, Addresses(OFFICERS), str, "https://desk.example/")
    return Outbox(database, (mails, Texts(gateway, Keys(keys), "示例市民政局", "https://x/")))


def send(ready: Ready, now: datetime, url: str, *words: Any) -> None:
    """Do as `gongshi outbox send` does."""
    made = outbox(Database(url), *words)
    ready()
    made.send(now)


def moment(turn: int) -> datetime:
    """Give the hour of a run, by day."""
    return NOW + (turn // TURNS) * DAY + (turn % TURNS) * (SENDING_FOR + MINUTE)


@dataclass
class Office:
    """A house with a few tickets of which there is always news, and all that citizens file."""

    house: House
    tickets: list[str] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    turn: int = 0

    def fill(self) -> None:
        """File the papers of citizens who want text messages."""
        for _ in range(CITIZENS):
            self.house.file()
            with self.house.ticket() as ticket:
                self.tickets.append(ticket.id)

    def next(self) -> datetime:
        """Write news for everybody; give the hour of the next run."""
        self.turn += 1
        now = self.house.clock.now = moment(self.turn)
        with self.house.database.writing() as session:
            for id_, unit in product(self.tickets, (TO_FILER, *UNITS)):
                event = record(session.get_one(Ticket, id_), "noted", THE_CLOCK, now)
                session.add(Message(event_id=event.id, unit=unit, created_at=now))
        return now


@pytest.fixture
def office(database: Database, keys: Keys, catalog: Catalog) -> Office:
    """Give an office."""
    made = Office(House(database, keys, catalog, Clock(NOW)))
    made.fill()
    return made


def test_whenever_it_was_killed_all_is_told_once(
    kills: Kills, office: Office, box: tuple[Box, str], fake: FakeServer
) -> None:
    house, (taker, smtp) = office.house, box
    url, words = house.database.url, (house.keys.folder, smtp, fake.url)
    lasting = seconds_of(send, office.next(), url, *words)
    for _ in kills:
        now = office.next()
        with filing(house) as receipts:
            kills.strike(start(send, now, url, *words), lasting)
        office.receipts += receipts
    for _ in range(2):  # One judges what the last kill left; the other sends what that allows.
        outbox(house.database, *words).send(office.next())

    with house.database.reading() as session:
        sent = session.scalars(select(Delivery)).all()
        mails = {one.id: one.state for one in sent if one.unit != TO_FILER}
        texts = {one.id: one.state for one in sent if one.unit == TO_FILER}
        assert_no_mail_twice(mails, Counter(taker.ids), kills.done)
        assert set(texts.values()) == {TAKEN}
        assert texts.keys() == {body["id"] for body in fake.bodies}
        assert {one.number for one in office.receipts} <= set(numbers(house.database))
        assert_told_of_all(session, len(texts))
        assert verify(session, house.keys).wrong == 0


def assert_no_mail_twice(mails: dict[str, str], came: Counter[str], killed: int) -> None:
    """Hold what the server took against what is noted of it."""
    uncertain = [id_ for id_, state in mails.items() if state == DeliveryState.UNCERTAIN]
    assert {*mails.values()} <= {TAKEN, DeliveryState.UNCERTAIN}
    assert len(uncertain) <= killed
    assert came.keys() | set(uncertain) == mails.keys()
    assert set(came.values()) == {1}


def assert_told_of_all(session: Session, texts: int) -> None:
    """Find every message in a delivery to each of its readers, and each text in the chain once."""
    told = Counter(session.scalars(select(DeliveredMessage.message_id)))
    for message in session.scalars(select(Message)):
        assert told[message.id] == len(OFFICERS.get(message.unit, [message.unit]))
    names = session.scalars(select(Event.name).where(Event.name == NOTIFIED)).all()
    assert len(names) == texts
