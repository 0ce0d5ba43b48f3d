"""Where sealed values stand: every column that a key of the ring opens, in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from complaints.database.models import Contact, Draft, EventValue, File, Ticket
from complaints.keys import ID_SIZE, Purpose
from complaints.vault import has_key_id

BATCH = 200
Column = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Value:
    """One sealed value: in which row, under which purpose, bound to which place."""

    id: str
    sealed: bytes
    purpose: Purpose
    bound_to: str


@dataclass(frozen=True)
class Place:
    """A column of sealed values. `ticket` leads to the ticket that may be sealed (密封)."""

    id: Column
    column: Column
    bound_to: str
    purpose: Purpose
    ticket: Column | None = None

    def values(self, session: Session) -> Iterator[Value]:
        """Give all values, in the order of their ids."""
        after = ""
        while batch := self.batch(session, after):
            yield from batch
            after = batch[-1].id

    def batch(self, session: Session, after: str) -> list[Value]:
        """Give the next values after an id, a few at a time."""
        sealed: ColumnElement[bool] = literal(value=False)
        asked = select(self.id, self.column, sealed)
        if self.ticket is not None:
            asked = select(self.id, self.column, Ticket.sealed).outerjoin(
                Ticket, Ticket.id == self.ticket
            )
        asked = asked.where(self.column.is_not(None), self.id > after)
        rows = session.execute(asked.order_by(self.id).limit(BATCH))
        return [
            Value(id_, value, Purpose.SEALED if of_sealed else self.purpose, self._bound(id_))
            for id_, value, of_sealed in rows
        ]

    def _bound(self, id_: str) -> str:
        return self.bound_to.format(id=id_)


PLACES = (
    Place(Contact.id, Contact.name, "contacts:{id}:name", Purpose.CONTACT, Contact.ticket_id),
    Place(
        Contact.id, Contact.telephone, "contacts:{id}:telephone", Purpose.CONTACT, Contact.ticket_id
    ),
    Place(Ticket.id, Ticket.sealed_story, "tickets:{id}:story", Purpose.SEALED),
    Place(EventValue.id, EventValue.sealed_value, "event_values:{id}:value", Purpose.SEALED),
    Place(File.id, File.wrapped_key, "upload-key:{id}", Purpose.FILES, File.ticket_id),
)
SHORT_LIVED = (Place(Draft.id, Draft.body, "drafts:{id}:body", Purpose.DRAFT),)
"""Drafts are gone after twenty hours; until then their key stays."""


def key_id(place: Place, value: Value) -> bytes | None:
    """Tell under which key a value lies; None for a file's key from before keys had ids."""
    if place.column is File.wrapped_key and not has_key_id(value.sealed):
        return None
    return value.sealed[:ID_SIZE]
