"""Lists of disposal (销毁清单): what was proposed, who confirmed it, what came of each item.

A list is the record that nothing was destroyed on one's own (《档案法》第二十一条); its rows are
never deleted. They hold no text of a ticket.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from complaints.database.base import ID, Base, new_id
from complaints.database.models import Ticket
from complaints.workflow.terms import Term


class ListState(Term):
    """How far a list is; an ended one has no item that waits."""

    PROPOSED = "proposed", "待初核"
    CHECKED = "checked", "待复核"
    CONFIRMED = "confirmed", "待销毁"
    ENDED = "ended", "已了结"


class ItemState(Term):
    """What came of an item; a lapsed one was no longer due when its turn came."""

    LISTED = "listed", "在清单上"
    STRUCK = "struck", "继续保管"
    LAPSED = "lapsed", "情形有变，没有销毁"
    DONE = "done", "已销毁"


class Disposal(Base):
    """One list of one lead unit; `first_by` and `second_by` are officers, never the same."""

    __tablename__ = "disposals"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    unit: Mapped[str] = mapped_column(String(40), index=True)
    unit_name: Mapped[str]
    sealed: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12), index=True, default=ListState.PROPOSED)
    proposed_on: Mapped[date]
    first_by: Mapped[str | None] = mapped_column(ID)
    first_at: Mapped[datetime | None]
    second_by: Mapped[str | None] = mapped_column(ID)
    second_at: Mapped[datetime | None]
    items: Mapped[list[DisposalItem]] = relationship(back_populates="disposal")


class DisposalItem(Base):
    """One kind of content of one ticket, with a copy of the rule by which it is due.

    `open_key` is set while the item waits, so that nothing stands on two lists at once. `last_day`
    ends the term by the rule, `kept_until` the new one of an item that was struck off. `bodies`
    names files outside the database that are still to be removed.
    """

    __tablename__ = "disposal_items"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    disposal_id: Mapped[str] = mapped_column(ForeignKey("disposals.id"), index=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), index=True)
    what: Mapped[str] = mapped_column(String(8))
    rule: Mapped[str] = mapped_column(String(8))
    term: Mapped[str] = mapped_column(String(12))
    basis: Mapped[str]
    source: Mapped[str]
    closed_on: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), index=True, default=ItemState.LISTED)
    open_key: Mapped[str | None] = mapped_column(String(48), unique=True)
    reason: Mapped[str | None]
    kept_until: Mapped[date | None]
    struck_by: Mapped[str | None] = mapped_column(ID)
    ended_on: Mapped[date | None]
    bodies: Mapped[list[str]] = mapped_column(JSON, default=list)
    disposal: Mapped[Disposal] = relationship(back_populates="items")
    ticket: Mapped[Ticket] = relationship()


def open_key(ticket: str, what: str) -> str:
    """Give the key that only one waiting item may have."""
    return f"{ticket}:{what}"
