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

from sqlalchemy import delete
from sqlalchemy.orm import Session

from complaints.database.models import Draft
from complaints.filing import Receipt
from complaints.keys import Keys, Purpose, WrongKeyError

KEPT = timedelta(hours=20)


@dataclass
class Typed:
    """The answers by name, and the receipt once the paper was sent."""

    id: str
    answers: dict[str, str] = field(default_factory=dict)
    receipt: Receipt | None = None


def new_draft() -> Typed:
    """Begin a draft that is not stored yet."""
    return Typed(secrets.token_hex(16))


def load_draft(session: Session, keys: Keys, id_: str | None, now: datetime) -> Typed | None:
    """Read a draft; None where there is none, it is too old, or it cannot be opened."""
    row = session.get(Draft, id_) if id_ else None
    if row is None or id_ is None or row.touched_at + KEPT < now:
        return None
    try:
        body = json.loads(keys.open(Purpose.DRAFT, row.body, _place(id_)))
    except WrongKeyError:
        return None
    receipt = Receipt(**body["receipt"]) if body["receipt"] else None
    return Typed(id_, body["answers"], receipt)


def save_draft(session: Session, keys: Keys, typed: Typed, now: datetime) -> None:
    """Write a draft; once there is a receipt, the answers are forgotten."""
    answers = {} if typed.receipt else typed.answers
    receipt = asdict(typed.receipt) if typed.receipt else None
    body = json.dumps({"answers": answers, "receipt": receipt}, ensure_ascii=False)
    sealed = keys.seal(Purpose.DRAFT, body, _place(typed.id))
    session.merge(Draft(id=typed.id, body=sealed, touched_at=now))


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
    """Tell whether a form belongs to this draft."""
    return hmac.compare_digest(form_token(keys, id_).encode(), token.encode())


def _place(id_: str) -> str:
    return f"drafts:{id_}:body"
