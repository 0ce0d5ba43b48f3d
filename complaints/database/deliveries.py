"""Deliveries: one mail to one officer, or one text message to one citizen, and what it tells.

No address stands here: `reader` is the officer's id, or the ticket's.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from complaints.database.base import ID, Base, new_id


class DeliveryState(StrEnum):
    """How far a delivery is; all but `waiting` and `sending` are for ever.

    `dropped` had nobody any more who was to be told; `sealed` told only of what was sealed before
    it went.
    """

    WAITING = "waiting"
    SENDING = "sending"
    TAKEN = "taken"
    UNCERTAIN = "uncertain"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"
    SEALED = "sealed"


class Delivery(Base):
    """One sending to one reader; its random id is the Message-ID, or the key of idempotency.

    `unit` is TO_FILER for a citizen. `begun_at` is when it was last about to be sent.
    """

    __tablename__ = "deliveries"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    unit: Mapped[str] = mapped_column(String(40))
    reader: Mapped[str] = mapped_column(ID, index=True)
    state: Mapped[str] = mapped_column(String(12), index=True, default=DeliveryState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]


class DeliveredMessage(Base):
    """Which delivery tells a reader of a message: each is told of each once, or not at all."""

    __tablename__ = "delivered_messages"
    __table_args__ = (UniqueConstraint("message_id", "reader"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"))
    reader: Mapped[str] = mapped_column(ID)
    delivery_id: Mapped[str] = mapped_column(ForeignKey("deliveries.id"), index=True)
