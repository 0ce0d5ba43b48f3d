"""A family finds a home in Chromium: both editions, two widths, with and without scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from content import cut, read_folder
from disclosure.dynamic import create_public_app
from disclosure.serving import FrozenSite
from search_index import CurrentIndex
from tests.browser.conftest import DAY, PageAt, Silent
from tests.browser.tools import Noise, axe, faults, listen, nu, overflow, targets
from tests.folders import SAMPLE

FINGER = {"": 44, "/elder": 60}
WIDTHS = (320, 360, 640, 1280)
WIDE = 900
on_both = pytest.mark.parametrize("prefix", ["", "/elder"])
SOUGHT = {"cylyyy": "重阳里颐养院", "石埠镇": "石埠福寿托老所", "100012": "柳荫颐养院"}
# What the page can be: asked nothing, found, narrowed, sorted, many pages, nothing for each reason.
STATES = {
    "start": "",
    "empty": "?q=-",
    "found": "?q=柳荫",
    "narrowed": "?q=院&kind=institution&district=bing&vacancy=yes",
    "sorted": "?kind=institution&sort=price",
    "second": "?q=养老&page=2",
    "unknown": "?q=柳阴阁 食品",
    "apart": "?q=柳荫 诈骗",
    "excluded": "?q=重阳里颐养院 -颐养",
    "elsewhere": "?q=柳荫&district=bing",
    "hostile": "?q=" + "养%F0%9F%91%B5%00" * 150,
}


@pytest.fixture(scope="module")
def search_url(release: Path) -> Iterator[str]:
    """Serve the frozen site, the search and the comparison on one port."""
    catalog = cut(read_folder(SAMPLE), DAY)
    app = create_public_app(lambda: catalog, CurrentIndex(release))
    site = FrozenSite(release, {"search": app, "compare": app})
    server = make_server("127.0.0.1", 0, site, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def heard() -> Iterator[list[Noise]]:
    """Judge at the end of a test what its pages said in the console."""
    noises: list[Noise] = []
    yield noises
    assert [noise for noise in noises if noise] == []


def keep_shot(page: Page, name: str) -> None:
    """Keep a picture for people, if GONGSHI_SHOTS names a folder."""
    if folder := os.environ.get("GONGSHI_SHOTS"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"search-{name}-{width}.png", full_page=True)


def judge(page: Page) -> None:
    """Judge a page as every page is judged."""
    assert faults(page) == []
    assert axe(page) == []
    assert page.context.cookies() == []


def narrow(page: Page, prefix: str, label: str) -> None:
    """Choose a value of a facet, unfolding them where they are folded."""
    width = (page.viewport_size or {"width": 0})["width"]
    if prefix or width < WIDE:
        page.locator(".narrow summary").click()
    page.locator(".narrow a", has_text=label).first.click()
    page.wait_for_load_state()


def first_hit(page: Page) -> str:
    return page.locator(".entries h3").first.inner_text()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
@on_both
def test_a_home_is_found_by_half_its_name_narrowed_to_and_opened(  # noqa: PLR0913, PLR0917
    search_url: str,
    page_at: PageAt,
    heard: list[Noise],
    prefix: str,
    width: int,
    javascript: bool,  # noqa: FBT001
) -> None:
    page = page_at(width, javascript=javascript)
    heard.append(listen(page))
    page.goto(f"{search_url}{prefix}/")
    page.get_by_label("查机构、查政策").fill("颐养")
    page.get_by_role("button", name="查一查").click()
    page.wait_for_load_state()
    assert page.locator("#q").input_value() == "颐养"
    if javascript:
        judge(page)

    narrow(page, prefix, "丙区")
    assert page.locator(".searched mark").first.inner_text() == "颐养"
    assert first_hit(page) == "重阳里颐养院"
    assert page.locator("#found .cuts").inner_text().startswith("已选的范围")
    if javascript:
        judge(page)
    page.locator("#found .cuts a", has_text="丙区").click()
    expect(page.locator("#found .cuts")).to_have_count(0)

    narrow(page, prefix, "机构")
    every = page.locator(".entries h3").count()
    narrow(page, prefix, "2,000—2,499 元")
    assert parse_qs(urlsplit(page.url).query)["price"] == ["2000"]
    assert 1 <= page.locator(".entries h3").count() < every
    page.locator(".entries h3 a", has_text="重阳里颐养院").click()
    page.wait_for_load_state()
    assert page.url == f"{search_url}{prefix}/institutions/100001/"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
@on_both
def test_a_home_is_found_by_its_sound_its_street_and_its_number(  # noqa: PLR0913, PLR0917
    search_url: str,
    page_at: PageAt,
    heard: list[Noise],
    prefix: str,
    width: int,
    javascript: bool,  # noqa: FBT001
) -> None:
    page = page_at(width, javascript=javascript)
    heard.append(listen(page))
    page.goto(f"{search_url}{prefix}/search")
    for typed, name in SOUGHT.items():
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        page.wait_for_url("**/search?q=*")
        assert name in page.locator(".entries h3").all_inner_texts()
        assert page.locator("#q").input_value() == typed


@on_both
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_page_can_be_used_at_every_width(
    search_url: str, page_at: PageAt, heard: list[Noise], prefix: str, state: str
) -> None:
    for width in (1280, 360):
        page = page_at(width)
        heard.append(listen(page))
        page.goto(f"{search_url}{prefix}/search{STATES[state]}")
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        judge(page)
        pressed = [one for one in targets(page) if one.control]
        assert [one for one in pressed if one.smaller_than(FINGER[prefix])] == []
    keep_shot(page, f"{prefix.strip('/') or 'standard'}-{state}")
    assert overflow(page, *WIDTHS) == []


def test_nu_finds_nothing_in_any_state(search_url: str, page_at: PageAt, tmp_path: Path) -> None:
    page = page_at(1280, javascript=False)
    for prefix in ("", "/elder"):
        for state, query in STATES.items():
            answer = page.goto(f"{search_url}{prefix}/search{query}")
            assert answer is not None
            file = tmp_path / f"{prefix.strip('/')}-{state}.html"
            file.write_text(answer.text(), encoding="utf-8")

    assert [one for one in nu(tmp_path) if "blocked by" not in one.text] == []


@on_both
def test_facets_are_seen_at_once_where_there_is_room(
    search_url: str, page_at: PageAt, prefix: str
) -> None:
    page = page_at(1280, javascript=False)
    page.goto(f"{search_url}{prefix}/search?q=院")

    assert page.locator(".narrow a").first.is_visible() == (not prefix)
    assert page.locator(".narrow summary").is_visible() == bool(prefix)


@pytest.mark.parametrize("width", [1280, 360])
@on_both
def test_names_are_suggested_while_typing_and_taken_by_keyboard(
    search_url: str, page_at: PageAt, heard: list[Noise], prefix: str, width: int
) -> None:
    page = page_at(width)
    heard.append(listen(page))
    page.goto(f"{search_url}{prefix}/search")
    box, names = page.get_by_role("combobox"), page.get_by_role("option")
    height = page.evaluate("() => document.documentElement.scrollHeight")
    box.press_sequentially("chong")
    expect(names).to_have_count(1)
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").inner_text() == "有 1 个名称，按向下键选。"
    assert page.evaluate("() => document.documentElement.scrollHeight") == height
    assert names.first.bounding_box() is not None
    judge(page)
    keep_shot(page, f"{prefix.strip('/') or 'standard'}-names")

    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == names.first.get_attribute("id")
    assert names.first.get_attribute("aria-selected") == "true"
    judge(page)
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url("**/search?q=*")

    assert first_hit(page) == "重阳里颐养院"


def test_suggestions_close_and_never_get_in_the_way(
    search_url: str, page_at: PageAt, heard: list[Noise]
) -> None:
    page = page_at(1280)
    heard.append(listen(page))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{search_url}/search?q=柳荫")
    box, names = page.get_by_role("combobox"), page.get_by_role("option")
    box.press_sequentially(" ")
    page.wait_for_timeout(400)
    assert not [url for url in asked if "suggest=1" in url]

    box.fill("院")
    expect(names).not_to_have_count(0)
    box.press("Escape")
    expect(names).to_have_count(0)
    assert box.input_value() == "院"
    box.press("Enter")
    page.wait_for_url("**q=%E9%99%A2")

    page.get_by_role("combobox").fill("青梧")
    page.get_by_role("option", name="青梧镇敬老院").click()
    page.wait_for_url("**/search?q=%E9%9D%92*")
    assert first_hit(page) == "青梧镇敬老院"


def test_nothing_is_sent_while_characters_are_composed(search_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    asked: list[str] = []
    page.goto(f"{search_url}/search")
    page.on("request", lambda request: asked.append(request.url))
    box = page.get_by_role("combobox")
    box.dispatch_event("compositionstart")
    box.fill("liu")
    page.wait_for_timeout(400)
    assert asked == []

    box.fill("柳")
    box.dispatch_event("compositionend")

    expect(page.get_by_role("option")).not_to_have_count(0)
    assert len(asked) == 1


@on_both
def test_the_elder_edition_is_found_by_its_other_name(
    search_url: str, page_at: PageAt, prefix: str
) -> None:
    page = page_at(360, javascript=False)
    page.goto(f"{search_url}{prefix}/search?q=长辈版")

    page.locator(".entries h3 a").first.click()
    page.wait_for_load_state()

    assert page.url == f"{search_url}/elder/"


@on_both
def test_two_homes_found_are_compared(search_url: str, page_at: PageAt, prefix: str) -> None:
    page = page_at(360, javascript=False)
    page.goto(f"{search_url}{prefix}/search?q=颐养&kind=institution")
    for name in ("柳荫颐养院", "重阳里颐养院"):
        page.locator("li.entry", has_text=name).first.get_by_text("加入比较").click()

    page.get_by_role("button", name="比一比").click()
    page.wait_for_load_state()

    expect(page.locator(".picked .board")).to_have_count(2)
