"""The index of a release: opened read-only, asked by many threads, closed when nobody holds it."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from search_index.analysis import Role, asked
from search_index.days import Day, Days
from search_index.documents import Document, Passage
from search_index.engines import engine_named
from search_index.folding import fold_name
from search_index.manifest import Manifest
from search_index.nearness import Nearness
from search_index.pinyin import Spellings
from search_index.query import Word
from search_index.ranking import called, standings
from search_index.shards import Shard

HOMES = "institution"
NAMED_FIRST = (HOMES, "department", "matter", "guide", "policy", "help")


class NoIndexError(Exception):
    """There is no whole index here; build first."""


class Index:
    """Finds words in documents; documents are numbered through all shards.

    A record that expired since the build is not found: whoever asks names the day.
    """

    def __init__(self, folder: Path) -> None:
        """Open all of it at once, so that a later build may remove it. Raises NoIndexError."""
        manifest = Manifest.read(folder)
        if manifest is None:
            message = f"{folder} holds no whole index"
            raise NoIndexError(message)
        self.manifest = manifest
        self._shards: list[Shard] = []
        self._closing = weakref.finalize(self, _close, self._shards)
        engine = engine_named(manifest.engine)
        for name in sorted(manifest.shards):
            self._shards.append(Shard(folder / name, engine))
        self.documents = [one for shard in self._shards for one in shard.documents]
        self.names = [tuple(map(fold_name, one.names)) for one in self.documents]
        self.called = [called(names) for names in self.names]
        self.standings = standings(self.documents)
        self._days = _days(self._shards)

    def close(self) -> None:
        """Close the files; a second time does nothing."""
        self._closing()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def on(self, day: date) -> Day:
        """Give what is shown on a day."""
        return self._days(day)

    def find(self, word: Word, day: date) -> set[int]:
        """Give the documents in which the word stands as it is, in one value of one of them."""
        found: set[int] = set()
        for role in Role:
            if looked_for := asked(role, word.text):
                field, tokens = looked_for
                for shard, shown in zip(self._shards, self.on(day).parts, strict=True):
                    hits = shard.find(field, tokens)
                    found.update(shown[part] for part in hits if part in shown)
        return found

    def spelt(self, word: Word, day: date) -> set[int]:
        """Give the institutions whose names sound like the word; a quoted word is no sound."""
        return set() if word.quoted else self._spellings.find(word.text) & self.on(day).alive

    def passages(self, number: int, day: date) -> tuple[Passage, ...]:
        """Give the passages of a document that are shown on the day."""
        for shard in self._shards:
            if number < len(shard.documents):
                return shard.passages(number, day)
            number -= len(shard.documents)
        raise KeyError(number)

    def suggest(self, typed: str, day: date, most: int = 8) -> list[Document]:
        """Name what could be meant while somebody types: names that hold it, then sounds."""
        folded = fold_name(typed)
        if not folded:
            return []
        alive, spelt = self.on(day).alive, self.spelt(Word(typed), day)
        ranks = {
            number: _nearer(self.names[number], folded)
            for number in alive
            if self.documents[number].kind in NAMED_FIRST
            and (number in spelt or any(folded in name for name in self.names[number]))
        }
        return [self.documents[number] for number in self._first(ranks, most)]

    def nearest(self, typed: str, day: date, most: int = 5) -> list[Document]:
        """Name the institutions whose names come nearest to what was typed."""
        numbers = self._nearness.find(typed, self.on(day).alive, most)
        return [self.documents[number] for number in numbers]

    def _first(self, ranks: dict[int, int], most: int) -> Iterable[int]:
        def place(number: int) -> tuple[bool, int, int, str, str]:
            one, rank = self.documents[number], ranks[number]
            return one.kind != HOMES, rank, NAMED_FIRST.index(one.kind), one.order, one.id

        return sorted(ranks, key=place)[:most]

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._names_of_institutions())

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self._names_of_institutions())

    def _names_of_institutions(self) -> list[tuple[int, str]]:
        return [
            (number, name)
            for number, one in enumerate(self.documents)
            if one.kind == "institution"
            for name in one.names
        ]


def _nearer(names: Iterable[str], folded: str) -> int:
    """Rank a name: it begins so, it holds it, it only sounds so."""
    return min((name.find(folded) > 0 if folded in name else 2 for name in names), default=2)


def _days(shards: Sequence[Shard]) -> Days:
    """Know nothing of the index itself, which would keep it open."""
    return Days(lambda day: Day(shards, day))


def _close(shards: list[Shard]) -> None:
    while shards:
        shards.pop().close()
