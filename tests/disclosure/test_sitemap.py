"""The site map for search engines: every page once, the dates of records, parts when it is long."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from content import Catalog, cut, read_folder
from disclosure.pages import sitemap
from disclosure.registry import PAGES
from tests.folders import SAMPLE, copy_sample, set_cell

DAY = date(2026, 11, 20)
SPACE = f"{{{sitemap.NAMESPACE}}}"
BOARD = "/institutions/100012/"


def located(xml: str) -> dict[str, str | None]:
    """Read a file of the map: address → lastmod."""
    root = ET.fromstring(xml)  # noqa: S314 (our own file)
    return {str(one.findtext(f"{SPACE}loc")): one.findtext(f"{SPACE}lastmod") for one in root}


def frozen_map(frozen: Path) -> str:
    return (frozen / "current" / "public" / "sitemap.xml").read_text(encoding="utf-8")


def told(catalog: Catalog) -> dict[str, str | None]:
    """Read the map of a catalog; paths instead of addresses."""
    found = located(PAGES["sitemap_file"].model(catalog).body)
    return {url.removeprefix(catalog.city.url): day for url, day in found.items()}


def test_every_page_that_can_be_read_stands_in_it_once(frozen: Path, catalog: Catalog) -> None:
    public = frozen / "current" / "public"
    names = {file.relative_to(public).as_posix() for file in public.rglob("index.html")}
    pages = {"/" + name.removesuffix("index.html") for name in names if "offline/" not in name}
    text = frozen_map(frozen)

    assert set(located(text)) == {catalog.city.url + page for page in pages}
    assert text.count("<loc>") == len(pages)


def test_a_stand_in_and_the_page_of_dead_links_do_not(catalog: Catalog) -> None:
    assert not [path for path in told(catalog) if "/offline/" in path or "404" in path]


def test_it_is_written_as_the_protocol_says(frozen: Path) -> None:
    root = ET.fromstring(frozen_map(frozen))  # noqa: S314 (our own file)

    assert root.tag == f"{SPACE}urlset"
    assert {child.tag for one in root for child in one} == {f"{SPACE}loc", f"{SPACE}lastmod"}


def test_a_board_bears_the_latest_date_of_its_records_and_no_other_page_a_date(
    tmp_path: Path,
) -> None:
    folder = copy_sample(tmp_path / "content")
    set_cell(folder, "institutions", "100012", "as_of", "2026-11-20")
    catalog = cut(read_folder(folder), DAY)

    dates = told(catalog)

    assert dates[BOARD] == dates[f"/elder{BOARD}"] == "2026-11-20"
    assert {path.removeprefix("/elder") for path, day in dates.items() if day} <= {
        f"/institutions/{one['id']}/" for one in PAGES["board"].keys(catalog)
    }


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 23)])
def test_the_day_of_the_build_is_not_in_it(tmp_path: Path, day: date) -> None:
    folder = copy_sample(tmp_path / "content")
    text = (folder / "city.toml").read_text(encoding="utf-8")
    (folder / "city.toml").write_text(text.replace("sample = true", "sample = false"), "utf-8")

    assert told(cut(read_folder(folder), day)) == told(cut(read_folder(SAMPLE), DAY))


@pytest.fixture
def short_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file hold a hundred addresses."""
    monkeypatch.setattr(sitemap, "MOST", 100)


def parts_of(catalog: Catalog) -> dict[str, dict[str, str | None]]:
    page = PAGES["sitemap_part"]
    return {key["part"]: located(page.model(catalog, **key).body) for key in page.keys(catalog)}


@pytest.mark.usefixtures("short_files")
def test_the_parts_hold_every_address_once(catalog: Catalog) -> None:
    every = [url for part in parts_of(catalog).values() for url in part]

    assert sorted(every) == sorted(
        catalog.city.url + one.path for one in sitemap.addresses(catalog)
    )


@pytest.mark.usefixtures("short_files")
def test_the_index_names_every_part_at_its_address(catalog: Catalog) -> None:
    page = PAGES["sitemap_part"]
    root = ET.fromstring(PAGES["sitemap_file"].model(catalog).body)  # noqa: S314

    assert root.tag == f"{SPACE}sitemapindex"
    assert [one.findtext(f"{SPACE}loc") for one in root] == [
        catalog.city.url + page.address(page.editions[0], key) for key in page.keys(catalog)
    ]


@pytest.mark.usefixtures("short_files")
def test_a_change_on_one_board_moves_one_part(tmp_path: Path, catalog: Catalog) -> None:
    folder = copy_sample(tmp_path / "content")
    set_cell(folder, "institutions", "100012", "as_of", "2026-11-20")
    before, after = parts_of(catalog), parts_of(cut(read_folder(folder), DAY))

    moved = [part for part in after if before[part] != after[part]]

    assert len(moved) == 1
    assert catalog.city.url + BOARD in after[moved[0]]
