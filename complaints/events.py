"""Events: append-only, one chain a ticket, values and salts apart.

An event holds the names of fields and a salted hash of each value. Value and salt stand in a row
of their own, which lawful erasure may remove while the chain stays whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from complaints.database.base import new_id
from complaints.database.models import Event, EventValue, Ticket
from complaints.keys import Keys, Purpose, or_lost

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = bytes(32)
SALT = 16
LOOKS = frozenset({"read", "contact_revealed", "file_opened", "notified"})
"""Events after which a ticket stands as before."""
KEPT_ELSEWHERE = frozenset({"story"})
"""Fields whose text stands in the ticket, perhaps sealed, and must not stand here in the clear."""


@dataclass(frozen=True)
class By:
    """Who did it: in which role, for which unit, which officer, for which part."""

    role: str
    unit: str | None = None
    officer: str | None = None
    part: str | None = None


THE_CLOCK = By("clock")


def record(  # noqa: PLR0913 (who, what, when and with which values)
    ticket: Ticket,
    name: str,
    by: By,
    now: datetime,
    *,
    on: date | None = None,
    values: Mapping[str, str] | None = None,
    keys: Keys | None = None,
) -> Event:
    """Append an event to a ticket's chain; (ticket, seq) is unique, so two writers cannot fork it.

    `now` is in UTC; where the machine's clock went back, the event bears the moment of the one
    before it. `on` is the day that the event is about, if not today; `values` are kept apart from
    the event, which vouches for them by hash. Raises DetachedInstanceError, and ValueError for
    values of a sealed ticket without keys.
    """
    salts = {field: secrets.token_bytes(SALT) for field in values or {}}
    hashes = {
        field: value_hash(salts[field], value) for field, value in sorted((values or {}).items())
    }
    last = ticket.events[-1] if ticket.events else None
    at = max(now, last.at) if last else now
    event = Event(
        seq=last.seq + 1 if last else 1,
        at=at,
        on=on or at.astimezone(SHANGHAI).date(),
        name=name,
        role=by.role,
        unit=by.unit,
        officer=by.officer,
        assignment_id=by.part,
        fields=hashes,
        previous=last.hash if last else FIRST,
    )
    event.hash = event_hash(ticket.number, event)
    ticket.events.append(event)
    session = object_session(ticket)
    if session is None:
        raise DetachedInstanceError("the ticket belongs to no session")
    session.flush()
    for field, value in (values or {}).items():
        kept = EventValue(id=new_id(), field=field, salt=salts[field])
        if field not in KEPT_ELSEWHERE:
            keep_value(kept, value, keys, sealed=ticket.sealed)
        event.values.append(kept)
    return event


def keep_value(kept: EventValue, value: str, keys: Keys | None, *, sealed: bool) -> None:
    """Put a value into its row: in the clear, or encrypted. Raises ValueError without keys."""
    if sealed and keys is None:
        raise ValueError("a sealed value needs the keys")
    kept.value = None if sealed else value
    place = f"event_values:{kept.id}:value"
    kept.sealed_value = keys.seal(Purpose.SEALED, value, place) if sealed and keys else None


def value_of(kept: EventValue, keys: Keys) -> str | None:
    """Give a value as it was; None where it stands elsewhere or was erased."""
    if kept.sealed_value is None:
        return kept.value
    return keys.open(Purpose.SEALED, kept.sealed_value, f"event_values:{kept.id}:value")


def values_of(event: Event, keys: Keys) -> dict[str, str]:
    """Give what an event vouches for, as far as it still stands here; `Lost` for a lost key."""
    standing = {
        kept.field: kept
        for kept in event.values
        if kept.value is not None or kept.sealed_value is not None
    }
    return {
        field: or_lost(lambda kept=kept: value_of(kept, keys) or "")  # type: ignore[misc]
        for field, kept in standing.items()
    }


def value_hash(salt: bytes, value: str) -> str:
    """Hash a value with its salt."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


def event_hash(number: str, event: Event) -> bytes:
    """Hash an event with the one before it; the ticket's number keeps chains apart."""
    body = {
        "ticket": number,
        "seq": event.seq,
        "at": event.at.isoformat(),
        "on": event.on.isoformat(),
        "name": event.name,
        "role": event.role,
        "unit": event.unit,
        "fields": event.fields,
    }
    body |= {
        name: value
        for name in ("officer", "assignment_id")
        if (value := getattr(event, name)) is not None
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(event.previous + text.encode()).digest()


def broken_link(ticket: Ticket) -> int | None:
    """Give the number of the first event that does not fit its chain; None if all do."""
    previous = FIRST
    for expected, event in enumerate(ticket.events, start=1):
        whole = event.seq == expected and event.previous == previous
        if not whole or event.hash != event_hash(ticket.number, event):
            return expected
        previous = event.hash
    return None
