"""The goals of freezing, each with what was found and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.freezing_costs import Results
from tests.benchmarks.freezing_names import (
    CHANGES,
    HUGO,
    INDEX,
    INDEX_CHANGE,
    NATION,
    NIGHT,
    OURS,
    PHONE,
    PLAIN,
    REBUILD,
    TENTH,
)
from tests.benchmarks.medians import middle
from tests.benchmarks.recording import verdict

MEBIBYTE = 1 << 20


def goals(results: Results) -> list[str]:
    """Write the table of goals."""
    rows = [*_full(results), *_changed(results), *_nation(results)]
    return ["| goal | found | |", "| --- | --- | --- |", *rows]


def _full(results: Results) -> Iterator[str]:
    faster = results.ratio(PLAIN, TENTH)
    yield _goal("full freeze ≥ 8 × plain Frozen-Flask, processor", faster, met=faster >= 8)
    used = results.ratio(OURS, HUGO)
    yield _goal("full freeze ≤ 0.6 × Hugo, processor", used, met=used <= 0.6)
    waited = results.ratio(OURS, HUGO, "seconds")
    yield _goal("full freeze not slower than Hugo, clock", waited, met=waited <= 1)


def _changed(results: Results) -> Iterator[str]:
    for change in CHANGES:
        used = results.ratio(change, REBUILD)
        yield _goal(f"{change} ≤ 1/20 of Hugo's rebuild, processor", used, met=used <= 1 / 20)
    rendered = middle(results.rounds[NIGHT]).count / results.pages
    met = verdict(met=rendered < 0.01)
    yield f"| a quiet night renders < 1 % of pages | {100 * rendered:.2f} % | {met} |"


def _nation(results: Results) -> Iterator[str]:
    """Judge what was set for the nation only where one was measured."""
    full = results.growth[max(results.growth)]
    at = f"{max(results.growth):,} institutions"
    yield _memory(f"full build, {at}", full.peak, 600, judged=max(results.growth) >= NATION)
    at, judged = f"{results.institutions:,} institutions", results.institutions >= NATION
    peak = middle(results.rounds[PHONE]).peak
    yield _memory(f"one change, {at}", peak, 300, judged=judged)
    for name, most in ((INDEX, 60), (INDEX_CHANGE, 1)):
        used = middle(results.rounds[name]).processor
        met = verdict(met=used <= most) if judged else "of the nation"
        yield f"| {name}, {at}: ≤ {most} processor s | {used:.2f} s | {met} |"


def _goal(goal: str, found: float, *, met: bool) -> str:
    return f"| {goal} | {found:.2f} × | {verdict(met=met)} |"


def _memory(what: str, found: float, most: int, *, judged: bool) -> str:
    megabytes = found * MEBIBYTE / 1_000_000
    met = verdict(met=megabytes <= most) if judged else "of the nation"
    return f"| {what}: ≤ {most} MB at {NATION:,} | {megabytes:.0f} MB | {met} |"
