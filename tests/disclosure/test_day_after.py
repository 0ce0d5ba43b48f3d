"""On the day after its last, nothing of a record of any kind stands in any kind of output."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape
from openpyxl import load_workbook

from content import key_of, read_folder
from content.bonds import TELLING
from content.current import CurrentCatalog
from content.evaluation.commands import write_evaluation
from content.schema import facts
from disclosure.dynamic import create_public_app
from disclosure.freezing import build, rollback
from disclosure.freezing.guard import LONG
from disclosure.freezing.release import Store
from disclosure.publishing.folder import FolderTarget
from disclosure.publishing.handing import publish
from search_index import CurrentIndex, search
from tests.disclosure.test_freezing import published, real_city
from tests.folders import copy_sample, set_cell

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
Marks = dict[str, list[str]]
BESIDE = ("manifest.json", "files.csv", "records.csv", "changes.csv", "changed.json")


def end_today(folder: Path) -> Marks:
    """End one row of every guarded kind on DAY; give its number and its facts, by table."""
    found: Marks = {}
    tables = read_folder(folder).tables
    for kind in TELLING:
        for row in tables[kind].rows[-1:]:
            set_cell(folder, kind.NAME, key_of(row), "valid_to", str(DAY))
            told = (getattr(row, column.name) for column in facts(kind))
            long = (fact for fact in told if isinstance(fact, str) and len(fact) > LONG)
            found[kind.NAME] = [key_of(row), *long]
    return found


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Marks:
    """Say what would betray the records that end on DAY."""
    return end_today(copy_sample(tmp_path_factory.mktemp("marks") / "content"))


@pytest.fixture(scope="module")
def last_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a city in which they end, released on DAY, with a release before."""
    place = tmp_path_factory.mktemp("last_day")
    folder = copy_sample(place / "content")
    real_city(folder)
    end_today(folder)
    build(folder, place / "out", DAY)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    build(folder, place / "out", DAY)
    return place


@pytest.fixture
def city(last_day: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return Path(shutil.copytree(last_day, tmp_path / "city", symlinks=True))


def standing(marks: Marks, text: str) -> list[str]:
    """Name what stands in a text for itself, and not within a longer number."""
    return [
        mark
        for told in marks.values()
        for mark in told
        if any(
            re.search(rf"(?<![A-Z]){re.escape(spelt)}(?!\d)", text)
            for spelt in (mark, str(escape(mark)))
        )
    ]


def site(out: Path) -> str:
    return b"\n".join(published(out).values()).decode("utf-8", "replace")


def test_no_byte_of_the_site_shows_it(city: Path, marks: Marks) -> None:
    assert set(marks["penalties"]) <= set(standing(marks, site(city / "out")))

    build(city / "content", city / "out", NEXT)

    assert standing(marks, site(city / "out")) == []


def test_a_release_that_is_published_again_does_not_show_it(city: Path, marks: Marks) -> None:
    rollback(city / "out", NEXT)

    assert standing(marks, site(city / "out")) == []


def test_nothing_of_it_lies_beside_the_site_but_where_its_page_was(
    city: Path, marks: Marks
) -> None:
    facts_of = {table: told[1:] for table, told in marks.items()}

    build(city / "content", city / "out", NEXT)

    tree = city / "out/current"
    files = [*(tree / name for name in BESIDE), *tree.glob("index/*/*.jsonl")]
    told = "\n".join(file.read_text("utf-8") for file in files)
    assert len(files) > len(BESIDE)
    assert standing(facts_of, told) == []


def test_no_file_of_the_place_that_is_published_to_holds_it(city: Path, marks: Marks) -> None:
    out, target = Store(city / "out"), FolderTarget(city / "web")
    publish(out, target)
    build(city / "content", city / "out", NEXT)

    publish(out, target)

    files = [path for path in (city / "web").rglob("*") if path.is_file()]
    assert standing(marks, "\n".join(path.read_text("utf-8", "replace") for path in files)) == []


def test_search_does_not_find_it_although_no_build_ran(city: Path, marks: Marks) -> None:
    index = CurrentIndex(city / "out")()
    ended = {f"{table}:{told[0]}" for table, told in marks.items()}
    words = [mark[:30] for told in marks.values() for mark in told]

    def found(day: date) -> set[str]:
        """Name the records that are found, and every fact that is shown with whatever is found."""
        hits = [hit for word in words for hit in search(index, word, day).hits]
        names = [one for word in words for one in index.suggest(word, day)]
        facts_of = {table: told[1:] for table, told in marks.items()}
        records = {one.id for one in (*names, *(hit.document for hit in hits))}
        return (records & ended) | set(standing(facts_of, repr((hits, names))))

    assert {"penalties:" + marks["penalties"][0]} <= found(DAY)
    assert found(NEXT) == set()


def test_the_comparison_does_not_tell_it_although_no_build_ran(city: Path, marks: Marks) -> None:
    catalog = CurrentCatalog(city / "out", lambda: NEXT)
    client = create_public_app(catalog, CurrentIndex(city / "out")).test_client()

    pages = [client.get(f"/compare?id=100012&id={one}").text for one in ("100001", "100003")]

    assert all("<table" in page for page in pages)
    assert standing(marks, "\n".join(pages)) == []


def test_the_form_of_the_bureau_does_not_count_it(city: Path, marks: Marks) -> None:
    write_evaluation(city / "content", city / "form.xlsx", NEXT, as_json=False)

    sheets = load_workbook(city / "form.xlsx").worksheets
    cells = (str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    assert standing(marks, "\n".join(cells)) == []
