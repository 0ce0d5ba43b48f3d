"""Deliveries in the database: planned, taken, noted, each in a short transaction of its own."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.deliveries import DeliveredMessage, Delivery, DeliveryState
from complaints.database.models import TO_FILER, Message
from complaints.outbox.channels import Channel, Parcel
from complaints.post import NotTakenError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
SENDING_FOR = timedelta(minutes=30)
"""No sending lasts so long; the run that began it must have died."""


def pause(tries: int) -> timedelta:
    """Give the time until the next try after so many: 1, 2, 4 … minutes, six hours at most."""
    doublings = min(tries - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def is_hopeless(tries: int) -> bool:
    """Tell whether a reader has refused for three days, by the pauses between so many tries."""
    return sum((pause(one) for one in range(1, tries + 1)), timedelta()) >= GIVEN_UP_AFTER


def recover(database: Database, channel: Channel, now: datetime) -> int:
    """Judge what a dead run was about to send; give how much of it is uncertain for ever."""
    began = (Delivery.state == DeliveryState.SENDING, Delivery.begun_at <= now - SENDING_FOR)
    after = DeliveryState.WAITING if channel.repeatable else DeliveryState.UNCERTAIN
    asked = select(Delivery).where(*began, channel.deliveries()).with_for_update(skip_locked=True)
    with database.writing() as session:
        left = session.scalars(asked).all()
        for delivery in left:
            delivery.state = after
    return 0 if channel.repeatable else len(left)


def plan(database: Database, channel: Channel, now: datetime) -> Counter[str]:
    """Put every due message into a delivery for each reader; count by unit what has no reader."""
    nobody: Counter[str] = Counter()
    with database.reading() as session:
        units = session.scalars(select(Message.unit).where(*_due(channel, now)).distinct()).all()
    for unit in sorted(units):
        # Another run was quicker, and planned the same.
        with suppress(IntegrityError), database.writing() as session:
            nobody[unit] += _plan_unit(session, channel, unit, now)
    return +nobody


def _plan_unit(session: Session, channel: Channel, unit: str, now: datetime) -> int:
    asked = select(Message).where(*_due(channel, now), Message.unit == unit)
    unread = 0
    for message in session.scalars(asked.with_for_update(skip_locked=True)).all():
        readers = channel.readers(session, message)
        unread += not readers
        for reader in readers:
            delivery = _waiting_for(session, unit, reader, now)
            told = DeliveredMessage(message_id=message.id, reader=reader, delivery_id=delivery.id)
            session.add(told)
        session.flush()
    return unread


def _waiting_for(session: Session, unit: str, reader: str, now: datetime) -> Delivery:
    """Give the delivery that already waits for a reader, or a new one."""
    asked = select(Delivery).where(
        Delivery.unit == unit,
        Delivery.reader == reader,
        Delivery.state == DeliveryState.WAITING,
    )
    found = session.scalars(asked.with_for_update()).first()
    if found is None:
        found = Delivery(unit=unit, reader=reader, created_at=now, next_try_at=now)
        session.add(found)
        session.flush()
    return found


def due_now(database: Database, channel: Channel, now: datetime) -> list[str]:
    """Give the ids of deliveries to be tried now, the oldest first."""
    asked = select(Delivery.id).where(_ready(now), channel.deliveries())
    with database.reading() as session:
        return list(session.scalars(asked.order_by(Delivery.created_at, Delivery.id)))


def take(database: Database, channel: Channel, id_: str, now: datetime) -> Parcel | None:
    """Commit that a delivery is about to be sent, and give what; None where it is not to be.

    Raises NotTakenError, after putting it back, where it cannot be packed now.
    """
    try:
        with database.writing() as session:
            packed = _packed(session, channel, id_, now)
    except IntegrityError:
        return None  # Somebody acted on the ticket in the same moment; the next run looks again.
    if isinstance(packed, NotTakenError):
        raise packed
    return packed


def _packed(
    session: Session, channel: Channel, id_: str, now: datetime
) -> Parcel | NotTakenError | None:
    asked = select(Delivery).where(Delivery.id == id_, _ready(now))
    delivery = session.scalar(asked.with_for_update(skip_locked=True))
    if delivery is None:
        return None
    try:
        packed = channel.pack(session, delivery, now)
    except NotTakenError as problem:
        _put_back(delivery, now)
        return problem
    delivery.begun_at = now
    if isinstance(packed, DeliveryState):
        delivery.state = packed
        return None
    delivery.state = DeliveryState.SENDING
    return packed


def note_taken(database: Database, id_: str, now: datetime) -> int:
    """Note that a delivery was taken; give how many messages are sent by it."""
    told = select(DeliveredMessage.message_id).where(DeliveredMessage.delivery_id == id_)
    with database.writing() as session:
        delivery = session.get_one(Delivery, id_, with_for_update=True)
        delivery.state, delivery.tries = DeliveryState.TAKEN, delivery.tries + 1
        asked = select(Message).where(Message.id.in_(told), Message.sent_at.is_(None))
        messages = session.scalars(asked).all()
        for message in messages:
            message.sent_at, message.next_try_at = now, None
    return len(messages)


def note_refused(database: Database, id_: str, now: datetime, *, for_good: bool) -> str | None:
    """Note that a delivery was refused; give its unit where it is given up."""
    with database.writing() as session:
        delivery = session.get_one(Delivery, id_, with_for_update=True)
        _put_back(delivery, now)
        if for_good:
            delivery.state = DeliveryState.GIVEN_UP
        return delivery.unit if delivery.state == DeliveryState.GIVEN_UP else None


def note_state(database: Database, id_: str, state: DeliveryState) -> None:
    """Note that nobody knows whether it was taken, or that nobody was there to take it."""
    with database.writing() as session:
        session.execute(update(Delivery).where(Delivery.id == id_).values(state=state))


def still_waiting(database: Database, channel: Channel) -> int:
    """Count what will be tried later."""
    waits = Delivery.state == DeliveryState.WAITING
    with database.reading() as session:
        asked = select(func.count()).select_from(Delivery).where(waits, channel.deliveries())
        return session.scalar(asked) or 0


def unsettled() -> ColumnElement[bool]:
    """Give the condition for messages that are still to be sent; what was given up is settled."""
    at_work = (DeliveryState.WAITING, DeliveryState.SENDING)
    planned = select(DeliveredMessage.id).where(DeliveredMessage.message_id == Message.id)
    waiting = planned.join(Delivery, Delivery.id == DeliveredMessage.delivery_id).where(
        Delivery.state.in_(at_work)
    )
    unplanned = ~planned.exists() & (Message.unit != TO_FILER)
    return Message.sent_at.is_(None) & (unplanned | waiting.exists())


def _put_back(delivery: Delivery, now: datetime) -> None:
    """Let a delivery wait for its next try, or give it up."""
    delivery.tries += 1
    delivery.next_try_at = now + pause(delivery.tries)
    hopeless = is_hopeless(delivery.tries)
    delivery.state = DeliveryState.GIVEN_UP if hopeless else DeliveryState.WAITING


def _ready(now: datetime) -> ColumnElement[bool]:
    return (Delivery.state == DeliveryState.WAITING) & (Delivery.next_try_at <= now)


def _due(channel: Channel, now: datetime) -> tuple[ColumnElement[bool], ...]:
    planned = select(DeliveredMessage.id).where(DeliveredMessage.message_id == Message.id)
    return (
        Message.sent_at.is_(None),
        or_(Message.next_try_at.is_(None), Message.next_try_at <= now),
        ~planned.exists(),
        channel.messages(now),
    )
