"""The journal of accounts: what was done to each, when and by whom. It only grows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.clock import local_day
from complaints.database.officers import AccountEvent, Officer

HOST = "host"
MADE, RESET = "开通了账号", "重置了账号"


def record_act(session: Session, officer_id: str, by: str, what: str, now: datetime) -> None:
    """Write down one act; `by` is an officer's id or HOST."""
    session.add(AccountEvent(at=now, on=local_day(now), officer_id=officer_id, by=by, what=what))


def acts_on(session: Session, officer_id: str) -> list[tuple[AccountEvent, str]]:
    """Give what was done to an account, newest first, each with the name of who did it."""
    asked = select(AccountEvent).where(AccountEvent.officer_id == officer_id)
    acts = session.scalars(asked.order_by(AccountEvent.at.desc())).all()
    return [(act, _name(session, act.by)) for act in acts]


def last_reset(session: Session, officer_id: str) -> tuple[AccountEvent, str] | None:
    """Give the act that made the holder sign in anew, with who did it."""
    return next((one for one in acts_on(session, officer_id) if one[0].what == RESET), None)


def _name(session: Session, by: str) -> str:
    officer = session.get(Officer, by) if by != HOST else None
    return officer.name if officer else "主机上的管理人员"
