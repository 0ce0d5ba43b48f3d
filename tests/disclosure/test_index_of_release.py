"""The index belongs to its release: built with it, changed with it, rolled back with it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from disclosure.freezing import BuildError, build, rollback
from search_index import Index, search
from tests.folders import copy_sample, set_cell

DAY = date(2026, 11, 20)
HOME, NAME = "100012", "柳荫颐养院"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content", "whoosh")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's first release, which no test may change."""
    place = tmp_path_factory.mktemp("first")
    build(copy_sample(place / "content", "whoosh"), place / "out", DAY)
    return place / "out"


@pytest.fixture(scope="module")
def edited(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a second release, in which a home has another name; no test may change it."""
    place = tmp_path_factory.mktemp("edited")
    folder = renamed(copy_sample(place / "content", "whoosh"))
    out = Path(shutil.copytree(first, place / "out", symlinks=True))
    build(folder, out, DAY)
    return out


def renamed(folder: Path) -> Path:
    """Give a home of a content folder another name."""
    set_cell(folder, "institutions", HOME, "name", "新柳颐养院")
    return folder


def found(out: Path, words: str, day: date = DAY) -> list[str]:
    """Give the institutions that a search in the current release finds."""
    with Index(out / "current" / "index") as index:
        hits = search(index, words, day, {"kind": "institution"}, size=100).hits
        return [hit.document.title for hit in hits]


def fingerprint(out: Path) -> str:
    with Index(out / "current" / "index") as index:
        return index.manifest.fingerprint


def test_a_release_can_be_searched(first: Path) -> None:
    assert NAME in found(first, "荫颐养")
    assert found(first, "查无此字") == []


def test_pages_without_a_table_are_found_at_their_place(first: Path) -> None:
    with Index(first / "current" / "index") as index:
        pages = {hit.document.link.page for hit in search(index, "读屏", DAY).hits}
    assert pages & {"help", "accessibility"}


def test_an_edited_name_is_found_and_the_old_one_is_not(edited: Path) -> None:
    assert "新柳颐养院" in found(edited, "新柳")
    assert NAME not in found(edited, "颐养院")


def test_changed_step_by_step_it_equals_one_built_at_once(
    edited: Path, source: Path, tmp_path: Path
) -> None:
    build(renamed(source), tmp_path / "afresh", DAY)

    assert fingerprint(edited) == fingerprint(tmp_path / "afresh")


def test_it_is_rolled_back_with_the_release(edited: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(edited, tmp_path / "out", symlinks=True))

    rollback(out, DAY)

    assert NAME in found(out, "颐养院")
    assert found(out, "新柳") == []


def test_a_refused_build_leaves_the_index_as_it_was(first: Path, source: Path) -> None:
    before = fingerprint(first)
    set_cell(source, "institutions", HOME, "name", "")

    with pytest.raises(BuildError):
        build(source, first, DAY)

    assert fingerprint(first) == before
