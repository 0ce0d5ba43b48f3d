"""Day roots (每日校验值): one chain of days over the heads of all tickets that changed.

A root is made for every finished day, also for one without a change: a day that is missing is a
sign. Whoever keeps an old root can prove that something before it was changed since. Heads alone
go in, and the root alone goes out: it betrays nothing of tickets, not even how many there are.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.clock import SHANGHAI, local_day
from complaints.database import Database
from complaints.database.models import DayRoot, Event
from complaints.events import FIRST
from complaints.keys import Keys, Purpose, is_made_with
from content import tables
from content.reading import read_table
from content.writing import write_table

ONE = timedelta(days=1)
SETTLING = timedelta(minutes=10)
"""What began before midnight has been written by then; until then the day is not finished."""


class RootsDifferError(Exception):
    """What was exported is not the beginning of what the database holds; it is left as it is."""


def make_roots(database: Database, keys: Keys, now: datetime) -> int:
    """Make the roots of finished days that have none; tell how many. `now` is in UTC.

    All is reckoned before the transaction begins: a finished day changes no more, and nobody who
    files a paper has to wait.
    """
    with database.reading() as session:
        links = list(_missing(session, keys, now))
    if not links:
        return 0
    try:
        with database.writing() as session:
            session.add_all(links)
    except IntegrityError:
        return 0  # Another run was quicker, and made the same.
    return len(links)


def export_roots(database: Database, folder: Path) -> bool:
    """Write all roots into a content folder; tell whether that changed it.

    An export is only ever continued: where it says something else than the database, it may be
    the one that is right. Raises RootsDifferError.
    """
    path = folder / tables.DayRoot.file()
    with database.reading() as session:
        rows = exported_rows(session)
    if not rows and not path.exists():
        return False
    path.parent.mkdir(exist_ok=True)
    with _alone(path.parent):
        told = exported(path)
        if told is None or rows[: len(told)] != told:
            raise RootsDifferError(f"{path} 与数据库不一致，没有改动；请运行 gongshi audit verify")
        return write_table(path, tables.DayRoot, rows)


def exported_rows(session: Session) -> list[tables.DayRoot]:
    """Give the roots of the database as they are exported."""
    return [
        tables.DayRoot(day=link.day, root=link.root.hex(), signature=link.signature.hex())
        for link in session.scalars(select(DayRoot).order_by(DayRoot.day))
    ]


def exported(path: Path) -> list[tables.DayRoot] | None:
    """Give what a file says, nothing where there is none; None where it cannot be read."""
    if not path.exists():
        return []
    table = read_table(path, tables.DayRoot)
    return None if table.faults else list(table.rows)


def day_root(previous: bytes, day: date, heads: Iterable[bytes]) -> bytes:
    """Hash the root before, the day, and the heads of the tickets that changed on it."""
    body = b"".join([previous, day.isoformat().encode(), *sorted(heads)])
    return hashlib.sha256(body).digest()


def is_signed(link: DayRoot, keys: Keys) -> bool:
    """Tell whether the signature of a root was made here."""
    return keys.is_digest(Purpose.ROOTS, link.signature, *_signed_parts(link.day, link.root))


def is_signed_with(link: DayRoot, key: bytes) -> bool:
    """Tell whether the signature of a root was made with this very key."""
    return is_made_with(key, link.signature, *_signed_parts(link.day, link.root))


def heads(session: Session, first: date, end: date) -> Mapping[date, list[bytes]]:
    """Give for each day from `first` until before `end` the heads of the tickets that changed.

    The head of a ticket on a day is the hash of its last event of that day.
    """
    rows = session.execute(
        select(Event.ticket_id, Event.at, Event.hash)
        .where(Event.at >= _begins(first), Event.at < _begins(end))
        .order_by(Event.seq)
    )
    last = {(local_day(at), ticket): head for ticket, at, head in rows}
    found: dict[date, list[bytes]] = defaultdict(list)
    for (day, _), head in last.items():
        found[day].append(head)
    return found


def _missing(session: Session, keys: Keys, now: datetime) -> Iterator[DayRoot]:
    last = session.scalar(select(DayRoot).order_by(DayRoot.day.desc()).limit(1))
    day, end = _next_day(session, last), local_day(now - SETTLING)
    if day is None or day >= end:
        return
    changed, previous = heads(session, day, end), last.root if last else FIRST
    while day < end:
        previous = day_root(previous, day, changed.get(day, ()))
        signature = keys.digest(Purpose.ROOTS, *_signed_parts(day, previous))
        yield DayRoot(day=day, root=previous, signature=signature)
        day += ONE


def _next_day(session: Session, last: DayRoot | None) -> date | None:
    """Give the day after the last root, or the first with an event."""
    if last:
        return last.day + ONE
    first = session.scalar(select(func.min(Event.at)))
    return local_day(first) if first else None


def _begins(day: date) -> datetime:
    """Give the midnight with which a day begins in Shanghai, in UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _signed_parts(day: date, root: bytes) -> tuple[bytes, bytes]:
    return day.isoformat().encode(), root


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one program at a time write into a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
