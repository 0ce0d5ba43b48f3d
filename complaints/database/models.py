"""The tables of the channel. Every key is random: gaps in a serial would betray sealed tickets.

Times are UTC with the local date (Asia/Shanghai) beside them. Names of units, places and matters
are kept as they were, so that a ticket can be explained for ever. Contact data stands apart from
the ticket, encrypted.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from complaints.database.base import ID, Base, new_id

TO_FILER = ""
"""Stands in place of a unit where a message is for the citizen who filed the ticket."""


class Ticket(Base):
    """One paper of one kind. Of a sealed one the story stands in `sealed_story` alone."""

    __tablename__ = "tickets"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    code_salt: Mapped[bytes]
    code_digest: Mapped[bytes]
    code_seen: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(16), index=True)
    round: Mapped[int] = mapped_column(default=1)
    urgent: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bool] = mapped_column(default=False, index=True)
    channel: Mapped[str] = mapped_column(String(8), default="网上")
    received_at: Mapped[datetime]
    received_on: Mapped[date] = mapped_column(index=True)
    relation: Mapped[str] = mapped_column(String(8))
    naming: Mapped[str] = mapped_column(String(8))
    institution: Mapped[str | None] = mapped_column(String(6), index=True)
    institution_name: Mapped[str]
    place: Mapped[str | None] = mapped_column(String(40))
    place_name: Mapped[str]
    matter: Mapped[str | None] = mapped_column(String(3))
    matter_name: Mapped[str]
    happened: Mapped[str]
    story: Mapped[str | None]
    sealed_story: Mapped[bytes | None]
    lead_unit: Mapped[str] = mapped_column(String(40), index=True)
    lead_name: Mapped[str]
    routed_by: Mapped[str]
    proposal: Mapped[dict[str, Any]]
    outcome: Mapped[str | None] = mapped_column(String(8))
    supervision: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    contact: Mapped[Contact | None] = relationship(back_populates="ticket")
    assignments: Mapped[list[Assignment]] = relationship(back_populates="ticket")
    legs: Mapped[list[Leg]] = relationship(back_populates="ticket")
    events: Mapped[list[Event]] = relationship(
        back_populates="ticket", order_by="Event.seq", lazy="selectin"
    )
    files: Mapped[list[File]] = relationship(back_populates="ticket", order_by="File.name")


class Contact(Base):
    """How to reach the citizen: apart from the ticket, encrypted, each field bound to its row.

    `wants_texts` is set for who was told of text messages when he left his number.
    """

    __tablename__ = "contacts"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), unique=True)
    name: Mapped[bytes | None]
    telephone: Mapped[bytes | None]
    wants_texts: Mapped[bool] = mapped_column(default=False, server_default=false())
    ticket: Mapped[Ticket] = relationship(back_populates="contact")


class Assignment(Base):
    """One unit's part in one round."""

    __tablename__ = "assignments"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    round: Mapped[int] = mapped_column(default=1)
    unit: Mapped[str] = mapped_column(String(40), index=True)
    unit_name: Mapped[str]
    role: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str]
    contact_allowed: Mapped[bool] = mapped_column(default=False, server_default=false())
    ticket: Mapped[Ticket] = relationship(back_populates="assignments")


class Leg(Base):
    """One running deadline (时限环节), with the rule that it was given, whatever changes later."""

    __tablename__ = "legs"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    assignment_id: Mapped[str | None] = mapped_column(ForeignKey("assignments.id"))
    round: Mapped[int] = mapped_column(default=1)
    leg: Mapped[str] = mapped_column(String(8))
    rule: Mapped[str] = mapped_column(String(20))
    n: Mapped[int]
    unit: Mapped[str] = mapped_column(String(4))
    basis: Mapped[str]
    source: Mapped[str]
    pausable: Mapped[bool] = mapped_column(default=False, server_default=false())
    extension: Mapped[int | None]
    extended_by: Mapped[int] = mapped_column(default=0, server_default="0")
    day_zero: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(index=True)
    certainty: Mapped[str] = mapped_column(String(4))
    ended_on: Mapped[date | None]
    in_time: Mapped[bool | None]
    overdue_told: Mapped[bool] = mapped_column(default=False)
    ticket: Mapped[Ticket] = relationship(back_populates="legs")


class Alert(Base):
    """What a timer has told about a leg: each kind once for each due day that the leg has had."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("leg_id", "kind", "due_on"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    leg_id: Mapped[str] = mapped_column(ForeignKey("legs.id"))
    kind: Mapped[str] = mapped_column(String(16))
    due_on: Mapped[date]


class Event(Base):
    """What happened: append-only, chained; it holds names of fields and hashes, never text."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("ticket_id", "seq"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    on: Mapped[date]
    name: Mapped[str] = mapped_column(String(24))
    role: Mapped[str] = mapped_column(String(16))
    unit: Mapped[str | None] = mapped_column(String(40))
    officer: Mapped[str | None] = mapped_column(ID)
    assignment_id: Mapped[str | None] = mapped_column(ID)
    fields: Mapped[dict[str, Any]]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    ticket: Mapped[Ticket] = relationship(back_populates="events")
    values: Mapped[list[EventValue]] = relationship(back_populates="event")


class EventValue(Base):
    """A value that an event vouches for; it may be erased lawfully and the chain stays whole.

    Of a sealed ticket it stands in `sealed_value` alone. A story has its salt here and its text
    in the ticket.
    """

    __tablename__ = "event_values"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"), index=True)
    field: Mapped[str] = mapped_column(String(24))
    salt: Mapped[bytes]
    value: Mapped[str | None]
    sealed_value: Mapped[bytes | None]
    event: Mapped[Event] = relationship(back_populates="values")


class Link(Base):
    """Two tickets that belong together; shown only to who may see both."""

    __tablename__ = "links"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    why: Mapped[str] = mapped_column(String(8))


class File(Base):
    """A file of a ticket: made safe, encrypted under its own wrapped key, outside the database."""

    __tablename__ = "files"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    ticket_id: Mapped[str | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    draft_id: Mapped[str | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    name: Mapped[str] = mapped_column(String(20))
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int]
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    ticket: Mapped[Ticket | None] = relationship(back_populates="files")


class Draft(Base):
    """What a citizen has typed so far, encrypted, under a random id; after sending, the receipt."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    body: Mapped[bytes]
    touched_at: Mapped[datetime] = mapped_column(index=True)


class Counter(Base):
    """How often something was done in an hour; the key is a keyed hash and names nobody."""

    __tablename__ = "counters"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class Message(Base):
    """What must be sent to a unit's officers, or to the citizen; it says only that there is news.

    `unit` is TO_FILER for the citizen. It is sent when it was taken for one of its readers.
    """

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("event_id", "unit"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"), index=True)
    unit: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    next_try_at: Mapped[datetime | None]


class DayRoot(Base):
    """One link of the chain of days: a hash over the heads of all tickets that changed that day."""

    __tablename__ = "day_roots"

    day: Mapped[date] = mapped_column(primary_key=True)
    root: Mapped[bytes]
    signature: Mapped[bytes]
