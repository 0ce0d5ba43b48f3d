"""The indexes without the site: ours as a release has it, and each engine's own over all parts."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from content import Catalog
from disclosure.dynamic import create_public_app
from search_index import Document, Index, parse, search
from search_index.analysis import Role, asked
from search_index.engine import Tokens
from search_index.engines import engine_named
from tests.benchmarks import fts5
from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.one_edition import timed
from tests.benchmarks.questions import Question
from tests.benchmarks.raw import Raw, RawTantivy, RawWhoosh, Words
from tests.benchmarks.wire import NotTakenError

T = TypeVar("T")
MEGABYTE = 1_000_000
LONGEST = 600
NOT_ASKED = ("pinyin",)
"""No engine answers these: sounds are found by a pattern over all names, whatever the engine."""


class TooLongError(Exception):
    """Something had as much of the processor as it may have."""


@dataclass(frozen=True)
class Alone:
    """An engine alone: how it writes all parts into a folder, how it is asked."""

    write: Callable[[Path, Iterable[Tokens]], None]
    open: Callable[[Path], Raw]


ALONE = {
    "Whoosh alone": Alone(engine_named("whoosh").write, RawWhoosh),
    "Tantivy alone": Alone(engine_named("tantivy").write, RawTantivy),
    "SQLite FTS5 alone": Alone(fts5.write, fts5.RawFts5),
}


class Parts:
    """All parts of some documents, each analysed when it is asked for: they need no room."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Cut the documents."""
        self._parts = [part for one in documents for part in one.parts()]

    def __len__(self) -> int:
        return len(self._parts)

    def __iter__(self) -> Iterator[Tokens]:
        return (part.tokens() for part in self._parts)


def write(engine: Alone, parts: Parts, folder: Path) -> Cost | None:
    """Write the index of an engine; None where it takes more than `LONGEST` processor seconds."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return within(LONGEST, partial(_write, engine, parts, folder))


def _write(engine: Alone, parts: Parts, folder: Path) -> Cost:
    took: dict[str, float] = {}
    with timed(took):
        engine.write(folder, parts)
    return Cost(took["seconds"], took["processor"], count=len(parts))


def within(most: float, work: Callable[[], T]) -> T | None:
    """Do something; give up, and None, once it has had so many seconds of the processor."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        return work()
    except TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def size(folder: Path) -> float:
    """Say how many megabytes lie in a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files) / MEGABYTE


def words_of(questions: Sequence[Question]) -> list[Words]:
    """Give what an engine alone is asked: the words, each in names or in texts, and no facet."""
    return [
        [[one for role in Role if (one := asked(role, word.text))] for word in words]
        for question in questions
        if question.kind not in NOT_ASKED
        for words in [parse(question.typed).words]
        if words
    ]


def ask_alone(opened: Raw, questions: Sequence[Words]) -> list[float]:
    """Say how many seconds of the processor each question took."""
    return spent(opened.best, questions)


def ask_ours(folder: Path, questions: Sequence[Question], day: date) -> list[float]:
    """Say the same of our index: found, counted, ranked, with its snippets."""
    with Index(folder) as index:

        def ask(question: Question) -> object:
            return search(index, question.typed, day, dict(question.chosen))

        return spent(ask, questions)


def make_pages(folder: Path, questions: Sequence[Question], catalog: Catalog) -> list[float]:
    """Say the same of whole pages, made by the public app in this process."""
    with Index(folder) as index:
        client = create_public_app(lambda: catalog, lambda: index).test_client()

        def ask(question: Question) -> None:
            if (status := client.get(question.path).status_code) != HTTPStatus.OK:
                raise NotTakenError(f"{status}: {question.path}")

        return spent(ask, questions)


def spent(ask: Callable[[T], object], questions: Sequence[T]) -> list[float]:
    """Say how many seconds of the processor each question took.

    All are asked twice; the first time makes what is kept from then on and does not count.
    """
    return [[_seconds(ask, one) for one in questions] for _ in range(2)][1]


def _seconds(ask: Callable[[T], object], question: T) -> float:
    began = time.process_time()
    ask(question)
    return time.process_time() - began
