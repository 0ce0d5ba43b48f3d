"""What the searches took: rounds of pages, indexes and bare look-ups, and their medians."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import ne
from statistics import median, quantiles

from tests.benchmarks.indexes import Written
from tests.benchmarks.questions import Question


@dataclass(frozen=True)
class Times:
    """One round: how many a second, and milliseconds that 50, 95 and 99 of 100 needed at most."""

    rate: float
    p50: float
    p95: float
    p99: float


def times(each: Sequence[float], seconds: float | None = None) -> Times:
    """Sum up a round; without `seconds`, one came after the other."""
    cuts = quantiles(each, n=100, method="inclusive")
    return Times(len(each) / (seconds or sum(each)), *(1000 * cuts[n - 1] for n in (50, 95, 99)))


def middle(rounds: Iterable[Times]) -> Times:
    """Give the median of each figure over the rounds."""
    found = list(rounds)
    return Times(*(median(getattr(one, name) for one in found) for name in Times.__annotations__))


def middle_index(rounds: Iterable[Written]) -> Written:
    """Give the median of each figure over the rounds."""
    found = list(rounds)
    names = Written.__annotations__
    return Written(*(median(getattr(one, name) for one in found) for name in names))


def ratio(some: Sequence[float], others: Sequence[float]) -> float:
    """Divide round by round and give the median of it."""
    return median(one / other for one, other in zip(some, others, strict=True))


@dataclass
class Results:
    """Everything that a run found; a page is known by engine and number of clients."""

    city: str
    release: str = ""
    documents: int = 0
    analysis: float = 0.0
    pages: dict[tuple[str, int], list[Times]] = field(default_factory=dict)
    by_kind: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    checks: dict[str, list[int]] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    indexes: dict[str, list[Written]] = field(default_factory=dict)
    lookups: dict[str, list[Times]] = field(default_factory=dict)
    words: int = 0
    disagreeing: dict[str, int] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    def add_pages(
        self, engine: str, clients: int, asked: Sequence[Question], run: Mapping[str, list[float]]
    ) -> None:
        """Keep a round of pages as `readers` printed it; those of one client by kind too."""
        each, [seconds] = run["each"], run["seconds"]
        self.pages.setdefault((engine, clients), []).append(times(each, seconds))
        self.checks[engine] = [int(one) for one in run["checks"]]
        self.lengths = [int(one) for one in run["lengths"]]
        if clients == 1:
            for question, took in zip(asked, each, strict=True):
                self.by_kind.setdefault((engine, question.kind), []).append(1000 * took)

    def compare(self, found: Mapping[str, Sequence[set[str]]]) -> None:
        """Count the words for which an engine finds other documents than the first one."""
        (_, first), *others = found.items()
        self.words = len(first)
        for engine, ids in others:
            self.disagreeing[engine] = sum(map(ne, first, ids))

    def alike(self) -> tuple[int, int]:
        """Say how many pages are the same, byte for byte, whatever the engine, and of how many."""
        served = list(zip(*self.checks.values(), strict=True))
        return sum(len(set(one)) == 1 for one in served), len(served)

    def as_json(self) -> dict[str, object]:
        """Write all of it but the check sums."""
        kinds = {f"{engine}: {kind}": took for (engine, kind), took in self.by_kind.items()}
        return {
            "city": self.city,
            "release": self.release,
            "documents": self.documents,
            "analysis_processor_seconds": self.analysis,
            "pages": {f"{engine}, {count}": _plain(f) for (engine, count), f in self.pages.items()},
            "milliseconds_of_one_client": kinds,
            "pages_alike": self.alike(),
            "indexes": {engine: _plain(found) for engine, found in self.indexes.items()},
            "lookups": {engine: _plain(found) for engine, found in self.lookups.items()},
            "words": self.words,
            "words_disagreeing_with_whoosh": self.disagreeing,
            "load_averages": self.loads,
        }


def _plain(rounds: Iterable[Times | Written]) -> list[dict[str, float]]:
    return [dict(vars(one)) for one in rounds]
