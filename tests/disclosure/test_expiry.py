"""The expiry check under attack: an expired fact is planted in each kind of output."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

import search_index
from content import Catalog, key_of, read_folder
from content.bonds import TELLING
from content.schema import facts
from disclosure.freezing import BuildError, build
from disclosure.freezing.guard import LONG
from disclosure.pages import PAGES
from disclosure.registry import View, once
from disclosure.rendering import render
from tests.disclosure.test_freezing import published, real_city
from tests.folders import SAMPLE, cell, copy_sample, set_cell

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
EXPIRED = "P2026-0005"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def out(frozen: Path, tmp_path: Path) -> Path:
    """Give a first release of it."""
    return Path(shutil.copytree(frozen, tmp_path / "out", symlinks=True))


def plant(name: str, monkeypatch: pytest.MonkeyPatch, body: str = "") -> None:
    """Let the page `name` be made from what may not be shown."""
    planted = View(title="x", description="", body=body)
    page = replace(PAGES[name], model=lambda *_, **__: planted, keys=once)
    monkeypatch.setitem(PAGES, name, page)


@pytest.mark.parametrize("mark", ["id", "document_number", "facts"])
@pytest.mark.parametrize("name", ["changes_feed", "day_roots"])
def test_a_feed_or_a_machine_file_with_an_expired_fact_stops_the_build(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str, mark: str
) -> None:
    before = published(out)
    plant(name, monkeypatch, cell(SAMPLE, "penalties", EXPIRED, mark))

    with pytest.raises(BuildError, match=f"penalties:{EXPIRED}"):
        build(folder, out, DAY)

    assert published(out) == before


@pytest.mark.parametrize("edition", ["standard", "elder"])
def test_an_expired_fact_in_one_edition_alone_stops_the_build(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    plant("privacy", monkeypatch)

    def leaking(environment: Any, of: Any, *rest: Any) -> str:
        leaks = bool(of.prefix) == (edition == "elder")
        return render(environment, of, *rest) + (EXPIRED if leaks else "")

    monkeypatch.setattr("disclosure.freezing.assembly.render", leaking)

    with pytest.raises(BuildError, match="/elder/" if edition == "elder" else "/privacy/"):
        build(folder, out, DAY)


def test_an_expired_fact_in_the_index_stops_the_build(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = search_index.documents

    def leaking(catalog: Catalog) -> Iterator[search_index.Document]:
        first, *others = documents(catalog)
        return iter([replace(first, names=(*first.names, EXPIRED)), *others])

    monkeypatch.setattr(search_index, "documents", leaking)

    with pytest.raises(BuildError, match="搜索会泄露"):
        build(folder, out, DAY)


def end_today(folder: Path) -> dict[str, list[str]]:
    """End one row of every guarded kind on DAY; give its number and its facts, by table."""
    found: dict[str, list[str]] = {}
    tables = read_folder(folder).tables
    for kind in TELLING:
        for row in tables[kind].rows[-1:]:
            set_cell(folder, kind.NAME, key_of(row), "valid_to", str(DAY))
            told = (getattr(row, column.name) for column in facts(kind))
            long = (fact for fact in told if isinstance(fact, str) and len(fact) > LONG)
            found[kind.NAME] = [key_of(row), *long]
    return found


def stands(mark: str, site: str) -> bool:
    """Tell whether a text stands there for itself, and not within a longer number."""
    return re.search(rf"(?<![A-Z]){re.escape(str(escape(mark)))}(?!\d)", site) is not None


def test_on_the_day_after_its_last_no_byte_shows_any_kind_of_record(
    folder: Path, tmp_path: Path
) -> None:
    real_city(folder)
    marks = end_today(folder)
    build(folder, tmp_path / "out", DAY)
    before = b"\n".join(published(tmp_path / "out").values()).decode("utf-8", "replace")

    build(folder, tmp_path / "out", NEXT)

    after = b"\n".join(published(tmp_path / "out").values()).decode("utf-8", "replace")
    assert all(stands(mark, before) for mark in marks["penalties"])
    assert [mark for told in marks.values() for mark in told if stands(mark, after)] == []
