"""The goals of search and comparison, each with what was found and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.benchmarks.freezing_names import NATION
from tests.benchmarks.indexes import ALONE
from tests.benchmarks.medians import middle, ratio
from tests.benchmarks.recording import verdict
from tests.benchmarks.searched import CHANGE, COMPARISON, OURS, PAGE, Results

TANTIVY = OURS["tantivy"]
INDEX, ONE_CHANGE, ENGINE, WHOLE = 60.0, 1.0, 10.0, 60.0
P95, P99 = 50.0, 150.0


def goals(places: Sequence[Results]) -> list[str]:
    """Write the table of goals, and how ours stands to others where no goal was set."""
    city, nation = places
    rows = [*_city(city), *_nation(nation), *(row for one in places for row in _against(one))]
    return ["| goal | found | |", "| --- | --- | --- |", *rows]


def _city(results: Results) -> Iterator[str]:
    for (engine, what, clients), rounds in results.pages.items():
        found = middle(rounds)
        met = found.p95 <= P95 and found.p99 <= P99
        yield (
            f"| city, {what}, {engine}, clients: {clients}; p95 ≤ {P95:.0f} ms and p99 ≤ "
            f"{P99:.0f} ms | {found.p95:.1f} ms, {found.p99:.1f} ms | {verdict(met=met)} |"
        )


def _nation(results: Results) -> Iterator[str]:
    """Judge what was set for the nation: a smaller one can miss a goal but not meet it."""
    whole = results.institutions >= NATION
    where = f"{results.institutions:,} institutions"

    def row(what: str, most: float, found: float, unit: str) -> str:
        met = verdict(met=found <= most) if whole or found > most else "of the nation"
        return f"| {where}, {what} ≤ {most:.0f} {unit} | {found:.2f} {unit} | {met} |"

    for name, most in ((TANTIVY, INDEX), (CHANGE.format(TANTIVY), ONE_CHANGE)):
        used = middle(results.indexes[name]).processor
        yield row(f"index, {name}", most, used, "processor s")
    made = "processor ms"
    yield row(f"{TANTIVY}, p95", ENGINE, middle(results.engines[TANTIVY]).p95, made)
    for name in (PAGE.format(TANTIVY), COMPARISON.format(TANTIVY)):
        yield row(f"{name}, p95", WHOLE, middle(results.engines[name]).p95, made)
    for (engine, what, clients), rounds in results.pages.items():
        found = middle(rounds).p95
        yield row(f"{what} over HTTP, {engine}, clients: {clients}; p95", WHOLE, found, "ms")


def _against(results: Results) -> Iterator[str]:
    """Say how our index with Tantivy stands to every engine alone, round by round."""
    for name, rounds in results.engines.items():
        if name in ALONE:
            asked = ratio(results.engines[TANTIVY], rounds, "p95")
            written = ratio(results.indexes[TANTIVY], results.indexes[name], "processor")
            pair = f"{results.place}, {TANTIVY} to {name}"
            yield f"| {pair}; a question, p95 | {asked:.2f} × | |"
            yield f"| {pair}; index, processor | {written:.2f} × | |"
