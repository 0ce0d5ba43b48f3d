"""The search benchmark asks the same of everybody, checks that it was answered, judges plainly."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from content import Catalog, cut, read_folder
from disclosure.dynamic import create_public_app
from gongshi import SAMPLE
from search_index import Document, documents
from search_index.folding import fold, fold_name
from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.indexes import ALONE, Parts, within, words_of, write
from tests.benchmarks.questions import Question, comparisons, questions
from tests.benchmarks.search_goals import goals
from tests.benchmarks.search_measuring import Measuring
from tests.benchmarks.search_places import Place
from tests.benchmarks.search_report import section
from tests.benchmarks.searched import CHANGE, COMPARISON, OURS, PAGE, Results, Times

DAY = date(2026, 11, 20)
TANTIVY = OURS["tantivy"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return cut(read_folder(SAMPLE), DAY)


@pytest.fixture(scope="module")
def made_of(catalog: Catalog) -> list[Document]:
    return list(documents(catalog))


def results(institutions: int, index: float = 50.0) -> Results:
    found = Results("nation", "an invented nation", institutions)
    found.indexes = {TANTIVY: [Cost(90.0, index)], CHANGE.format(TANTIVY): [Cost(2.0, 0.5)]}
    found.indexes |= {name: [Cost(10.0, 10.0)] for name in ALONE}
    made = (TANTIVY, PAGE.format(TANTIVY), COMPARISON.format(TANTIVY), *ALONE)
    found.engines = {name: [Times(100.0, 1.0, 5.0, 9.0)] for name in made}
    found.pages = {(TANTIVY, "search", 1): [Times(20.0, 30.0, 70.0, 90.0)]}
    found.by_kind = {(TANTIVY, "street"): [1.0, 2.0]}
    found.checks = {TANTIVY: {"/search?q=a": 1}}
    return found


def row(rows: list[str], goal: str) -> str:
    return next(line for line in rows if goal in line)


def test_the_same_documents_are_asked_the_same(made_of: list[Document]) -> None:
    assert questions(made_of, 3) == questions(made_of, 3)
    assert comparisons(made_of, 3) == comparisons(made_of, 3)


def test_every_comparison_is_of_two_to_four_homes_that_can_be_compared(
    catalog: Catalog, made_of: list[Document]
) -> None:
    client = create_public_app(lambda: catalog).test_client()
    names = {one.link.key["id"]: one.title for one in made_of if one.kind == "institution"}

    for asked in comparisons(made_of, 4):
        page = client.get(asked.path)
        homes = [value for name, value in asked.chosen if name == "id"]
        assert page.status_code == 200
        assert 2 <= len(set(homes)) <= 4
        assert all(names[home] in page.text for home in homes)
        assert "不是同一类机构" not in page.text


@pytest.mark.parametrize("name", ALONE)
def test_an_engine_alone_finds_every_part_in_which_the_words_stand(
    name: str, made_of: list[Document], tmp_path: Path
) -> None:
    typed = ("养老", "院", "押金 退", "查无此院")
    write(ALONE[name], Parts(made_of), tmp_path / "index")

    opened = ALONE[name].open(tmp_path / "index")

    for text, words in zip(typed, words_of([Question("", one) for one in typed]), strict=True):
        expected = len([part for part in parts_of(made_of) if stand_in(text.split(), part)])
        assert opened.count(words) == expected
        assert opened.best(words) == min(expected, 20)


def parts_of(made_of: list[Document]) -> list[list[tuple[str, str]]]:
    """Give the values of every part, folded as a name and as a text."""
    return [
        [(role, role.fold(value)) for role, values in part.values.items() for value in values]
        for one in made_of
        for part in one.parts()
    ]


def stand_in(words: list[str], part: list[tuple[str, str]]) -> bool:
    """Tell whether every word stands in one of the values."""
    return all(
        any((fold_name if role == "name" else fold)(word) in value for role, value in part)
        for word in words
    )


def test_a_question_of_sounds_is_not_asked_of_an_engine_alone() -> None:
    assert words_of([Question("pinyin", "yanglaoyuan"), Question("street", "")]) == []


def test_what_takes_too_long_is_left_out() -> None:
    def burn() -> None:
        begun = time.process_time()
        while time.process_time() < begun + 30:
            pass

    assert within(0.2, burn) is None
    assert within(30, lambda: 7) == 7


def test_a_page_counts_as_alike_only_where_both_engines_made_the_same() -> None:
    found = Results("city", "a city", 10)
    asked = [Question("street", "甲"), Question("street", "乙")]
    for engine, checks in (("one", [1.0, 2.0]), ("other", [1.0, 3.0])):
        run = {"each": [0.1, 0.2], "seconds": [0.3], "checks": checks}
        found.add_pages((engine, "search", 1), asked, run)

    assert found.alike() == (1, 2)


def test_an_engine_that_finds_another_number_than_the_others_is_named() -> None:
    found = Results("city", "a city", 10)

    found.compare({"one": [4, 7], "two": [4, 7], "three": [4, 8]})

    assert found.disagreeing == {"one": 0, "two": 0, "three": 1}


def test_what_was_set_for_the_nation_can_be_missed_by_a_smaller_one_but_not_met() -> None:
    small = goals([results(300), results(300, index=70.0)])

    assert row(small, "index, ours, Tantivy ≤ 60").endswith("| **not met** |")
    assert row(small, "one change ≤ 1").endswith("| of the nation |")


def test_the_nation_is_judged_on_every_goal() -> None:
    whole = goals([results(300), results(41_000, index=60.0)])

    assert row(whole, "index, ours, Tantivy ≤ 60").endswith("| met |")
    assert row(whole, "one change ≤ 1").endswith("| met |")
    assert row(whole, "41,000 institutions, ours, Tantivy, p95 ≤ 10").endswith("| met |")
    assert row(whole, "over HTTP, ours, Tantivy, clients: 1").endswith("| **not met** |")


def test_an_engine_that_was_left_out_is_named_in_the_table() -> None:
    nation = results(300)
    nation.too_long = ["Whoosh alone"]
    del nation.indexes["Whoosh alone"], nation.engines["Whoosh alone"]

    text = section([results(300), nation], "today")

    assert "| Whoosh alone | left out: more than 600 processor s | | |" in text


def test_no_engine_that_took_too_long_is_written_again(tmp_path: Path) -> None:
    measuring = Measuring(tmp_path, Place("city", "a city", 0, {}), DAY, [])
    measuring.results.too_long = ["Whoosh alone"]

    measuring.write_alone(Parts([]))

    assert list(measuring.results.indexes) == ["Tantivy alone", "SQLite FTS5 alone"]
