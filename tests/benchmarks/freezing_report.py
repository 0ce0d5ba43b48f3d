"""The section on freezing: what was measured, the figures, the goals."""

from __future__ import annotations

from functools import partial

from tests.benchmarks.freezing_costs import Results, slope
from tests.benchmarks.freezing_goals import goals
from tests.benchmarks.freezing_names import (
    BOTH,
    CHECK,
    GZIP,
    HUGO,
    INDEXED,
    MANY_PAGES,
    NATION,
    OURS,
    WRITING,
)
from tests.benchmarks.medians import middle
from tests.benchmarks.recording import paragraphs, record

TITLE = "## Freezing"
GROWTH = "Full builds of both editions with the index, once each but for the size of the rounds:"
HOW = """
Every line is a process of its own with its start, by wait4: seconds on the clock, seconds of
processors with all children, the largest memory of one of them. Ours reads the CSV tables, checks,
cuts, renders, writes and switches. A full freeze starts from nothing; where the index is not named,
its time, taken inside, is subtracted; the project has no precompression. A change is made in the
CSV file of one institution and published by `gongshi build`, in both editions with the index and
the ledger, after a first build that brings the second tree up and is not counted. The product
always makes both editions: for the standard edition alone the benchmark tells every page that it
stands in that one. Writing, gzip and index alone leave out what reads their input.
""".strip().replace("\n", " ")
LIKE = """
Like for like: Hugo 0.168.0 makes the same HTML pages at the same addresses, their words read off
our release as sections of rows of cells in one JSON object (that reading is not counted), through a
content adapter and one generic template. It computes nothing: no tables, no law, no check, no
links, no feeds; ours does, and writes the feeds of every institution too. Hugo has no incremental
build to a disk, so its rebuild is a full one. Plain Frozen-Flask reads and cuts the same folder of
a tenth as many institutions and does not check it; it renders the same pages as ours with the same
templates, unfolded, and makes no index; on a small nation the start of both outweighs the pages.
Counts of ours include feeds and other machine files.
""".strip().replace("\n", " ")


def write(results: Results) -> str:
    """Keep this run; give its section of the page."""
    return record("freezing", results.loads, partial(section, results), results.as_json())


def section(results: Results, when: str) -> str:
    """Write the section."""
    parts = [[TITLE], [when], [_about(results)], [HOW], [LIKE], _table(results), _notes(results)]
    parts += [_growth(results), goals(results)]
    return paragraphs(parts)


def _about(results: Results) -> str:
    ours, hugo = results.bytes_of_page[OURS], results.bytes_of_page[HUGO]
    rounds = len(results.rounds[OURS])
    return (
        f"An invented nation of {results.institutions:,} institutions; medians of {rounds} "
        f"{'round' if rounds == 1 else 'rounds'}. A page of the standard edition has {ours:,.0f} "
        f"bytes in the mean, one of Hugo's {hugo:,.0f}."
    )


def _table(results: Results) -> list[str]:
    rows = [
        f"| {name} | {found.seconds:.2f} | {found.processor:.2f} | {round(found.peak) or '–'} "
        f"| {_count(found.count)} |"
        for name, rounds in results.rounds.items()
        for found in [middle(rounds)]
    ]
    head = "| what | s | processor s | peak MiB | pages, files or documents |"
    return [head, "| --- | ---: | ---: | ---: | ---: |", *rows]


def _count(count: int) -> str:
    return f"{count:,.0f}" if count else "–"


def _notes(results: Results) -> list[str]:
    elder, checking = results.ratio(BOTH, INDEXED), 100 * results.ratio(CHECK, BOTH)
    small, large = results.sizes[GZIP], results.sizes[WRITING]
    return [
        f"- elder mode: both editions take {elder:.2f} × the processor s of the standard one alone",
        _files(results),
        f"- checking takes {checking:.0f} % of the processor s of a full build of both editions",
        f"- gzip -9 of all texts, each into a file, makes {small:.1f} of {large:.1f} MB",
    ]


def _files(results: Results) -> str:
    raw, ours = middle(results.rounds[WRITING]), middle(results.rounds[BOTH])
    share = 100 * results.ratio(WRITING, BOTH, "seconds")
    return (
        f"- files a second: {raw.count / ours.seconds:,.0f} in a full build of both editions, "
        f"{raw.count / raw.seconds:,.0f} by a plain loop that writes the same bytes to the same "
        f"names; so the build goes at {share:.1f} % of the limit"
    )


def _growth(results: Results) -> list[str]:
    rows = [
        f"| {size:,} | {cost.count:,.0f} | {cost.seconds:.1f} | {cost.processor:.1f} "
        f"| {cost.peak:.0f} | {1000 * cost.processor / cost.count:.2f} |"
        for size, cost in sorted(results.growth.items())
    ]
    head = "| institutions | pages | s | processor s | peak MiB | processor ms a page |"
    rule = "| ---: | ---: | ---: | ---: | ---: | ---: |"
    return [GROWTH, "", head, rule, *rows, "", _ahead(results)]


def _ahead(results: Results) -> str:
    """Say what the last two sizes give for the nation."""
    (some, smaller), (most, larger) = sorted(results.growth.items())[-2:]
    one = slope(smaller, larger)
    pages = larger.count + (larger.count - smaller.count) / (most - some) * (NATION - most)
    measured = " (measured)" if most >= NATION else ""
    return (
        f"From {some:,} to {most:,} institutions a page more takes {1000 * one:.2f} ms of the "
        f"processor. {NATION:,} institutions make about {pages:,.0f} pages in both editions"
        f"{measured}; {MANY_PAGES:,} pages at that price take "
        f"{larger.processor + one * (MANY_PAGES - larger.count):,.0f} processor s."
    )
