"""One search that was run: what was asked of which index, what it answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from disclosure.dynamic.asking import Asked
from search_index import Answer, Index, search


@dataclass(frozen=True)
class Run:
    """A search with its answer; `write` gives the address of another one."""

    asked: Asked
    answer: Answer
    index: Index
    day: date
    write: Callable[[Asked], str]

    def label(self, name: str, value: str) -> str:
        """Call a chosen value by its words; one that nothing has any more stands as it is."""
        counted = (one.label for one in self.answer.facets[name] if one.value == value)
        known = (
            words
            for facet, other, words in self.index.on(self.day).keys.every
            if (facet, other) == (name, value)
        )
        return next(counted, None) or next(known, value)

    def total(self, asked: Asked) -> int:
        """Count what another search would find."""
        return search(self.index, asked.typed, self.day, asked.chosen, size=1).total


def run(asked: Asked, index: Index, day: date, write: Callable[[Asked], str]) -> Run:
    """Search for what was asked."""
    answer = search(index, asked.typed, day, asked.chosen, sort=asked.sort, page=asked.page)
    return Run(asked, answer, index, day, write)
