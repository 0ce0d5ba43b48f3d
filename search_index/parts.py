"""Parts: a document cut by the days until which its passages are shown; what an engine stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from search_index.analysis import Role, tokens

Day = TypeVar("Day", date, str)
"""A day, or a day as it is written: 2026-03-01."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Day]):
    """The values of a document that are shown until the same day, each of them once."""

    until: Day | None
    values: Mapping[Role, Collection[str]]

    def tokens(self) -> dict[str, str]:
        """Analyse the part: field → tokens."""
        found: dict[str, str] = {}
        for role in Role:
            found |= tokens(role, self.values.get(role, ()))
        return found


def parts_of(
    names: Iterable[str],
    shown_until: Day | None,
    passages: Iterable[tuple[str, str, Role, Day | None]],
) -> list[Part[Day]]:
    """Cut a document by its days, the first to end in front."""
    told: dict[tuple[Day | None, Role], list[str]] = defaultdict(list)
    told[shown_until, Role.NAME] += names
    for _, text, role, until in passages:
        told[until, role].append(text)
    parts: dict[Day | None, dict[Role, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for (until, role), texts in told.items():
        parts[earlier(until, shown_until)][role] |= dict.fromkeys(texts)
    days = sorted(parts, key=lambda day: (day is None, day or shown_until))
    return [Part(day, parts[day]) for day in days]


def earlier(one: Day | None, other: Day | None) -> Day | None:
    """Give the earlier of two last days; None is no end."""
    return min((day for day in (one, other) if day), default=None)
