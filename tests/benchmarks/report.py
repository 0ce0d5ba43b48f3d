"""What a run found: medians of its rounds, ratios to the peers, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from statistics import quantiles

from tests.benchmarks.flows import MEASURES
from tests.benchmarks.medians import middle, ratio
from tests.benchmarks.ours import SERVERS, title
from tests.benchmarks.recording import paragraphs, record, verdict
from tests.benchmarks.running import Subject

TITLE = "## Complaint intake"
CHOSEN, *OTHERS = SERVERS
BEST = 150.0
SLOWEST = 150.0
DATABASES = ("SQLite", "PostgreSQL")
HOW = """
16 clients in a process of their own, on the same cores as the servers and whatever else the
machine did. Like for like are form with form and post with post: a peer's form is one page, ours
is four steps, each stored before it is judged. Ours runs with everything on: form token, limits by
address (every citizen has one), encrypted drafts, routing, deadline calendar, chained events,
receipt; SQLite with synchronous=FULL, PostgreSQL with fsync, for the peers too.
""".strip().replace("\n", " ")
AGAINST = (("django-helpdesk", "form", 3.0), ("Request Tracker", "post", 30.0))


@dataclass(frozen=True)
class Round:
    """One round: complaints a second, and milliseconds that half and 99 of 100 needed at most."""

    rate: float
    p50: float
    p99: float


@dataclass
class Results:
    """Rounds by subject and measure, how each subject runs, and what did not run and why."""

    rounds: dict[tuple[str, str], list[Round]] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)
    not_run: dict[str, str] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    def add(self, subject: Subject, measure: str, seconds: float, each: list[float]) -> None:
        """Keep a round."""
        cuts = quantiles(each, n=100, method="inclusive")
        found = Round(len(each) / seconds, 1000 * cuts[49], 1000 * cuts[98])
        self.runs[subject.name] = subject.runs
        self.rounds.setdefault((subject.name, measure), []).append(found)

    def middle(self, subject: str, measure: str) -> Round | None:
        """Give the median of each figure over the rounds."""
        found = self.rounds.get((subject, measure))
        return middle(found) if found else None

    def ratio(self, subject: str, peer: str, measure: str) -> float | None:
        """Say how many times as many a second we take, round by round, the median of it."""
        some, others = (self.rounds.get((one, measure), []) for one in (subject, peer))
        count = min(len(some), len(others))
        return ratio(some[:count], others[:count], "rate") if count else None


def write(results: Results) -> str:
    """Keep this run; give its section of the page."""
    body = {
        "runs": results.runs,
        "not_run": results.not_run,
        "rounds": {
            f"{subject}: {measure}": [vars(one) for one in found]
            for (subject, measure), found in results.rounds.items()
        },
    }
    return record("intake", results.loads, partial(section, results), body)


def section(results: Results, when: str) -> str:
    """Write the section: what was measured, the figures, the goals."""
    measures = [f"- **{name}**: {what}" for name, what in MEASURES.items()]
    lacking = [f"- {name}: not measured, {why}" for name, why in results.not_run.items()]
    parts = [[TITLE], [when], [HOW], measures, _table(results), lacking, _goals(results)]
    return paragraphs(parts)


def _table(results: Results) -> list[str]:
    rows = [
        f"| {subject} | {measure} | {found.rate:.1f} | {found.p50:.0f} | {found.p99:.0f} "
        f"| {results.runs[subject]} |"
        for subject, measure in results.rounds
        if (found := results.middle(subject, measure))
    ]
    head = "| subject | measure | complaints/s | p50 ms | p99 ms | how it runs |"
    return [head, "| --- | --- | ---: | ---: | ---: | --- |", *rows]


def _goals(results: Results) -> list[str]:
    subjects = [title(CHOSEN, database) for database in DATABASES]
    rows = [row for subject in subjects for row in _speed(results, subject)]
    rows += [row for subject in subjects for row in _against_peers(results, subject)]
    rows += [row for database in DATABASES for row in _against_servers(results, database)]
    return ["| goal | found | |", "| --- | --- | --- |", *rows]


def _speed(results: Results, subject: str) -> Iterator[str]:
    for measure in MEASURES:
        if found := results.middle(subject, measure):
            met = found.rate >= BEST and found.p99 <= SLOWEST
            yield (
                f"| {subject}, {measure}: ≥ {BEST:.0f}/s and p99 ≤ {SLOWEST:.0f} ms "
                f"| {found.rate:.1f}/s, {found.p99:.0f} ms | {verdict(met=met)} |"
            )


def _against_peers(results: Results, subject: str) -> Iterator[str]:
    for peer, measure, least in AGAINST:
        if ratio := results.ratio(subject, peer, measure):
            goal = f"{subject}, {measure}: ≥ {least:.0f} × {peer}"
            yield f"| {goal} | {ratio:.1f} × | {verdict(met=ratio >= least)} |"


def _against_servers(results: Results, database: str) -> Iterator[str]:
    for other, measure in product(OTHERS, MEASURES):
        if ratio := results.ratio(title(CHOSEN, database), title(other, database), measure):
            yield f"| {title(CHOSEN, database)}, {measure}: against {other} | {ratio:.2f} × | |"
