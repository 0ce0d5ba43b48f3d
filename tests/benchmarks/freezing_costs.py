"""What a process took, and all that a run found."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.medians import ratio
from tests.benchmarks.running import finish

CLOCK = Path(__file__).with_name("freezing_clock.py")
KIBIBYTES = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of processors, with all children; peak memory in MiB; what for.

    `count` says how many pages, files or documents it was for.
    """

    seconds: float
    processor: float
    peak: float = 0.0
    count: int = 0

    def less(self, part: dict[str, float]) -> Cost:
        """Take a part off that was timed apart."""
        return replace(
            self,
            seconds=self.seconds - part["seconds"],
            processor=self.processor - part["processor"],
        )


def spend(words: Sequence[str], *, why: str) -> tuple[Cost, str]:
    """Run a program to its end; give what it took and what it printed. Raises CannotRunError."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as report:
        said = finish([sys.executable, "-IS", str(CLOCK), report.name, *words], why=why)
        seconds, processor, peak = map(float, report.read().split())
    return Cost(seconds, processor, peak / KIBIBYTES), said


def python(module: str, *words: object) -> list[str]:
    """Give the words that run a module with this Python."""
    return [sys.executable, "-m", module, *map(str, words)]


def slope(smaller: Cost, larger: Cost, name: str = "processor") -> float:
    """Say what one page more costs, between two sizes."""
    more: float = getattr(larger, name) - getattr(smaller, name)
    return more / (larger.count - smaller.count)


@dataclass
class Results:
    """Everything that a run found: the rounds of each subject, and one build of each size."""

    institutions: int
    rounds: dict[str, list[Cost]] = field(default_factory=dict)
    growth: dict[int, Cost] = field(default_factory=dict)
    bytes_of_page: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    loads: list[float] = field(default_factory=list)

    def add(self, subject: str, cost: Cost) -> None:
        """Keep a round."""
        self.rounds.setdefault(subject, []).append(cost)

    def ratio(self, some: str, others: str, name: str = "processor") -> float:
        """Divide a subject by another, round by round."""
        return ratio(self.rounds[some], self.rounds[others], name)

    def as_json(self) -> dict[str, Any]:
        """Write all of it."""
        return {
            "institutions": self.institutions,
            "pages_of_both_editions": self.pages,
            "bytes_of_page": self.bytes_of_page,
            "megabytes": self.sizes,
            "rounds": {name: [vars(one) for one in each] for name, each in self.rounds.items()},
            "growth": {str(size): vars(cost) for size, cost in self.growth.items()},
        }
