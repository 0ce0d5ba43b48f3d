"""A family compares homes in Chromium: both editions, with and without scripts, on paper too."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from content import cut, read_folder
from disclosure.dynamic import create_public_app
from disclosure.serving import FrozenSite
from tests.browser.conftest import DAY, PageAt, Silent, Visit
from tests.browser.tools import HEIGHT, Noise, axe, faults, listen, nu, overflow, targets
from tests.folders import SAMPLE

HOMES = ("柳荫颐养院", "重阳里颐养院", "槐序里养护院")
THREE = "id=100012&id=100001&id=100003&care=中度失能"
PAPER = 703  # A4 less the margins of this sheet, 12 mm each, in CSS pixels.
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")
WIDTHS = (320, 360, 640, 1280)
FINGER = {"": 44, "/elder": 60}
on_both = pytest.mark.parametrize("prefix", ["", "/elder"])
# What a page can be: chosen, half chosen, wrong, unlike, compared with and without a case.
STATES = {
    "nothing": "",
    "one": "?id=100012",
    "wrong": "?id=100012&id=100005&id=999999&add=槐序里",
    "many": "?" + "&".join(f"id=10000{n}" for n in range(1, 9)),
    "unlike": "?id=100012&id=100001&id=100007",
    "mixed": "?id=100012&id=100002&id=100007&id=100011&mixed=yes",
    "open": "?id=100012&id=100001&id=100004",
    "case": f"?{THREE}&months=x",
    "poor": "?id=100006&id=100008&id=100009&id=100010&care=轻度失能&room=2&meals=no",
}


@pytest.fixture(scope="module")
def compare_url(release: Path) -> Iterator[str]:
    """Serve the frozen site and the comparison on one port, as `gongshi serve` does."""
    catalog = cut(read_folder(SAMPLE), DAY)
    site = FrozenSite(release, {"compare": create_public_app(lambda: catalog)})
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
        page.screenshot(path=Path(folder) / f"compare-{name}-{width}.png", full_page=True)


def judge(page: Page) -> None:
    """Judge a page as every page is judged."""
    assert faults(page) == []
    assert axe(page) == []
    assert page.context.cookies() == []


def tick(page: Page, name: str) -> None:
    """Tick a home in a list as a finger does: on the words."""
    entry = page.locator("li.entry, .overview tr", has_text=name).first
    entry.get_by_text("加入比较").click()
    assert entry.locator("input").is_checked()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
@on_both
def test_three_homes_of_a_list_are_compared_for_a_case_and_printed(  # noqa: PLR0913, PLR0917
    compare_url: str,
    page_at: PageAt,
    heard: list[Noise],
    prefix: str,
    width: int,
    javascript: bool,  # noqa: FBT001
) -> None:
    page = page_at(width, javascript=javascript)
    heard.append(listen(page))
    page.goto(f"{compare_url}{prefix}/institutions/")
    for name in HOMES:
        tick(page, name)
    page.get_by_role("button", name="比一比").click()
    page.wait_for_load_state()
    assert page.url.count("id=") == 3
    if javascript:
        judge(page)

    page.get_by_label("老人的照护等级").select_option("中度失能")
    page.get_by_label("房型").select_option("双人间")
    page.get_by_label("住几个月").fill("6")
    page.get_by_role("button", name="算一算").click()
    page.wait_for_load_state()

    text = page.locator("main").inner_text()
    assert "重阳里颐养院每月比柳荫颐养院少 260 元" in text
    assert "首日要带" in text
    assert page.get_by_label("老人的照护等级").input_value() == "中度失能"
    if javascript:
        judge(page)
    keep_shot(page, f"{prefix.strip('/') or 'standard'}-{javascript}")


@on_both
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_page_can_be_used_at_every_width(
    compare_url: str, page_at: PageAt, heard: list[Noise], prefix: str, state: str
) -> None:
    for width in (1280, 360):
        page = page_at(width)
        heard.append(listen(page))
        page.goto(f"{compare_url}{prefix}/compare{STATES[state]}")
        judge(page)
        # A box to tick is pressed on its words, which are as high as a finger.
        pressed = [one for one in targets(page) if not one.place.startswith(".choice")]
        small = [one for one in pressed if one.control and one.smaller_than(FINGER[prefix])]
        assert small == []
    keep_shot(page, f"{prefix.strip('/') or 'standard'}-{state}")
    assert overflow(page, *WIDTHS) == []


def test_nu_finds_nothing_in_any_state(compare_url: str, page_at: PageAt, tmp_path: Path) -> None:
    page = page_at(1280, javascript=False)
    for prefix in ("", "/elder"):
        for state, query in STATES.items():
            answer = page.goto(f"{compare_url}{prefix}/compare{query}")
            assert answer is not None
            file = tmp_path / f"{prefix.strip('/')}-{state}.html"
            file.write_text(answer.text(), encoding="utf-8")

    assert [one for one in nu(tmp_path) if "blocked by" not in one.text] == []


@on_both
def test_three_homes_and_what_to_ask_take_one_sheet_of_paper(
    compare_url: str, page_at: PageAt, prefix: str
) -> None:
    page = page_at(PAPER)
    page.goto(f"{compare_url}{prefix}/compare?{THREE}")

    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)

    assert len(PAGE_OF_PDF.findall(paper)) == 1
    shown = page.locator("main").inner_text()
    for words in ("我家的情况", "4,060 元", "10,060 元", "2026-07-01 甲区民政局", "夜里几个人值班"):
        assert words in shown
    for words in ("移去", "算一算", "再加一家"):
        assert words not in shown
    assert overflow(page, PAPER) == []


def test_one_is_taken_out_and_another_added_by_half_its_name(
    compare_url: str, page_at: PageAt
) -> None:
    page = page_at(360, javascript=False)
    page.goto(f"{compare_url}/elder/compare?{THREE}")

    page.get_by_role("link", name=re.compile("移去.*槐序里养护院")).click()
    page.wait_for_load_state()
    page.get_by_label("再加一家").fill("福利院")
    page.get_by_role("button", name="加上").click()
    page.wait_for_load_state()

    assert page.locator(".picked .board").all_inner_texts()[2].startswith("示例市社会福利院")
    assert "care=" in page.url
    assert "add=" not in page.url


def test_the_address_alone_holds_the_choice(compare_url: str, page_at: PageAt) -> None:
    first, second = page_at(1280), page_at(360, javascript=False)
    first.goto(f"{compare_url}/compare?{THREE}&months=6")

    second.goto(first.url)

    assert second.locator("#months").input_value() == "6"
    second.get_by_role("link", name="长者模式").first.click()
    second.wait_for_load_state()
    assert "/elder/compare?id=100012" in second.url
    assert second.locator("#months").input_value() == "6"


@on_both
def test_with_the_service_stopped_the_frozen_tables_carry_the_family_on(
    site_url: str, page_at: PageAt, prefix: str
) -> None:
    page = page_at(360, javascript=False)
    page.goto(f"{site_url}{prefix}/institutions/")
    tick(page, HOMES[0])
    tick(page, HOMES[1])
    page.get_by_role("button", name="比一比").click()
    page.wait_for_load_state()
    assert "比一比暂时不能使用" in page.locator("h1").inner_text()

    page.get_by_role("link", name="丙区").click()
    page.wait_for_load_state()

    table = page.locator(".overview").first
    assert "重阳里颐养院" in table.inner_text()
    assert "2,000—3,700 元" in table.inner_text()
    page.get_by_role("link", name="青梧镇", exact=True).click()
    page.wait_for_load_state()
    assert "不收中度失能的老人" in page.locator("main").inner_text()


@on_both
def test_the_button_of_a_list_keeps_in_sight_above_the_telephone(
    visit: Visit, page_at: PageAt, prefix: str
) -> None:
    page = visit(f"{prefix}/institutions/", 360, page=page_at(360))
    tick(page, "长溪安老院")
    button = page.get_by_role("button", name="比一比")

    for part in (0.4, 0.7):
        page.evaluate("part => scrollTo(0, part * document.documentElement.scrollHeight)", part)
        box = button.bounding_box()
        assert box is not None
        call = page.locator(".call").bounding_box() if prefix else None
        floor = call["y"] if call else HEIGHT
        assert box["y"] > 0
        assert box["y"] + box["height"] <= floor + 0.5
