"""Fake servers and an outbox over them, for tests of what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.deliveries import Delivery
from complaints.database.models import Message, Ticket
from complaints.events import THE_CLOCK, record
from complaints.outbox import Mails

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NAMES = {"jia-mz": "甲区民政局", "jia-xf": "甲区消防", "shili-jw": "市纪委监委"}


@dataclass
class FakePost:
    """Takes what it is given, but fails for addresses in `fails`, or for all, as it is told."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    failing: Exception | None = None
    asked: int = 0

    def send(self, to: str, *words: str) -> None:
        """Take a mail (subject, text, id) or a text message (text, id), or not."""
        self.asked += 1
        if problem := self.failing or self.fails.get(to):
            raise problem
        *_, text, id_ = words
        self.taken.append((to, "\n".join(words[:-2]) + text, id_))

    @property
    def readers(self) -> list[str]:
        """Who got something."""
        return [to for to, _, _ in self.taken]


@dataclass
class Addresses:
    """The addresses of officers, by unit; each address is its officer's id too."""

    by_unit: dict[str, list[str]]

    def __call__(self, _: Session, unit: str) -> dict[str, str]:
        """Give the addresses of a unit."""
        return {address[:32]: address for address in self.by_unit.get(unit, [])}


def mails(post: FakePost, addresses: Addresses) -> Mails:
    """Give the way to officers over a fake post."""
    return Mails(
        post, addresses, lambda unit: NAMES.get(unit, "您单位"), "https://desk.example/desk/"
    )


def tell(database: Database, ticket: Ticket, unit: str, at: datetime = NOW) -> None:
    """Write a message to a unit, or to the citizen, with an event of its own."""
    with database.writing() as session:
        event = record(session.get_one(Ticket, ticket.id), "noted", THE_CLOCK, at)
        session.add(Message(event_id=event.id, unit=unit, created_at=at))


def waiting(database: Database) -> list[Message]:
    """Give the messages that nobody has got."""
    with database.reading() as session:
        return list(session.scalars(select(Message).where(Message.sent_at.is_(None))))


def states(database: Database) -> dict[str, str]:
    """Tell how far the delivery to each reader is."""
    with database.reading() as session:
        return {one.reader: one.state for one in session.scalars(select(Delivery))}
