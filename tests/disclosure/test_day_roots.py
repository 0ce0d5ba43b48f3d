"""The day roots of the complaints: the newest on a page, all of them in one file beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from werkzeug.test import Client

from content import cut, read_folder
from content.tables import DayRoot
from content.writing import write_table
from disclosure.freezing import build
from disclosure.freezing.oracle import freeze_plainly
from disclosure.pages import PAGES
from disclosure.serving import FrozenSite
from tests.folders import copy_sample
from tests.pages import Page
from tests.rows import day_root

DAY = date(2026, 11, 20)
NAME = "about/day_roots.csv"
ABOUT = ("/about/", "/elder/about/")
HEAD = ("/changes/", "/elder/changes/", "/changes/feed.xml")
"""They print the head of the release before, so each release renders them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city with nine days of roots."""
    folder = copy_sample(tmp_path / "content")
    (folder / "channel").mkdir()
    export(folder, 9)
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder for releases."""
    return tmp_path / "out"


def export(folder: Path, days: int) -> None:
    rows = [day_root(day, root=f"{day:064x}") for day in range(1, days + 1)]
    write_table(folder / "channel/day_roots.csv", DayRoot, rows)


def about(out: Path, url: str = "/about/") -> Page:
    file = out / "current" / "public" / url.strip("/") / "index.html"
    found = Page(file.read_text(encoding="utf-8"))
    assert found.faults() == []
    return found


def test_without_a_day_the_page_says_so_and_there_is_no_file(frozen: Path) -> None:
    page = about(frozen)

    assert "投诉记录的每日校验值" in page.text
    assert "还没有" in page.text
    assert f"/{NAME}" not in page.links
    assert not (frozen / "current/public" / NAME).exists()


@pytest.mark.parametrize("url", ABOUT)
def test_each_edition_shows_the_newest_seven_and_links_to_the_one_file(
    folder: Path, out: Path, url: str
) -> None:
    build(folder, out, DAY)

    page = about(out, url)
    shown = [attributes["datetime"] for attributes in page.all("time")]
    assert shown == [f"2026-11-0{day}" for day in (9, 8, 7, 6, 5, 4, 3)]
    assert f"{9:064x}" in page.text
    assert f"/{NAME}" in page.links


def test_the_file_stands_once_with_the_bytes_that_the_channel_exported(
    folder: Path, out: Path
) -> None:
    build(folder, out, DAY)

    public = out / "current" / "public"
    assert [path.relative_to(public).as_posix() for path in public.rglob("*.csv")] == [NAME]
    assert (public / NAME).read_bytes() == (folder / "channel/day_roots.csv").read_bytes()


def test_frozen_flask_writes_the_same_file_and_pages(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    build(folder, out, DAY, full=True)

    urls = freeze_plainly(cut(read_folder(folder), DAY), tmp_path / "plain")

    assert f"/{NAME}" in urls
    for name in (NAME, *(f"{url.strip('/')}/index.html" for url in ABOUT)):
        assert (tmp_path / "plain" / name).read_bytes() == (
            out / "current" / "public" / name
        ).read_bytes()


def test_a_new_day_renders_its_page_its_file_and_the_head_of_releases_and_nothing_else(
    folder: Path, out: Path
) -> None:
    build(folder, out, DAY)
    export(folder, 10)

    assert sorted(build(folder, out, DAY).rendered) == sorted([*ABOUT, *HEAD, f"/{NAME}"])
    assert build(folder, out, DAY).rendered == []


def test_the_release_keeps_its_copy_of_the_export(folder: Path, out: Path) -> None:
    build(folder, out, DAY)

    kept = read_folder(out / "current" / "content")
    assert len(kept.rows(DayRoot)) == 9


def test_it_is_served_as_a_table(folder: Path, out: Path) -> None:
    build(folder, out, DAY)

    answer = Client(FrozenSite(out)).get(f"/{NAME}")

    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_a_machine_file_stands_in_one_edition_and_every_edition_links_to_it() -> None:
    file = PAGES["day_roots"]

    assert [edition.name for edition in file.editions] == ["standard"]
    assert {file.address(edition, {}) for edition in PAGES["about"].editions} == {f"/{NAME}"}
