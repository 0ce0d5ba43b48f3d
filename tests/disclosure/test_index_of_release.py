"""The index belongs to its release: built with it, changed with it, rolled back with it."""

from __future__ import annotations

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
    return copy_sample(tmp_path / "content", "whoosh")


def found(out: Path, words: str, day: date = DAY) -> list[str]:
    """Give the institutions that a search in the current release finds."""
    with Index(out / "current" / "index") as index:
        hits = search(index, words, day, {"kind": "institution"}, size=100).hits
        return [hit.document.title for hit in hits]


def fingerprint(out: Path) -> str:
    with Index(out / "current" / "index") as index:
        return index.manifest.fingerprint


def test_a_release_can_be_searched(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", DAY)

    assert NAME in found(tmp_path / "out", "荫颐养")
    assert found(tmp_path / "out", "查无此字") == []


def test_pages_without_a_table_are_found_at_their_place(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", DAY)

    with Index(tmp_path / "out" / "current" / "index") as index:
        pages = {hit.document.link.page for hit in search(index, "读屏", DAY).hits}
    assert pages & {"help", "accessibility"}


def test_an_edited_name_is_found_and_the_old_one_is_not(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(source, out, DAY)
    set_cell(source, "institutions", HOME, "name", "新柳颐养院")
    build(source, out, DAY)

    assert "新柳颐养院" in found(out, "新柳")
    assert NAME not in found(out, "颐养院")


def test_changed_step_by_step_it_equals_one_built_at_once(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(source, out, DAY)
    set_cell(source, "institutions", HOME, "name", "新柳颐养院")
    build(source, out, DAY)
    build(source, tmp_path / "afresh", DAY)

    assert fingerprint(out) == fingerprint(tmp_path / "afresh")


def test_it_is_rolled_back_with_the_release(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(source, out, DAY)
    set_cell(source, "institutions", HOME, "name", "新柳颐养院")
    build(source, out, DAY)
    rollback(out, DAY)

    assert NAME in found(out, "颐养院")
    assert found(out, "新柳") == []


def test_a_refused_build_leaves_the_index_as_it_was(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(source, out, DAY)
    before = fingerprint(out)
    set_cell(source, "institutions", HOME, "name", "")

    with pytest.raises(BuildError):
        build(source, out, DAY)

    assert fingerprint(out) == before
