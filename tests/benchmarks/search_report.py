"""The section on search and comparison: what was measured in each place, the figures, the goals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import quantiles

from tests.benchmarks.indexes import LONGEST
from tests.benchmarks.medians import middle
from tests.benchmarks.questions import COMPARED
from tests.benchmarks.recording import paragraphs, record
from tests.benchmarks.search_goals import goals
from tests.benchmarks.searched import Results

TITLE = "## Search"
HOW = """
The service under granian, one worker of 4 threads, clients in a process of their own on the same
cores, connections kept open. A page is the whole HTML of `GET /search?q=…` with its facets and
snippets, or of `GET /compare?id=…` with two to four homes of one type; the time ends with its last
byte. Every page is read once a round after a first pass that does not count; the rounds of engines
and of 1 and 4 clients are interleaved. Clients never rest: with 4 of them a page waits for those of
the other three, since one worker of Python makes one page at a time. These are seconds on the
clock, so what else the machine did is in them.
""".strip().replace("\n", " ")
LIKE = """
In one process and one thread, by time of the processor, which nobody else's work lengthens: ours is
`search_index.search`, so what was typed is found, counted by all facets, ranked as families would,
and shown with its snippets; the page is the same with HTML, by the public app without HTTP. An
engine alone has all parts of all documents in one index with our tokens, and gives the 20 best
numbers by BM25: no days, no facets, no pinyin (those questions are left out), no snippets, no
titles. So it is a floor and not like for like. Our indexes are written by `search_index.build`,
reading and cutting the content not counted, with documents and snippets; a change is the name of
one institution, its index made with `before=`. The places are published without their pages, the
indexes lack the few documents that are read off pages of help; everything else is as `gongshi
build` makes it.
""".strip().replace("\n", " ")


def write(places: Sequence[Results], loads: Sequence[float]) -> str:
    """Keep this run; give its section of the page."""
    body = {one.place: one.as_json() for one in places}
    return record("search", loads, partial(section, places), body)


def section(places: Sequence[Results], when: str) -> str:
    """Write the section."""
    parts = [[TITLE], [when], [HOW], [LIKE]]
    for one in places:
        parts += [[f"### Search in the {one.place}"], [_about(one)], _pages(one), _kinds(one)]
        parts += [_engines(one), _indexes(one), _notes(one)]
    return paragraphs([*parts, ["### Goals of search"], goals(places)])


def _about(results: Results) -> str:
    rounds = len(next(iter(results.engines.values())))
    writes = len(next(iter(results.indexes.values())))
    return (
        f"{results.told}; {results.documents:,} documents to be found, of {results.parts:,} parts. "
        f"Medians of rounds: {rounds} of questions and pages, {writes} of indexes."
    )


def _pages(results: Results) -> list[str]:
    rows = [
        f"| {what}, {engine} | {clients} | {found.rate:.1f} | {found.p50:.1f} | {found.p95:.1f} "
        f"| {found.p99:.1f} |"
        for (engine, what, clients), rounds in results.pages.items()
        for found in [middle(rounds)]
    ]
    head = "| pages | clients | pages/s | p50 ms | p95 ms | p99 ms |"
    return [head, "| --- | ---: | ---: | ---: | ---: | ---: |", *rows]


def _kinds(results: Results) -> list[str]:
    """Show which pages are slow: one client, all rounds together."""
    engines = list(dict.fromkeys(engine for engine, _ in results.by_kind))
    kinds = sorted({kind for _, kind in results.by_kind}, key=lambda kind: (kind in COMPARED, kind))
    rows = [
        f"| {kind} | " + " | ".join(_cuts(results.by_kind[one, kind]) for one in engines) + " |"
        for kind in kinds
    ]
    head = "| one client | " + " | ".join(f"{one} p50 ms | p95 ms" for one in engines) + " |"
    return [head, "| --- |" + " ---: |" * 2 * len(engines), *rows]


def _cuts(took: Sequence[float]) -> str:
    cuts = quantiles(took, n=20, method="inclusive")
    return f"{cuts[9]:.1f} | {cuts[18]:.1f}"


def _engines(results: Results) -> list[str]:
    rows = [
        f"| {name} | {found.p50:.2f} | {found.p95:.2f} | {found.p99:.2f} |"
        for name, rounds in results.engines.items()
        for found in [middle(rounds)]
    ]
    head = "| in one process | p50 processor ms | p95 | p99 |"
    return [head, "| --- | ---: | ---: | ---: |", *rows]


def _indexes(results: Results) -> list[str]:
    rows = [
        f"| {name} | {found.seconds:.1f} | {found.processor:.2f} | {_megabytes(results, name)} |"
        for name, rounds in results.indexes.items()
        for found in [middle(rounds)]
    ]
    rows += [
        f"| {name} | left out: more than {LONGEST} processor s | | |" for name in results.too_long
    ]
    return ["| index | s | processor s | MB |", "| --- | ---: | ---: | ---: |", *rows]


def _megabytes(results: Results, name: str) -> str:
    return f"{results.sizes[name]:.1f}" if name in results.sizes else "–"


def _notes(results: Results) -> list[str]:
    same, pages = results.alike()
    served = len(results.checks)
    alike = [f"- {same} of {pages} pages are the same byte for byte with both engines"]
    others = ", ".join(f"{name} {count or 'none'}" for name, count in results.disagreeing.items())
    asked = f"{results.questions} questions to the engines alone"
    told = f"- of {asked} another number of parts than the others find: {others}"
    return [*(alike if served > 1 else []), told]
