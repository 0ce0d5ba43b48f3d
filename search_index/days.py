"""The index on one day: what of it may still be found, although no build ran since."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

from search_index.documents import is_shown
from search_index.facets import Keys, values_on
from search_index.shards import Shard

KEPT = 2


class Day:
    """What is shown on one day; documents are numbered through all shards."""

    def __init__(self, shards: Sequence[Shard], day: date) -> None:
        """Filter by `shown_until`, the one place where a search does."""
        documents = [document for shard in shards for document in shard.documents]
        self.alive = frozenset(
            number for number, one in enumerate(documents) if is_shown(one.shown_until, day)
        )
        self.values = [values_on(document, day) for document in documents]
        self.keys = Keys(self.values)
        self.parts: list[dict[int, int]] = []
        begin = 0
        for shard in shards:
            shown = shard.shown_parts(day)
            self.parts.append({part: begin + place for part, place in shown.items()})
            begin += len(shard.documents)


class Days:
    """Keeps the days that were asked for last; threads may ask at once."""

    def __init__(self, make: Callable[[date], Day]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._kept: dict[date, Day] = {}

    def __call__(self, day: date) -> Day:
        """Give a day, made when it is first asked for."""
        with self._lock:
            if day not in self._kept:
                self._kept[day] = self._make(day)
                for old in list(self._kept)[:-KEPT]:
                    del self._kept[old]
            return self._kept[day]
