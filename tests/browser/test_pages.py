"""What holds for every kind of page in both editions, on a telephone and on a desk."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from disclosure.freezing.plan import file_of
from tests.browser.conftest import (
    ELDER,
    STANDARD,
    Address,
    PageAt,
    Visit,
    on_every_elder_page,
    on_every_page,
    on_every_standard_page,
)
from tests.browser.tools import Message, axe, nu, overflow, targets, texts

TELEPHONE, DESK = 360, 1280
NARROWEST = 320
TWICE_AS_LARGE = DESK // 2  # A browser that enlarges to 200 % has half as many CSS pixels.
WIDTHS = (NARROWEST, TELEPHONE, TWICE_AS_LARGE, DESK)
FINGER = 44
REQUESTS, BYTES = 10, 50 * 1024
ELSEWHERE = ("tel:", "https://", "http://")
"""What a board names of others: a live kitchen, a commitment, a credit platform."""
HREF = re.compile(r'<a\s[^>]*href="([^"]*)"')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src %s; "
    "form-action 'self'; base-uri 'none'"
)
SCRIPTS = {"standard": "'none'", "elder": "'self'"}
# WCAG 1.4.12. A constructed sheet, because the policy of the page forbids any other.
SPACED_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
FETCHED = "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
# Nu reads files, which have no origin that could be 'self', and takes JSON-LD for a script.
# What the policy stops in truth the browser says, and `visit` listens.
FALSE_ALARMS = tuple(f"blocked by “{of}-src”" for of in ("style", "script", "img"))


def keep_shot(page: Page, name: str) -> None:
    """Keep a picture for people, if GONGSHI_SHOTS names a folder."""
    if folder := os.environ.get("GONGSHI_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def file_at(release: Path, url: str) -> Path:
    """Name the file that is served under an address."""
    return release / "current" / "public" / file_of(url)


def is_false_alarm(message: Message) -> bool:
    return any(words in message.text for words in FALSE_ALARMS)


def status(url: str) -> int:
    """Ask for an address as a program does that knows no scripts."""
    try:
        with urlopen(url) as answer:  # noqa: S310 -- our own server
            return int(answer.status)
    except HTTPError as answer:
        with answer:
            return answer.code


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
@on_every_page
def test_axe_finds_nothing(visit: Visit, address: Address, width: int) -> None:
    page = visit(address.url, width)
    keep_shot(page, f"{address}-{width}")

    assert axe(page) == []


def test_nu_finds_nothing_in_the_whole_release(release: Path) -> None:
    found = nu(release / "current" / "public")

    assert [message for message in found if not is_false_alarm(message)] == []


@on_every_page
def test_nothing_sticks_out_or_is_cut_off(visit: Visit, address: Address) -> None:
    assert overflow(visit(address.url), *WIDTHS) == []


@on_every_page
def test_a_reader_may_space_the_text_out(visit: Visit, address: Address) -> None:
    page = visit(address.url)
    page.evaluate(SPACED_OUT)

    assert overflow(page, *WIDTHS) == []


@on_every_page
def test_a_page_is_light_and_leaves_nothing_behind(
    visit: Visit, release: Path, address: Address
) -> None:
    page = visit(address.url)

    fetched = [address.url, *page.evaluate(FETCHED)]
    files = [file_at(release, url) for url in fetched]
    assert len(fetched) <= REQUESTS
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= BYTES
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@on_every_elder_page
def test_a_page_says_the_same_without_scripts(visit: Visit, address: Address) -> None:
    on, off = (
        visit(address.url, javascript=javascript).locator("main").inner_text()
        for javascript in (True, False)
    )

    assert off == on


def test_the_policy_of_every_page_is_strict(release: Path) -> None:
    loose = {}
    for address in STANDARD + ELDER:
        html = file_at(release, address.url).read_text(encoding="utf-8")
        found = POLICY.findall(html)
        if found != [STRICT % SCRIPTS[address.edition]]:
            loose[address.url] = found

    assert loose == {}


def test_every_link_leads_to_a_page_or_a_stand_in(release: Path, site_url: str) -> None:
    found = set()
    for address in STANDARD + ELDER:
        html = file_at(release, address.url).read_text(encoding="utf-8")
        found |= {urldefrag(target).url for target in HREF.findall(html)}
    inside = {target for target in found if target and not target.startswith(ELSEWHERE)}

    answers = {target: status(site_url + target) for target in inside}

    assert [target for target in inside if not target.startswith("/")] == []
    assert {target: code for target, code in answers.items() if code not in (200, 503)} == {}


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/search?q=x", 503, "搜索暂时不能使用"),
        ("/elder/compare?id=100012", 503, "回到标准版"),
        ("/complaints/new?institution=100012", 503, "投诉和查进度暂时不能使用"),
        ("/nowhere/", 404, "没有这个页面"),
        ("/elder/nowhere/", 404, "回到标准版"),
    ],
)
def test_an_address_without_a_page_gets_one_that_helps_in_its_edition(
    page_at: PageAt, site_url: str, path: str, code: int, words: str
) -> None:
    page = page_at(TELEPHONE)

    answer = page.goto(site_url + path)

    assert answer is not None
    assert answer.status == code
    assert words in page.locator("body").inner_text()


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
@on_every_standard_page
def test_what_one_steers_by_is_large_enough_for_a_finger(
    visit: Visit, address: Address, width: int
) -> None:
    found = [target for target in targets(visit(address.url, width)) if target.control]

    assert found
    assert [target for target in found if target.smaller_than(FINGER)] == []


@on_every_standard_page
def test_lines_are_not_justified_nor_longer_than_the_eye_can_follow(
    visit: Visit, address: Address
) -> None:
    found = [text for text in texts(visit(address.url)) if text.main and not text.aside]

    assert found
    assert [text for text in found if text.align == "justify" or text.glyphs > 40] == []


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_open_cut_of_a_list_stands_out_by_its_ground_and_not_by_its_size(
    visit: Visit, edition: str
) -> None:
    page = visit(f"{edition}/penalties/", TELEPHONE)

    cuts = page.locator(".cuts li > *")
    heights = cuts.evaluate_all("all => all.map((one) => one.offsetHeight)")
    grounds = cuts.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    assert len(set(heights)) == 1
    assert len(set(grounds)) == 2


def test_what_is_done_in_order_is_numbered(visit: Visit) -> None:
    steps = visit("/help/").locator("#procedure ol")

    assert steps.evaluate("one => getComputedStyle(one).listStyleType") == "decimal"


def test_on_a_telephone_the_way_here_does_not_repeat_the_heading(visit: Visit) -> None:
    way = ".crumbs [aria-current]"

    assert visit("/policies/", DESK).locator(way).is_visible()
    assert not visit("/policies/", TELEPHONE).locator(way).is_visible()
