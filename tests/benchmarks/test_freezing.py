"""The freezing benchmark divides round by round, judges plainly, and has peers say the same."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import freezing_names as named
from tests.benchmarks import hugo
from tests.benchmarks.freezing_costs import Cost, Results, slope, spend
from tests.benchmarks.freezing_edits import choose, read
from tests.benchmarks.freezing_report import section
from tests.benchmarks.medians import middle, ratio
from tests.benchmarks.nation import make_nation
from tests.benchmarks.running import CannotRunError

PAGE = """<head><title>甲院 · 示例</title><meta name="description" content="甲院的收费"></head>
<header><a href="/">首页</a></header>
<main id="main"><h1>甲院</h1>
<section><h2 id="price-h">要花<small>多少钱</small></h2>
<table><tr><th>床位费</th><td class="n">1,200 &amp; 起</td></tr></table>
<p><a href="/institutions/">全部机构</a></p></section></main><footer>页尾</footer>"""


def cost(processor: float, count: int = 100) -> Cost:
    return Cost(processor * 2, processor, 50.0, count)


@pytest.fixture
def results() -> Results:
    found = Results(1000, pages=1000)
    subjects = (
        *(named.OURS, named.INDEXED, named.BOTH, named.TENTH, named.NIGHT, *named.CHANGES),
        *(named.CHECK, named.INDEX, named.INDEX_CHANGE, named.WRITING, named.GZIP),
    )
    found.rounds = {subject: [cost(1.0)] * 3 for subject in subjects}
    found.rounds |= {named.HUGO: [cost(2.0)] * 3, named.REBUILD: [cost(2.0)] * 3}
    found.rounds[named.PLAIN] = [cost(8.0)] * 3
    found.growth = {100: cost(1.0, 1_100), 1000: cost(10.0, 10_100)}
    found.bytes_of_page = {named.OURS: 12_000.0, named.HUGO: 12_100.0}
    found.sizes = {named.WRITING: 10.0, named.GZIP: 3.0}
    return found


def row(text: str, goal: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {goal}"))


def test_a_ratio_is_the_median_of_the_ratios_of_rounds() -> None:
    ours, theirs = [cost(1.0), cost(9.0), cost(2.0)], [cost(2.0), cost(9.0), cost(8.0)]

    assert ratio(ours, theirs, "processor") == 0.5


def test_rounds_that_do_not_pair_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([cost(1.0), cost(2.0)], [cost(1.0)], "processor")


def test_the_middle_takes_each_figure_for_itself() -> None:
    rounds = [Cost(1.0, 9.0, 20.0, 3), Cost(2.0, 8.0, 10.0, 3), Cost(3.0, 7.0, 30.0, 3)]

    assert middle(rounds) == Cost(2.0, 8.0, 20.0, 3)


def test_a_part_that_was_timed_apart_is_taken_off() -> None:
    whole = Cost(10.0, 5.0, 80.0, 7)

    assert whole.less({"seconds": 4.0, "processor": 1.0}) == Cost(6.0, 4.0, 80.0, 7)


def test_what_one_page_more_costs_leaves_out_what_every_run_costs() -> None:
    assert slope(cost(3.0, 100), cost(5.0, 300)) == pytest.approx(0.01)


def test_a_process_is_charged_for_its_children_and_not_for_the_memory_of_its_parent() -> None:
    held = bytearray(300 << 20)
    child = "import time\nwhile time.process_time() < 0.3: pass"
    words = [
        sys.executable,
        "-c",
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])",
    ]

    used, _ = spend(words, why="it failed")

    assert used.processor >= 0.3
    assert used.peak < len(held) >> 20


def test_a_process_that_fails_stops_the_run() -> None:
    with pytest.raises(CannotRunError, match="it failed"):
        spend([sys.executable, "-c", "raise SystemExit(3)"], why="it failed")


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("full freeze ≥ 8 × plain Frozen-Flask, processor", "| 8.00 × | met |"),
        ("full freeze ≤ 0.6 × Hugo, processor", "| 0.50 × | met |"),
        ("full freeze not slower than Hugo, clock", "| 0.50 × | met |"),
        ("telephone changed ≤ 1/20 of Hugo's rebuild", "| 0.50 × | **not met** |"),
        ("a quiet night renders < 1 % of pages", "| 10.00 % | **not met** |"),
    ],
)
def test_every_goal_is_judged_on_its_ratio(results: Results, goal: str, verdict: str) -> None:
    assert row(section(results, "today"), goal).endswith(verdict)


def test_what_was_set_for_the_nation_is_judged_only_there(results: Results) -> None:
    small = row(section(results, "today"), "full build, 1,000 institutions")
    results.growth[41_000] = replace(cost(400.0, 400_100), peak=900.0)

    whole = row(section(results, "today"), "full build, 41,000 institutions")

    assert small.endswith("| of the nation |")
    assert whole.endswith("| 944 MB | **not met** |")


def test_the_nation_is_reckoned_from_the_last_two_sizes(results: Results) -> None:
    text = section(results, "today")

    assert "41,000 institutions make about 410,100 pages" in text
    assert "400,000 pages at that price take 400 processor s" in text


def test_the_bytes_of_both_pages_are_told(results: Results) -> None:
    assert "12,000 bytes in the mean, one of Hugo's 12,100" in section(results, "today")


def test_hugo_is_given_every_word_of_a_page_in_its_section() -> None:
    top, price = hugo.sections(hugo.MAIN.findall(PAGE)[0])

    assert top.rows == [[{"t": "甲院", "c": "v"}]]
    assert price.heading == "要花多少钱"
    assert price.rows == [
        [{"t": "床位费", "c": "v"}, {"t": "1,200 & 起", "c": "n"}],
        [{"t": "全部机构", "a": "/institutions/"}],
    ]


def test_hugo_makes_the_standard_edition_alone_and_a_change_reaches_one_page(
    tmp_path: Path,
) -> None:
    public, site = tmp_path / "public", tmp_path / "site"
    for name in ("index.html", "a/index.html", "elder/a/index.html"):
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_text(PAGE, "utf-8")

    made = hugo.make_site(public, site)
    hugo.replace(site, "/a/", "1,200", "1,300")

    text = (site / "assets" / "pages.json").read_text("utf-8")
    assert made == 2
    assert (text.count("1,200"), text.count("1,300")) == (1, 1)


def test_hugo_refuses_a_change_of_what_it_does_not_show(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text(PAGE, "utf-8")
    hugo.make_site(tmp_path / "public", tmp_path / "site")

    with pytest.raises(CannotRunError, match="does not say"):
        hugo.replace(tmp_path / "site", "/", "5,000", "5,100")


def test_an_edit_changes_one_row_of_one_table(tmp_path: Path) -> None:
    make_nation(tmp_path / "nation", 12)
    edited = choose(tmp_path / "nation")
    before = read(edited.folder, "contacts")

    edited.phone(7)

    after = read(edited.folder, "contacts")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [(one["institution"], one["hotline"]) for one in changed] == [
        (edited.id, "0000-55590007")
    ]
