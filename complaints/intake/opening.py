"""Opening a ticket with its number and code, which travel in POST bodies only."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from complaints.database.models import Event, Ticket
from complaints.intake.channel import address, channel, page, slow_down
from complaints.intake.limits import WRONG_CODE_BY_ADDRESS, WRONG_CODE_BY_NUMBER
from complaints.receipts import StoredCode, code_is_right, read_number
from disclosure.theme import Edition

LONGEST = 40
NOT_FOUND = "编号或者查询码不对。请照着回执再写一遍；回执丢了，请打热线电话。"


@dataclass(frozen=True)
class Credentials:
    """What opens a ticket, as it was typed."""

    number: str
    code: str

    @classmethod
    def sent(cls) -> Credentials:
        """Take them from the running request."""
        number, code = request.form.get("number", ""), request.form.get("code", "")
        return cls(number[:LONGEST].replace("\0", ""), code[:LONGEST].replace("\0", ""))


@dataclass(frozen=True)
class Interrupted:
    """What somebody was about to send when the code proved wrong: where to, and what he typed."""

    tail: str = "track"
    typed: dict[str, str] = field(default_factory=dict)


def open_ticket(session: Session, sent: Credentials, *, writing: bool = False) -> Ticket | None:
    """Find the ticket that number and code open together; `writing` keeps others from it.

    Nothing but salt and digest is read before the code is right, so that an unknown number takes
    the time of a wrong code.
    """
    wanted = Ticket.number == (read_number(sent.number) or "")
    row = session.execute(
        select(Ticket.id, Ticket.code_salt, Ticket.code_digest).where(wanted)
    ).one_or_none()
    stored = StoredCode(row.code_salt, row.code_digest) if row else None
    if not code_is_right(channel().keys, stored, sent.code) or row is None:
        return None
    whole = [selectinload(Ticket.events).selectinload(Event.values)]
    return session.get(Ticket, row.id, options=whole, with_for_update=True if writing else None)


def ask(
    edition: Edition, number: str = "", error: str = "", kept: Interrupted | None = None
) -> str:
    """Ask for number and code; what was about to be sent is kept in the page."""
    values = {"number": number, "error": error, "kept": kept or Interrupted()}
    return page(edition, "track.html", "查进度", "track", **values)


def not_found(
    edition: Edition, sent: Credentials, kept: Interrupted | None = None
) -> tuple[str, int]:
    """Answer a wrong number or code, the more slowly the more often it happens; never lock."""
    slow_down(WRONG_CODE_BY_ADDRESS, address())
    slow_down(WRONG_CODE_BY_NUMBER, read_number(sent.number) or sent.number)
    return ask(edition, sent.number, NOT_FOUND, kept), 422
