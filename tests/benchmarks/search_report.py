"""The section on search: what was measured, the figures, the goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median, quantiles

from tests.benchmarks.recording import heading, keep, machine, rewrite, verdict
from tests.benchmarks.searched import Results, middle, middle_index, ratio

TITLE = "## Search"
DEFAULT, OTHER = "whoosh", "tantivy"
P95, P99 = 50.0, 150.0
TITLES = {"whoosh": "ours, Whoosh", "tantivy": "ours, Tantivy", "fts5": "SQLite FTS5"}
HOW = """
The service under granian, one worker of 4 threads, clients in a process of their own on the same
cores, connections kept open. A page is the whole HTML of `GET /search?q=…` with its facets and
snippets; the time ends with its last byte. Every question is asked once a round after a first pass
that does not count; the rounds of engines and of 1 and 4 clients are interleaved. Clients never
rest: with 4 of them a page waits for those of the other three, since one worker of Python makes one
page at a time.
""".strip().replace("\n", " ")
LIKE = """
Like for like: the pages (same service, same content, same questions, another line in `city.toml`),
and the three indexes (same documents, same analysis, same code around the engine). Look-ups are
the engine alone, in one process and one thread: the parts in which one word stands, names and texts
asked one after the other, in all shards (Whoosh 8, Tantivy 16, FTS5 1: as each is best kept, so not
like for like); no ranking, facets, snippets or HTML. FTS5 is measured only so, over the very same
pairs as a phrase, contentless, optimised; there are no pages with it. Pinyin is no engine's work
and is in the pages alone.
""".strip().replace("\n", " ")


def write(results: Results, of_commit: str) -> str:
    """Write the JSON of this run and its section of the page; give the section."""
    now = datetime.now(UTC)
    on = machine(f"{min(results.loads):.1f} to {max(results.loads):.1f}")
    text = section(results, heading(now, of_commit, on))
    keep("search", now, {"commit": of_commit, "machine": on, **results.as_json()})
    rewrite(TITLE, text)
    return text


def section(results: Results, when: str) -> str:
    """Write the section."""
    count = f"{results.documents:,} documents to be found"
    about = [f"The city is {results.city}; {count}. {results.release}"]
    tables = [_pages(results), _kinds(results), _indexes(results), _lookups(results)]
    parts = [[TITLE], [when], about, [HOW], [LIKE], *tables, _alike(results), _goals(results)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _pages(results: Results) -> list[str]:
    rows = [
        f"| {TITLES[engine]} | {clients} | {found.rate:.1f} | {found.p50:.1f} | {found.p95:.1f} "
        f"| {found.p99:.1f} |"
        for (engine, clients), rounds in results.pages.items()
        for found in [middle(rounds)]
    ]
    head = "| pages | clients | pages/s | p50 ms | p95 ms | p99 ms |"
    return [head, "| --- | ---: | ---: | ---: | ---: | ---: |", *rows]


def _kinds(results: Results) -> list[str]:
    """Show which questions are slow: one client, all rounds together."""
    kinds = sorted({kind for _, kind in results.by_kind})
    cuts = {key: quantiles(took, n=20, method="inclusive") for key, took in results.by_kind.items()}
    rows = [
        f"| {kind} | {cuts[DEFAULT, kind][9]:.1f} | {cuts[DEFAULT, kind][18]:.1f} "
        f"| {cuts[OTHER, kind][9]:.1f} | {cuts[OTHER, kind][18]:.1f} |"
        for kind in kinds
    ]
    head = "| one client, typed | Whoosh p50 ms | p95 ms | Tantivy p50 ms | p95 ms |"
    return [head, "| --- | ---: | ---: | ---: | ---: |", *rows]


def _indexes(results: Results) -> list[str]:
    rows = [
        f"| {TITLES[engine]} | {found.seconds:.1f} | {found.processor:.1f} "
        f"| {found.engine_mb:.1f} | {found.whole_mb:.1f} |"
        for engine, rounds in results.indexes.items()
        for found in [middle_index(rounds)]
    ]
    note = f"of it analysis {results.analysis:.1f} s"
    head = f"| index | s | processor s ({note}) | engine MB | with the documents MB |"
    return [head, "| --- | ---: | ---: | ---: | ---: |", *rows]


def _lookups(results: Results) -> list[str]:
    rows = [
        f"| {TITLES[engine]} | {found.p50:.2f} | {found.p95:.2f} | {found.p99:.2f} |"
        for engine, rounds in results.lookups.items()
        for found in [middle(rounds)]
    ]
    head = f"| look-up of a word ({results.words} words) | p50 ms | p95 ms | p99 ms |"
    return [head, "| --- | ---: | ---: | ---: |", *rows]


def _alike(results: Results) -> list[str]:
    same, pages = results.alike()
    others = ", ".join(
        f"{TITLES[name]} {count or 'none'}" for name, count in results.disagreeing.items()
    )
    size = f"half of them are longer than {median(results.lengths) / 1000:.0f} thousand characters"
    return [
        f"- {same} of {pages} pages are the same byte for byte with both engines; {size}",
        f"- words for which other documents are found than with Whoosh: {others}",
    ]


def _goals(results: Results) -> list[str]:
    rows = [*_speed(results), *_against(results), *_against_alone(results)]
    return ["| goal | found | |", "| --- | --- | --- |", *rows]


def _speed(results: Results) -> Iterator[str]:
    for (engine, clients), rounds in results.pages.items():
        found = middle(rounds)
        met = found.p95 <= P95 and found.p99 <= P99
        yield (
            f"| {TITLES[engine]}, clients: {clients}; p95 ≤ {P95:.0f} ms and p99 ≤ {P99:.0f} ms "
            f"| {found.p95:.1f} ms, {found.p99:.1f} ms | {verdict(met=met)} |"
        )


def _against(results: Results) -> Iterator[str]:
    """Say how the default stands to the others, round by round; no goal was set for it."""
    for (engine, clients), rounds in results.pages.items():
        if engine != DEFAULT:
            ours = results.pages[DEFAULT, clients]
            found = ratio([one.p95 for one in ours], [one.p95 for one in rounds])
            yield f"| page p95, clients: {clients}; Whoosh to {TITLES[engine]} | {found:.2f} × | |"


def _against_alone(results: Results) -> Iterator[str]:
    """Say the same of the engines alone."""
    for engine in (one for one in results.indexes if one != DEFAULT):
        times = (results.indexes[DEFAULT], results.indexes[engine])
        built = ratio(*([one.processor for one in some] for some in times))
        asked = (results.lookups[DEFAULT], results.lookups[engine])
        looked = ratio(*([one.p95 for one in some] for some in asked))
        yield f"| index, processor s; Whoosh to {TITLES[engine]} | {built:.1f} × | |"
        yield f"| look-up p95; Whoosh to {TITLES[engine]} | {looked:.1f} × | |"
