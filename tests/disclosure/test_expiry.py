"""The expiry check under attack: an expired fact is planted in each kind of output."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import search_index
from content import Catalog, cut, read_folder
from disclosure.freezing import BuildError, build
from disclosure.pages import PAGES
from disclosure.registry import View, once
from disclosure.rendering import render
from tests.disclosure.test_freezing import published
from tests.folders import SAMPLE, cell, copy_sample

DAY = date(2026, 11, 20)
EXPIRED = "P2026-0005"
CATALOG = cut(read_folder(SAMPLE), DAY)
STANDING = [name for name, page in sorted(PAGES.items()) if [*page.keys(CATALOG)]]
"""Every kind of page but the parts of lists that are longer than those of the sample."""


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


@pytest.fixture(scope="module")
def attacked(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a city and its first release, which no refused build changes."""
    place = tmp_path_factory.mktemp("attacked")
    shutil.copytree(frozen, place / "out", symlinks=True)
    return copy_sample(place / "content"), place / "out"


@pytest.mark.parametrize("name", STANDING)
def test_an_expired_fact_on_any_kind_of_page_stops_the_build(
    attacked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page, fact = PAGES[name], cell(SAMPLE, "penalties", EXPIRED, "facts")

    def leaking(catalog: Catalog, **key: str) -> View:
        view = page.model(catalog, **key)
        return replace(view, title=view.title + fact, body=view.body + fact)

    # Other pages would only take their time: none of them is reached, or none has changed.
    for other in PAGES.keys() - {name}:
        monkeypatch.setitem(PAGES, other, replace(PAGES[other], keys=lambda _: []))
    monkeypatch.setitem(PAGES, name, replace(page, model=leaking))

    with pytest.raises(BuildError, match=f"penalties:{EXPIRED}"):
        build(*attacked, DAY)


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
