"""What two releases have alike is written once: tables are linked, pages left where they are."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from disclosure.freezing import build, verify
from disclosure.freezing.release import Store
from tests.folders import copy_sample, set_cell

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    """Give an OUT with two releases that differ in one cell."""
    for hours in ("每天 1:00", "每天 2:00"):
        release(folder, tmp_path / "out", hours)
    return tmp_path / "out"


def release(folder: Path, out: Path, hours: str) -> None:
    set_cell(folder, "institutions", "100012", "visiting", hours)
    build(folder, out, DAY)


def spare(out: Path, file: str) -> Path:
    return Store(out).spare().public / file


def test_a_table_that_did_not_change_is_one_file_in_all_releases(folder: Path, out: Path) -> None:
    places = [*Store(out).past(), *(out / "trees").iterdir()]

    def of(name: str) -> set[int]:
        return {(place / "content" / name).stat().st_ino for place in places}

    assert len(places) == 4
    assert len(of("fees.csv")) == 1
    assert len(of("institutions.csv")) == 2
    assert (folder / "fees.csv").stat().st_nlink == 1


def test_the_descriptor_which_is_written_anew_is_never_linked(out: Path) -> None:
    descriptors = list(out.rglob("content/datapackage.json"))

    assert [path.stat().st_nlink for path in descriptors] == [1, 1, 1, 1]


def test_a_page_that_both_trees_have_is_left_where_it_is(folder: Path, out: Path) -> None:
    page = spare(out, "help/index.html")
    before = page.stat().st_mtime_ns

    release(folder, out, "每天 3:00")

    assert page.resolve() == (out / "current/public/help/index.html").resolve()
    assert page.stat().st_mtime_ns == before


@pytest.mark.parametrize("text", [None, "", "{}", "[]"])
def test_without_the_list_of_what_changed_the_next_release_is_whole_all_the_same(
    folder: Path, out: Path, tmp_path: Path, text: str | None
) -> None:
    told = out / "current" / "changed.json"
    told.unlink() if text is None else told.write_text(text, encoding="utf-8")

    release(folder, out, "每天 3:00")

    page = "institutions/100012/index.html"
    build(folder, tmp_path / "fresh", DAY)
    fresh, made = (place / "current" / "public" for place in (tmp_path / "fresh", out))
    assert (made / page).read_bytes() == (fresh / page).read_bytes()
    assert {path.relative_to(made) for path in made.rglob("*")} == {
        path.relative_to(fresh) for path in fresh.rglob("*")
    }


def test_a_list_of_other_releases_is_not_believed(folder: Path, out: Path) -> None:
    told = out / "current" / "changed.json"
    other = json.loads(told.read_text("utf-8")) | {"from": "0" * 16, "written": []}
    told.write_text(json.dumps(other), encoding="utf-8")

    release(folder, out, "每天 3:00")
    release(folder, out, "每天 4:00")

    page = "institutions/100013/index.html"
    assert (out / "current/public" / page).is_file()
    assert [str(one) for one in verify(Store(out))] == []


def test_where_a_disk_knows_no_second_names_copies_are_made(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)

    for hours in ("每天 1:00", "每天 2:00"):
        release(folder, tmp_path / "out", hours)

    assert len(Store(tmp_path / "out").past()) == 2
    assert [str(one) for one in verify(Store(tmp_path / "out"))] == []
