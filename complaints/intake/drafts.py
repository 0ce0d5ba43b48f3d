"""Drafts: what a citizen has typed so far, an encrypted row under a random id in a cookie.

A frozen page never sets the cookie; the first step of the form does. Twenty hours after the last
step a draft is gone. After sending it keeps the receipt alone, so that a reload, a lost answer or
a second click shows the same receipt and never makes a second ticket.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from complaints.database import put
from complaints.database.models import Draft
from complaints.filing import Receipt
from complaints.keys import Keys, Purpose, WrongKeyError

KEPT = timedelta(hours=20)
LEAST = timedelta(seconds=5)
"""Nobody reads and fills in the form in less; a program does."""
ROWS = Draft.__table__
READING = select(ROWS.c.body, ROWS.c.touched_at).where(ROWS.c.id == bindparam("id"))
"""Made once: every page of the form asks it, and making it costs more than running it."""


@dataclass
class Typed:
    """The answers by name, when the first of them came, and the receipt once all were sent."""

    id: str
    answers: dict[str, str] = field(default_factory=dict)
    receipt: Receipt | None = None
    started: datetime | None = None


def new_draft(now: datetime) -> Typed:
    """Begin a draft that is not stored yet."""
    return Typed(secrets.token_hex(16), started=now)


def load_draft(session: Session, keys: Keys, id_: str | None, now: datetime) -> Typed | None:
    """Read a draft; None where there is none, it is too old, or it cannot be opened."""
    if not id_:
        return None
    row = session.execute(READING, {"id": id_}).one_or_none()
    if row is None or row.touched_at + KEPT < now:
        return None
    try:
        body = json.loads(keys.open(Purpose.DRAFT, row.body, _place(id_)))
    except WrongKeyError:
        return None
    receipt = Receipt(**body["receipt"]) if body["receipt"] else None
    started = datetime.fromisoformat(body["started"]) if body.get("started") else None
    return Typed(id_, body["answers"], receipt, started)


def save_draft(session: Session, keys: Keys, typed: Typed, now: datetime) -> None:
    """Write a draft; once there is a receipt, the answers are forgotten."""
    answers = {} if typed.receipt else typed.answers
    receipt = asdict(typed.receipt) if typed.receipt else None
    started = typed.started.isoformat() if typed.started else None
    body = {"answers": answers, "receipt": receipt, "started": started}
    text = json.dumps(body, ensure_ascii=False)
    sealed = keys.seal(Purpose.DRAFT, text, _place(typed.id))
    put(session, Draft, id=typed.id, body=sealed, touched_at=now)


def too_quick(typed: Typed, now: datetime) -> bool:
    """Tell whether a draft is sent sooner than anybody can fill it in."""
    return typed.started is not None and now - typed.started < LEAST


def forget_draft(session: Session, id_: str) -> None:
    """Erase a draft."""
    session.execute(delete(Draft).where(Draft.id == id_))


def forget_old_drafts(session: Session, now: datetime) -> None:
    """Erase every draft whose time is over."""
    session.execute(delete(Draft).where(Draft.touched_at < now - KEPT))


def form_token(keys: Keys, id_: str) -> str:
    """Give the token that a form of this draft carries, against requests forged elsewhere."""
    return keys.digest(Purpose.DRAFT, b"form", id_.encode()).hex()[:32]


def token_is_right(keys: Keys, id_: str, token: str) -> bool:
    """Tell whether a form belongs to this draft; it may have been opened under an older key."""
    made = keys.digests(Purpose.DRAFT, b"form", id_.encode())
    return sum(hmac.compare_digest(one.hex()[:32].encode(), token.encode()) for one in made) > 0


def _place(id_: str) -> str:
    return f"drafts:{id_}:body"
