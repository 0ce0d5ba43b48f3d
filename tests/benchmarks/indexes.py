"""The engines without the site: each writes an index of the same documents and is asked alone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from search_index import Document, parse
from search_index.analysis import Role, asked
from search_index.engine import Engine
from search_index.engines import engine_named
from search_index.shards import STORE, Shard, dealt, write_shard
from tests.benchmarks import fts5
from tests.benchmarks.questions import Question

MEGABYTE = 1_000_000
NAMES = ("whoosh", "tantivy", "fts5")
NOT_ASKED = ("pinyin",)
"""No engine answers these: sounds are found by a pattern over all names, whatever the engine."""

Lookup = tuple[str, Sequence[str]]


@dataclass(frozen=True)
class Written:
    """One index: seconds on the clock and of the processor; megabytes of the engine and in all."""

    seconds: float
    processor: float
    engine_mb: float
    whole_mb: float


def engine(name: str) -> Engine:
    """Give one of ours, or the peer."""
    return fts5.ENGINE if name == fts5.ENGINE.name else engine_named(name)


def write(name: str, documents: Sequence[Document], folder: Path) -> Written:
    """Write an index anew, as a first build does."""
    shutil.rmtree(folder, ignore_errors=True)
    began, used = time.perf_counter(), time.process_time()
    for shard, part in dealt(documents, engine(name).shards).items():
        write_shard(folder / shard, engine(name), part)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    return Written(seconds, processor, _size(folder, f"*/{STORE}/**/*"), _size(folder, "**/*"))


def analysis(documents: Sequence[Document]) -> float:
    """Say how many seconds of the processor the analysis takes, which is the same for all."""
    used = time.process_time()
    for document in documents:
        for part in document.parts():
            part.tokens()
    return time.process_time() - used


def _size(folder: Path, pattern: str) -> float:
    return sum(file.stat().st_size for file in folder.glob(pattern) if file.is_file()) / MEGABYTE


def lookups(questions: Sequence[Question]) -> list[list[Lookup]]:
    """Give what an engine is asked for each word: in names and in texts."""
    words = [
        word.text
        for question in questions
        if question.kind not in NOT_ASKED
        for word in parse(question.typed).words
    ]
    return [[one for role in Role if (one := asked(role, word))] for word in words]


class Opened:
    """An open index of one engine."""

    def __init__(self, name: str, folder: Path) -> None:
        """Open every shard."""
        self.name = name
        self._shards = [Shard(one, engine(name)) for one in sorted(folder.iterdir())]

    def each(self, words: Sequence[Sequence[Lookup]]) -> list[float]:
        """Say how many seconds each word took, all shards and both roles together."""
        return [self._seconds(word) for word in words]

    def documents(self, word: Sequence[Lookup], day: date) -> set[str]:
        """Give the ids of the documents that are found."""
        return {
            shard.documents[shown[part]].id
            for shard, found in self._found(word)
            for shown in [shard.shown_parts(day)]
            for part in found
            if part in shown
        }

    def close(self) -> None:
        """Close all."""
        for shard in self._shards:
            shard.close()

    def _found(self, word: Sequence[Lookup]) -> Iterator[tuple[Shard, Sequence[int]]]:
        for field, tokens in word:
            for shard in self._shards:
                yield shard, list(shard.find(field, tokens))

    def _seconds(self, word: Sequence[Lookup]) -> float:
        began = time.perf_counter()
        for _ in self._found(word):
            pass
        return time.perf_counter() - began
