"""How a ticket is pressed for, as an officer sees it: level, since when, why, and all before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.holding import events_of_round
from complaints.keys import Keys
from complaints.supervising import ENDED, LEVEL, RAISED, REMAINS, URGED, level_label
from complaints.workflow import Level

LEVELS = frozenset({LEVEL, REMAINS})


@dataclass(frozen=True)
class Change:
    """One change of the level: when, to what, why, and by when something is demanded."""

    on: date
    words: str
    reason: str
    until: str


@dataclass(frozen=True)
class Urges:
    """How often the citizen urged in the running round, and when last."""

    times: int
    last: date | None


@dataclass(frozen=True)
class Pressing:
    """The level that stands, its change that brought it, all changes, and the citizen's urges."""

    level: Level
    now: Change | None
    changes: list[Change]
    urges: Urges


def pressing_of(ticket: Ticket, keys: Keys) -> Pressing:
    """Tell how a ticket is pressed for, from its events; the newest change first."""
    events = [event for event in reversed(ticket.events) if event.name in (RAISED, ENDED)]
    changes = [_change(event, keys) for event in events]
    level = Level(ticket.supervision)
    return Pressing(level, changes[0] if level else None, changes, urges_of(ticket))


def urges_of(ticket: Ticket) -> Urges:
    """Count how often the citizen urged in the running round."""
    days = [event.on for event in events_of_round(ticket) if event.name == URGED]
    return Urges(len(days), max(days, default=None))


def said_of(event: str, values: dict[str, str]) -> str:
    """Name a change of the level; empty for any other event."""
    if event not in (RAISED, ENDED):
        return ""
    level = level_label(values.get(LEVEL, ""))
    return level if event == RAISED else f"{level}结束"


def _change(event: Event, keys: Keys) -> Change:
    values = values_of(event, keys)
    until = values.get("ends") or values.get("due") or ""
    return Change(event.on, said_of(event.name, values), values.get("reason", ""), until)
