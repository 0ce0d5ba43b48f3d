"""The ways to a reader: mail to the officers of a unit, a text message to the citizen.

Neither names a ticket, a kind or an institution, and both are the same for sealed tickets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from complaints.clock import SHANGHAI
from complaints.database.deliveries import DeliveredMessage, Delivery, DeliveryState
from complaints.database.models import TO_FILER, Event, Message, Ticket
from complaints.events import THE_CLOCK, record
from complaints.gateway import Gateway
from complaints.keys import KeyFileError, Keys, WrongKeyError
from complaints.post import NotTakenError, Post
from complaints.sealing import telephone_of
from complaints.workflow import TicketState

SUBJECT = "【办件平台】有新的办件消息"
MAIL = """\
【办件平台】{unit}有新的办件消息，请登录查看。
{desk_url}

这封邮件由系统发出，请不要回复。
"""
TEXT = "【{organ}】您的诉求有新消息，请凭编号和查询码到网站查看：{url}"
NOTIFIED = "notified"
FROM, UNTIL = time(8), time(21)
"""The hours in which a citizen is not disturbed by a text message, in Shanghai."""
STALE = timedelta(days=3)
"""What a citizen was not told by then he will have seen; a new gateway begins with fresh news."""


class Way(StrEnum):
    """How readers are told."""

    MAIL = "mail"
    TEXT = "text"


@dataclass(frozen=True)
class Parcel:
    """What is handed over: under which id, to which address, with which words."""

    id: str
    to: str
    text: str


class Channel(Protocol):
    """One way to readers; `repeatable` where the receiver drops what comes twice."""

    @property
    def way(self) -> Way:
        """Tell which way this is."""

    @property
    def repeatable(self) -> bool:
        """Tell whether what comes twice is dropped."""

    def messages(self, now: datetime) -> ColumnElement[bool]:
        """Give the condition for messages that go this way."""

    def deliveries(self) -> ColumnElement[bool]:
        """Give the condition for deliveries that go this way."""

    def is_open(self, now: datetime) -> bool:
        """Tell whether readers may be told at this hour."""

    def readers(self, session: Session, message: Message) -> list[str]:
        """Name who is to be told of a message."""

    def pack(self, session: Session, delivery: Delivery, now: datetime) -> Parcel | DeliveryState:
        """Give what is to be sent, or how the delivery ends where it is to be sent no more.

        Raises NotTakenError where it cannot be sent now.
        """

    def hand_over(self, parcel: Parcel) -> None:
        """Send. Raises the errors of `complaints.post`."""


@dataclass(frozen=True)
class Mails:
    """Mail to the officers of units; `recipients` gives their addresses by officer."""

    post: Post
    recipients: Callable[[Session, str], Mapping[str, str]]
    name_of: Callable[[str], str]
    desk_url: str
    way: Way = Way.MAIL
    repeatable: bool = False

    def messages(self, now: datetime) -> ColumnElement[bool]:  # noqa: ARG002 (no mail is too late)
        """Give the condition for messages to units."""
        return Message.unit != TO_FILER

    def deliveries(self) -> ColumnElement[bool]:
        """Give the condition for deliveries to officers."""
        return Delivery.unit != TO_FILER

    def is_open(self, now: datetime) -> bool:  # noqa: ARG002 (a mail wakes nobody)
        """Tell that a mail may always be sent."""
        return True

    def readers(self, session: Session, message: Message) -> list[str]:
        """Name the officers of a unit who have an address."""
        return list(self.recipients(session, message.unit))

    def pack(self, session: Session, delivery: Delivery, now: datetime) -> Parcel | DeliveryState:  # noqa: ARG002
        """Write to the address that the officer has today, if he is still there and may know."""
        address = self.recipients(session, delivery.unit).get(delivery.reader)
        if address is None:
            return DeliveryState.DROPPED
        if not _may_be_told(session, delivery):
            return DeliveryState.SEALED
        text = MAIL.format(unit=self.name_of(delivery.unit), desk_url=self.desk_url)
        return Parcel(delivery.id, address, text)

    def hand_over(self, parcel: Parcel) -> None:
        """Send a mail."""
        self.post.send(parcel.to, SUBJECT, parcel.text, parcel.id)


@dataclass(frozen=True)
class Texts:
    """Text messages to citizens; the number is opened when it is sent and kept nowhere."""

    gateway: Gateway
    keys: Keys
    organ: str
    url: str
    way: Way = Way.TEXT
    repeatable: bool = True

    def messages(self, now: datetime) -> ColumnElement[bool]:
        """Give the condition for messages to citizens that are still news."""
        return and_(Message.unit == TO_FILER, Message.created_at > now - STALE)

    def deliveries(self) -> ColumnElement[bool]:
        """Give the condition for deliveries to citizens."""
        return Delivery.unit == TO_FILER

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is day."""
        return FROM <= now.astimezone(SHANGHAI).time() < UNTIL

    def readers(self, session: Session, message: Message) -> list[str]:
        """Name the ticket: a citizen is known by nothing else."""
        return list(session.scalars(select(Event.ticket_id).where(Event.id == message.event_id)))

    def pack(self, session: Session, delivery: Delivery, now: datetime) -> Parcel | DeliveryState:
        """Open the number; that it was opened is an event, once for each delivery."""
        ticket = session.get_one(Ticket, delivery.reader)
        if ticket.state == TicketState.WITHDRAWN:
            return DeliveryState.DROPPED
        try:
            number = telephone_of(ticket, self.keys)
        except (WrongKeyError, KeyFileError) as lost:
            raise NotTakenError(type(lost).__name__) from None
        if not number:
            return DeliveryState.DROPPED
        if delivery.begun_at is None:
            record(ticket, NOTIFIED, THE_CLOCK, now)
        return Parcel(delivery.id, number, TEXT.format(organ=self.organ, url=self.url))

    def hand_over(self, parcel: Parcel) -> None:
        """Send a text message."""
        self.gateway.send(parcel.to, parcel.text, parcel.id)


def _may_be_told(session: Session, delivery: Delivery) -> bool:
    """Tell whether a delivery tells of any ticket that was not sealed away from its unit since."""
    asked = (
        select(Message.id)
        .join(DeliveredMessage, DeliveredMessage.message_id == Message.id)
        .join(Event, Event.id == Message.event_id)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .where(
            DeliveredMessage.delivery_id == delivery.id,
            or_(Ticket.sealed.is_(False), Ticket.lead_unit == delivery.unit),
        )
    )
    return session.scalar(asked.limit(1)) is not None
