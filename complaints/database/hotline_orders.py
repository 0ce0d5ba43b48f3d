"""Orders of the hotline (12345 工单) that became tickets: which number, and what was told back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from complaints.database.base import ID, Base, new_id

LONGEST_NUMBER = 40


class HotlineOrder(Base):
    """One order of the hotline and its ticket: the same number never comes in twice.

    `due_on` is the day that the hotline itself set, if it said one. `told_seq` is the event of the
    answer that was last written back, `told_on` the day of it.
    """

    __tablename__ = "hotline_orders"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    hotline_number: Mapped[str] = mapped_column(String(LONGEST_NUMBER), unique=True)
    ticket_id: Mapped[str] = mapped_column(ForeignKey("tickets.id"), unique=True)
    imported_on: Mapped[date]
    due_on: Mapped[date | None]
    told_on: Mapped[date | None]
    told_seq: Mapped[int | None]
