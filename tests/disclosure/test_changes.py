"""What changed, on pages and in feeds: from what, to what, when; and nothing that has gone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from content import cut, read_folder
from content.changes.record import Change
from content.ledger import Ledger
from content.reading import read_table
from disclosure.freezing import build, rollback
from disclosure.freezing.oracle import freeze_plainly
from tests.disclosure.test_freezing import published, real_city, whole_site
from tests.folders import add_row, cell, copy_sample, set_cell
from tests.pages import Page

DAY = date(2026, 11, 20)
HOME = "institutions/100012"
PAGES = ["changes", f"{HOME}/changes", "elder/changes", f"elder/{HOME}/changes"]
FEEDS = ["changes/feed.xml", f"{HOME}/changes/feed.xml"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def out(frozen: Path, tmp_path: Path) -> Path:
    """Give a first release of it."""
    return Path(shutil.copytree(frozen, tmp_path / "out", symlinks=True))


@pytest.fixture(scope="module")
def edited(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a second release, in which one home has other hours and another price."""
    place = tmp_path_factory.mktemp("edited")
    folder = copy_sample(place / "content")
    edit(folder)
    set_cell(folder, "fees", "F1206", "amount", "1000")
    out = Path(shutil.copytree(frozen, place / "out", symlinks=True))
    build(folder, out, DAY)
    return out


def read(out: Path, name: str) -> Page:
    """Read a page of the current release, which must be whole as every page."""
    page = Page((out / "current/public" / name / "index.html").read_text(encoding="utf-8"))
    assert page.faults() == []
    return page


def feed(out: Path, name: str = FEEDS[0]) -> ET.Element:
    return ET.parse(out / "current/public" / name).getroot()  # noqa: S314 (our own)


def edit(folder: Path, hours: str = "每天 10:00—11:00") -> None:
    set_cell(folder, "institutions", "100012", "visiting", hours)


@pytest.mark.parametrize("name", PAGES)
def test_a_first_release_says_that_nothing_has_changed(frozen: Path, name: str) -> None:
    text = read(frozen, name).text

    assert "没有变更" in text
    assert "第 2 期" not in text


@pytest.mark.parametrize("name", PAGES)
def test_an_edit_is_told_with_what_it_was_and_of_which_day(edited: Path, name: str) -> None:
    text = read(edited, name).text

    told = ["第 2 期", "机构 · 探视时间", "每天 9:00—17:00", "每天 10:00—11:00", "2026-11-05"]
    assert sorted(told, key=text.index) == told


@pytest.mark.parametrize("name", FEEDS)
def test_an_edit_stands_in_the_feeds(edited: Path, name: str) -> None:
    entry, _ = feed(edited, name).findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "柳荫颐养院：机构 · 探视时间"
    assert entry.findtext(f"{ATOM}summary") == "每天 9:00—17:00 → 每天 10:00—11:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-05T00:00:00+08:00"


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_valid_atom(edited: Path, name: str) -> None:
    root = feed(edited, name)

    nodes = [root, *root.findall(f"{ATOM}entry")]
    for node in nodes:
        assert all(node.findtext(f"{ATOM}{part}") for part in ("id", "title", "updated"))
    ids = [node.findtext(f"{ATOM}id") for node in nodes]
    assert len(set(ids)) == len(ids) == 3
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "示例市民政局"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == ids[0] == f"https://gongshi.example/{name}"


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_without_a_line_is_valid_too(frozen: Path, name: str) -> None:
    root = feed(frozen, name)

    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated", "").endswith("T00:00:00+08:00")


def test_a_page_names_its_feed_for_programs(frozen: Path) -> None:
    for name in PAGES:
        (link,) = [one for one in read(frozen, name).all("link") if "atom" in one.get("type", "")]
        assert link["href"] == f"/{name.removeprefix('elder/')}/feed.xml"


def test_hostile_words_are_only_words(folder: Path, out: Path) -> None:
    edit(folder, '<b>&"]]>\x0b每天')

    build(folder, out, DAY)

    summary = feed(out).findtext(f"{ATOM}entry/{ATOM}summary", "")
    assert summary.endswith('→ <b>&"]]>\ufffd每天')
    assert "<b>&" not in read(out, "changes").html


def test_the_head_of_the_release_before_stands_on_the_page_and_in_the_feed(edited: Path) -> None:
    first, second = Ledger.read(edited / "ledger.csv").entries

    assert second.previous == first.head
    assert first.head in read(edited, "changes").text
    assert first.head in read(edited, "elder/changes").text
    assert first.head in feed(edited).findtext(f"{ATOM}subtitle", "")
    assert second.head not in whole_site(edited)


def test_the_same_content_day_and_past_are_the_same_release(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    edit(folder)
    second = build(folder, out, DAY)
    before, ledger = published(out), (out / "ledger.csv").read_bytes()

    again = build(folder, out, DAY, full=True)

    assert again.release == second.release
    assert (published(out), (out / "ledger.csv").read_bytes()) == (before, ledger)
    other = copy_sample(tmp_path / "other")
    build(other, tmp_path / "elsewhere", DAY)
    edit(other)
    build(other, tmp_path / "elsewhere", DAY)
    assert published(tmp_path / "elsewhere") == before


def test_frozen_flask_writes_the_same_bytes_of_the_same_past(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    from content.changes.record import Past  # noqa: PLC0415 (only this test makes one)
    from content.changes.telling import tell  # noqa: PLC0415

    edit(folder)
    build(folder, out, DAY)
    catalog = cut(read_folder(folder), DAY)
    lines = tuple(tell(read_table(out / "current/changes.csv", Change).rows, catalog))
    catalog.past = Past(lines, 1, Ledger.read(out / "ledger.csv").entries[0].head)

    freeze_plainly(catalog, tmp_path / "plain")

    frozen = {name: (tmp_path / "plain" / name).read_bytes() for name in published(out)}
    assert frozen == published(out)


def test_older_lines_stay_below_newer_ones_and_a_rollback_is_a_change_too(
    folder: Path, out: Path
) -> None:
    edit(folder, "每天 1:00")
    build(folder, out, DAY)

    rollback(out, DAY)

    text = read(out, f"{HOME}/changes").text
    told = ["第 3 期", "每天 1:00", "每天 9:00—17:00", "第 2 期"]
    assert sorted(told, key=text.index) == told


def test_no_page_and_no_feed_prints_the_day_of_the_build(folder: Path, tmp_path: Path) -> None:
    real_city(folder)
    build(folder, tmp_path / "out", date(2026, 10, 24))
    edit(folder)

    build(folder, tmp_path / "out", date(2026, 10, 25))

    site = whole_site(tmp_path / "out")
    assert "每天 10:00—11:00" in site
    assert "2026-10-24" not in site
    assert "2026-10-25" not in site


def test_a_price_that_takes_effect_by_itself_is_told_that_night(
    folder: Path, tmp_path: Path
) -> None:
    real_city(folder)
    set_cell(folder, "fees", "F1206", "valid_to", "2026-11-30")
    old = {name: cell(folder, "fees", "F1206", name) for name in ("room", "care_level", "unit")}
    add_row(
        folder, "fees", id="F1999", institution="100012", item="床位费", amount="999",
        as_of="2026-11-20", valid_from="2026-12-01", source_unit="jia-mz", **old,
    )  # fmt: skip
    build(folder, tmp_path / "out", date(2026, 11, 30))

    build(folder, tmp_path / "out", date(2026, 12, 1))

    text = read(tmp_path / "out", f"{HOME}/changes").text
    told = ["床位费", "850 元", "999 元", "2026-12-01"]
    assert sorted(told, key=text.index) == told


def test_a_line_stands_for_twelve_months(folder: Path, tmp_path: Path) -> None:
    real_city(folder)
    out = tmp_path / "out"
    build(folder, out, date(2026, 11, 20))
    edit(folder)
    build(folder, out, date(2026, 11, 21))

    build(folder, out, date(2027, 11, 21))
    assert "每天 9:00—17:00" in read(out, f"{HOME}/changes").text

    build(folder, out, date(2027, 11, 22))
    assert "每天 9:00—17:00" not in read(out, f"{HOME}/changes").text


def test_a_page_lists_the_newest_and_says_that_there_are_more(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("disclosure.pages.changes.NEWEST", 1)
    for hours in ("每天 1:00", "每天 2:00"):
        edit(folder, hours)
        set_cell(folder, "institutions", "100001", "visiting", hours)
        build(folder, out, DAY)

    page = read(out, "changes")

    assert "第 3 期改动 2 处，这里列出 1 处" in page.text.replace("\n", "")
    assert "每天 9:00—17:00" not in page.text
    assert "每天 9:00—17:00" in read(out, f"{HOME}/changes").text
