"""The section on reading: how many pages a second leave nginx, in which way, at what price."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.medians import middle, ratio
from tests.benchmarks.reading_nginx import CLIENTS, Load
from tests.benchmarks.recording import paragraphs, record

TITLE = "## Reading"
READY, PLAIN, ASKED, WHOLE = (
    "compressed beforehand", "plain files as long", "compressed when asked", "not compressed"
)  # fmt: skip
WAYS = {
    READY: ("ready", True),
    PLAIN: ("plain", False),
    ASKED: ("asked", True),
    WHOLE: ("ready", False),
}
"""Which host of nginx is asked, and whether gzip is accepted."""
NOTHING = Cost(0.0, 0.0)
HOW = f"""
One worker of nginx, {CLIENTS} kept connections of wrk with one thread on the same cores, all HTML
pages of both editions in a mixed order again and again, from the page cache; nothing but files is
served. The pages compressed beforehand lie beside the plain ones (`gzip_static`); the project
writes none, the benchmark does, with gzip -9. Plain files as long: in the place of every page
noise of as many bytes as its compressed page has, so that nothing but gzip_static is different.
Processor time is that of nginx's worker alone, which nobody else's work lengthens; seconds on the
clock hold wrk too, and whatever else the machine did.
""".strip().replace("\n", " ")


@dataclass
class Results:
    """Everything that a run found; sizes are in bytes, that of the compressed in megabytes."""

    institutions: int
    pages: int = 0
    size: int = 0
    freezing: Cost = NOTHING
    compressing: Cost = NOTHING
    compressed: float = 0.0
    version: str = ""
    not_run: str = ""
    rounds: dict[str, list[Load]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Write all of it."""
        return {
            **vars(self),
            "freezing": vars(self.freezing),
            "compressing": vars(self.compressing),
            "rounds": {name: [vars(one) for one in each] for name, each in self.rounds.items()},
        }


def write(results: Results) -> str:
    """Keep this run; give its section of the page."""
    return record("reading", results.loads, partial(section, results), results.as_json())


def section(results: Results, when: str) -> str:
    """Write the section."""
    parts = [[TITLE], [when], [_about(results)], [HOW]]
    if results.not_run:
        return paragraphs([*parts, [f"- not measured: {results.not_run}"]])
    return paragraphs([*parts, _table(results), _ratios(results)])


def _about(results: Results) -> str:
    used = results.compressing.processor
    share = 100 * used / results.freezing.processor
    return (
        f"An invented nation of {results.institutions:,} institutions: {results.pages:,} HTML "
        f"pages, read from {results.version or 'nothing'}. Compressing all texts of the release "
        f"beforehand takes {used:.2f} processor s, {share:.1f} % of freezing it, and "
        f"{results.compressed:.1f} MB more beside its {results.size / 1_000_000:.1f} MB."
    )


def _table(results: Results) -> list[str]:
    rows = [
        f"| {name} | {found.rate:,.0f} | {found.size:,.0f} | {found.processor:.1f} "
        f"| {found.p50:.2f} | {found.p99:.2f} |"
        for name, rounds in results.rounds.items()
        for found in [middle(rounds)]
    ]
    head = "| pages | pages/s | bytes sent a page | nginx's processor µs a page | p50 ms | p99 ms |"
    return [head, "| --- | ---: | ---: | ---: | ---: | ---: |", *rows]


def _ratios(results: Results) -> list[str]:
    ready = results.rounds[READY]
    rows = [
        f"| {READY} to {other} | {ratio(ready, rounds, 'rate'):.2f} × "
        f"| {ratio(ready, rounds, 'processor'):.2f} × |"
        for other, rounds in results.rounds.items()
        if other != READY
    ]
    return ["| | pages a second | nginx's processor |", "| --- | ---: | ---: |", *rows]
