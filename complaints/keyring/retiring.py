"""Putting old keys away, once nothing in the database lies under them any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.models import DayRoot, Ticket
from complaints.database.officers import Officer
from complaints.keyring.places import PLACES, SHORT_LIVED, key_id
from complaints.keyring.rotating import put_away
from complaints.keys import Keys, Purpose
from complaints.roots import is_signed_with

SETTLING = timedelta(minutes=10)
"""What was begun under the key before is written by then."""
IN_USE = "还有内容用它加密；先运行 gongshi keys rewrap（草稿要等 20 小时）"
FRESH = "刚换过，正在写的内容可能还用旧的；请过十分钟再试"


@dataclass(frozen=True)
class Kept:
    """An old key that stays, and why."""

    purpose: Purpose
    id: bytes
    why: str


def retire(
    database: Database, keys: Keys, purpose: Purpose, now: datetime
) -> tuple[list[bytes], list[Kept]]:
    """Put away the old keys of a purpose that nothing needs; give them, and those that stay."""
    old = list(keys.ring(purpose))[1:]
    changed = datetime.fromtimestamp(keys.file(purpose).stat().st_mtime, now.tzinfo)
    if old and now - changed < SETTLING:
        return [], [Kept(purpose, id_, FRESH) for id_ in old]
    with database.reading() as session:
        asked = {id_: _why_kept(session, keys, purpose, id_) for id_ in old}
    gone = [id_ for id_, why in asked.items() if not why]
    if gone:
        gone = put_away(keys, purpose, gone)
    return gone, [Kept(purpose, id_, why) for id_, why in asked.items() if why]


def _why_kept(session: Session, keys: Keys, purpose: Purpose, id_: bytes) -> str:
    """Say why a key must stay; empty where it need not."""
    if ask := _EVIDENCE.get(purpose):
        return ask(session, keys, id_)
    return IN_USE if _is_used(session, purpose, id_) else ""


def _is_used(session: Session, purpose: Purpose, id_: bytes) -> bool:
    """Look through all that lies under this purpose; what names no key may lie under any."""
    return any(
        value.purpose is purpose and key_id(place, value) in (id_, None)
        for place in (*PLACES, *SHORT_LIVED)
        for value in place.values(session)
    )


def _codes(session: Session, _: Keys, __: bytes) -> str:
    there = session.scalar(select(func.count()).select_from(Ticket))
    return "诉求的查询码要用它核对，只有反映人知道查询码，不能换" if there else ""


def _officers(session: Session, _: Keys, __: bytes) -> str:
    there = session.scalar(select(func.count()).select_from(Officer))
    return "工作人员的密码和恢复码要用它核对，不能换" if there else ""


def _roots(session: Session, keys: Keys, id_: bytes) -> str:
    """Tell whether any day root was signed with a key; such a signature is evidence."""
    key = keys.ring(Purpose.ROOTS).get(id_)
    if key is None:
        return ""  # Another run was quicker.
    signed = any(is_signed_with(link, key) for link in session.scalars(select(DayRoot)))
    return "以前的每日校验值是用它签的，要留作证明" if signed else ""


_EVIDENCE: Mapping[Purpose, Callable[[Session, Keys, bytes], str]] = {
    Purpose.RECEIPT: _codes,
    Purpose.ACCOUNTS: _officers,
    Purpose.ROOTS: _roots,
}
