"""What the searches of a place took: rounds of indexes, of engines and of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.questions import Question

OURS = {"whoosh": "ours, Whoosh", "tantivy": "ours, Tantivy"}
CHANGE, PAGE, COMPARISON = "{}, one change", "{}, the page", "{}, a comparison"

Page = tuple[str, str, int]
"""Whose page it is, whether a search or a comparison, and how many clients read at once."""


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


@dataclass
class Results:
    """Everything that was found of one place; sizes are in megabytes."""

    place: str
    told: str
    institutions: int
    documents: int = 0
    parts: int = 0
    indexes: dict[str, list[Cost]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    too_long: list[str] = field(default_factory=list)
    questions: int = 0
    engines: dict[str, list[Times]] = field(default_factory=dict)
    disagreeing: dict[str, int] = field(default_factory=dict)
    pages: dict[Page, list[Times]] = field(default_factory=dict)
    by_kind: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    checks: dict[str, dict[str, int]] = field(default_factory=dict)

    def add_index(self, name: str, cost: Cost) -> None:
        """Keep what an index took."""
        self.indexes.setdefault(name, []).append(cost)

    def add_engine(self, name: str, each: Sequence[float]) -> None:
        """Keep a round of questions without pages."""
        self.engines.setdefault(name, []).append(times(each))

    def add_pages(
        self, page: Page, asked: Sequence[Question], run: Mapping[str, list[float]]
    ) -> None:
        """Keep a round of pages as `readers` printed it; those of one client by kind too."""
        engine, _, clients = page
        each, [seconds] = run["each"], run["seconds"]
        self.pages.setdefault(page, []).append(times(each, seconds))
        for question, check in zip(asked, run["checks"], strict=True):
            self.checks.setdefault(engine, {})[question.path] = int(check)
        if clients == 1:
            for question, took in zip(asked, each, strict=True):
                self.by_kind.setdefault((engine, question.kind), []).append(1000 * took)

    def compare(self, found: Mapping[str, Sequence[int]]) -> None:
        """Count the questions for which an engine finds another number than most of them do."""
        usual = [
            Counter(counts).most_common(1)[0][0] for counts in zip(*found.values(), strict=True)
        ]
        for engine, counts in found.items():
            pairs = zip(counts, usual, strict=True)
            self.disagreeing[engine] = sum(one != other for one, other in pairs)

    def alike(self) -> tuple[int, int]:
        """Say how many pages are the same, byte for byte, whatever the engine, and of how many."""
        first, *others = self.checks.values()
        same = sum(all(one[path] == check for one in others) for path, check in first.items())
        return same, len(first)

    def as_json(self) -> dict[str, object]:
        """Write all of it but the check sums."""
        kinds = {f"{engine}: {kind}": took for (engine, kind), took in self.by_kind.items()}
        pages = {f"{engine}, {what}, {n}": _plain(f) for (engine, what, n), f in self.pages.items()}
        return {
            "place": self.told,
            "documents": self.documents,
            "parts": self.parts,
            "indexes": {name: _plain(found) for name, found in self.indexes.items()},
            "megabytes": self.sizes,
            "too_long": self.too_long,
            "engines": {name: _plain(found) for name, found in self.engines.items()},
            "questions_disagreeing": self.disagreeing,
            "pages": pages,
            "milliseconds_of_one_client": kinds,
            "pages_alike": self.alike(),
        }


def _plain(rounds: Iterable[Times | Cost]) -> list[dict[str, float]]:
    return [dict(vars(one)) for one in rounds]
