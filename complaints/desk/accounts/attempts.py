"""Failed sign-ins: first slower, then for a while not at all, whether the account exists or not.

An attempt is counted before it is judged and taken back when it was right, so that many at once
cannot slip through together. What is counted is the name that was typed, as a keyed hash.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, update

from complaints.database.models import Counter
from complaints.desk.desk import desk
from complaints.intake.limits import increment
from complaints.keys import Purpose

MOST = 5
FREE = 2
MINUTES = 15
WINDOW = timedelta(minutes=MINUTES)
WRONG = (
    f"账号、密码或验证码不对，或者账号已经停用。连续输错 {MOST} 次，要等 {MINUTES} 分钟才能再试。"
)
LOCKED = f"输错的次数太多，请等 {MINUTES} 分钟再试。"


def judge(account: str, is_right: Callable[[], bool]) -> str | None:
    """Count an attempt, judge it unless there were too many; give what to say, or None."""
    attempt = _count(account)
    if attempt > MOST:
        return LOCKED
    if attempt > FREE:
        desk().wait(attempt - FREE)
    if is_right():
        _take_back(account)
        return None
    if attempt == MOST:
        _lock(account)
    return LOCKED if attempt == MOST else WRONG


def forget_failures(account: str) -> None:
    """Begin anew after a sign-in that was right in everything."""
    with desk().database.writing() as session:
        session.execute(delete(Counter).where(Counter.id == _key(account)))


def _count(account: str) -> int:
    joined, key = desk(), _key(account)
    with joined.database.writing() as session:
        over = delete(Counter).where(Counter.id == key, Counter.ends_at <= joined.now())
        session.execute(over)
        return increment(session, key, joined.now() + WINDOW)


def _take_back(account: str) -> None:
    with desk().database.writing() as session:
        row = update(Counter).where(Counter.id == _key(account))
        session.execute(row.values(count=Counter.count - 1))


def _lock(account: str) -> None:
    joined = desk()
    with joined.database.writing() as session:
        row = update(Counter).where(Counter.id == _key(account))
        session.execute(row.values(ends_at=joined.now() + WINDOW))


def _key(account: str) -> str:
    return desk().keys.digest(Purpose.LIMITER, b"sign-in", account.encode()).hex()[:32]
