"""Limits that slow down before they refuse, and never lock anyone out of his own ticket.

Addresses are never stored: a counter's key is a keyed hash of what is counted, the address or
number, and the hour, so that it means nothing the hour after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from complaints.database.models import Counter
from complaints.keys import Keys, Purpose

HOUR = timedelta(hours=1)
LONGEST_DELAY = 3.0


@dataclass(frozen=True)
class Limit:
    """How often something may be done in an hour: freely, then slowly, then (perhaps) no more."""

    what: str
    free: int
    refused: int | None = None


SENDING = Limit("sending", free=20, refused=120)
STEPS = Limit("steps", free=300, refused=1500)
ACTING = Limit("acting", free=60, refused=600)
ACTING_ON = Limit("acting-number", free=20, refused=120)
WRONG_CODE_BY_ADDRESS = Limit("code-address", free=10)
WRONG_CODE_BY_NUMBER = Limit("code-number", free=5)


@dataclass(frozen=True)
class Verdict:
    """What a limit says: seconds to wait, and whether to refuse."""

    delay: float
    refused: bool


def ask(session: Session, keys: Keys, limit: Limit, subject: str, now: datetime) -> Verdict:
    """Count one more in this hour and judge it."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    parts = (limit.what.encode(), subject.encode(), hour.isoformat().encode())
    count = increment(session, keys.digest(Purpose.LIMITER, *parts).hex()[:32], hour + HOUR)
    over = count - limit.free
    refused = limit.refused is not None and count > limit.refused
    return Verdict(0.0 if over <= 0 else min(LONGEST_DELAY, 0.25 * over), refused)


def forget_old_counts(session: Session, now: datetime) -> None:
    """Erase the counters of hours that are over."""
    session.execute(delete(Counter).where(Counter.ends_at < now))


def increment(session: Session, key: str, ends_at: datetime) -> int:
    """Add one in a single statement, so that two at once are both counted."""
    counting = _counting(session.get_bind().dialect.name)
    row = {"id": key, "count": 1, "ends_at": ends_at}
    return session.execute(counting, row).scalar_one()


@cache
def _counting(dialect: str) -> ReturningInsert[int]:
    """Make the statement once: making it costs more than running it."""
    rows = Counter.metadata.tables[Counter.__tablename__]
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(rows)
    added = insert.on_conflict_do_update(index_elements=["id"], set_={"count": rows.c.count + 1})
    made: ReturningInsert[int] = added.returning(rows.c.count)
    return made
