"""长者模式: the numbers of the ministry and of WCAG AAA, the telephone, the voice, no way out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Address, PageAt, Visit, on_every_elder_page
from tests.browser.tools import HEIGHT, overflow, resize, targets, texts

TELEPHONE, DESK = 360, 1280
WIDTHS = (320, TELEPHONE, 640, DESK)
BODY, LARGEST = 24, 30  # Main text, and what the size switch can reach (CSS pixels).
SMALLEST = 18  # Nothing at all is smaller.
LEADING, HOUSE_LEADING = 1.3, 1.75
GAP = 1.3  # From paragraph to paragraph, in steps from line to line.
GLYPHS = 40
FINGER = 60
BOARD = "/elder/institutions/100012/"
on_both_widths = pytest.mark.parametrize("width", [TELEPHONE, DESK])
GAPS = """() => [...document.querySelectorAll("main p + p")].filter(
    (p) => p.checkVisibility() && !p.previousElementSibling.matches(".note-title")
).map((p) => {
    const gap = p.getBoundingClientRect().top
        - p.previousElementSibling.getBoundingClientRect().bottom;
    const line = parseFloat(getComputedStyle(p).lineHeight);
    return [p.textContent.trim().slice(0, 16), (gap + line) / line];
})"""
COLUMNS = """() => [...document.querySelectorAll(
    "main .sheet, main .sheet-body > *, main > *, main .doors li, main .entry, main .facts > div"
)].filter((e) => e.checkVisibility() && e.nextElementSibling
    && e.nextElementSibling.checkVisibility()
    && !/vh|phrase/.test(e.className + e.nextElementSibling.className)
    && e.nextElementSibling.getBoundingClientRect().top < e.getBoundingClientRect().bottom - 1
).map((e) => `${e.localName}.${e.className} ${e.textContent.trim().slice(0, 16)}`)"""
# A voice that says nothing, and remembers what it was given.
VOICES = """(() => {
    const voices = %s;
    window.said = [];
    class Utterance { constructor(text) { this.text = text; } }
    const synthesis = {
        getVoices: () => voices,
        addEventListener: () => {},
        speak: (one) => { window.said.push(one); },
        cancel: () => { window.cancelled = (window.cancelled || 0) + 1; },
    };
    Object.defineProperty(window, "speechSynthesis", {value: synthesis});
    Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Utterance});
})()"""
CHINESE = '[{name: "普通话", lang: "zh-CN", localService: true}]'
FOREIGN = '[{name: "English", lang: "en-GB", localService: true}]'
DISTANT = '[{name: "普通话", lang: "zh-CN", localService: false}]'


def page_with_voices(page_at: PageAt, visit: Visit, voices: str) -> Page:
    page = page_at(TELEPHONE)
    page.add_init_script(VOICES % voices)
    return visit(BOARD, TELEPHONE, page=page)


@on_both_widths
@on_every_elder_page
def test_text_is_large_open_and_short_in_the_line(
    visit: Visit, address: Address, width: int
) -> None:
    found = texts(visit(address.url, width))

    body = [text for text in found if text.main and not text.aside]
    assert body
    assert [text for text in body if text.size < BODY] == []
    assert [text for text in found if text.size < SMALLEST] == []
    assert [text for text in found if round(text.leading, 2) < LEADING] == []
    assert [text for text in body if text.glyphs > GLYPHS] == []


@on_every_elder_page
def test_text_begins_at_the_left(visit: Visit, address: Address) -> None:
    found = [text for text in texts(visit(address.url)) if text.main and not text.button]

    assert [text for text in found if text.align not in ("start", "left")] == []


@on_every_elder_page
def test_paragraphs_stand_apart_and_one_under_the_other(visit: Visit, address: Address) -> None:
    page = visit(address.url)

    assert [gap for gap in page.evaluate(GAPS) if gap[1] < GAP] == []
    assert page.evaluate(COLUMNS) == []


def test_the_body_keeps_the_leading_of_the_house(visit: Visit) -> None:
    page = visit(BOARD, TELEPHONE)

    size, line = page.evaluate("""() => {
        const style = getComputedStyle(document.body);
        return [parseFloat(style.fontSize), parseFloat(style.lineHeight)];
    }""")
    assert size >= BODY
    assert line / size == pytest.approx(HOUSE_LEADING)


@on_both_widths
@on_every_elder_page
def test_what_can_be_pressed_is_large_enough_for_an_unsteady_hand(
    visit: Visit, address: Address, width: int
) -> None:
    found = targets(visit(address.url, width))

    assert [target for target in found if target.smaller_than(FINGER)] == []


@on_both_widths
@on_every_elder_page
def test_the_hotline_is_large_and_in_sight_wherever_one_reads(
    visit: Visit, address: Address, width: int
) -> None:
    page = visit(address.url, width)
    bar = page.locator(".call a")

    for part in (0, 0.5, 1):
        page.evaluate("part => scrollTo(0, part * document.documentElement.scrollHeight)", part)
        box = bar.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= HEIGHT + 0.5
    size = bar.locator("b").evaluate("b => parseFloat(getComputedStyle(b).fontSize)")
    assert size >= BODY
    assert re.fullmatch(r"tel:\d+", bar.get_attribute("href") or "")


@on_every_elder_page
def test_the_largest_size_fits_every_window(visit: Visit, address: Address) -> None:
    page = visit(address.url)

    page.locator("button[data-size='largest']").click()
    page.evaluate("localStorage.clear()")

    assert overflow(page, *WIDTHS) == []
    for width in (TELEPHONE, DESK):
        resize(page, width)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= LARGEST


def test_the_size_is_remembered_on_this_machine_once_it_was_chosen(
    visit: Visit, page_at: PageAt
) -> None:
    page = visit(BOARD, TELEPHONE, page=page_at(TELEPHONE))
    assert page.evaluate("Object.keys(localStorage)") == []

    page.locator("button[data-size='largest']").click()
    visit("/elder/", TELEPHONE, page=page)

    assert page.evaluate("({...localStorage})") == {"gongshi-size": "largest"}
    assert page.locator("html").get_attribute("data-size") == "largest"
    assert page.locator("button[data-size='largest']").get_attribute("aria-pressed") == "true"
    assert page.context.cookies() == []


def test_the_page_is_read_aloud_from_its_heading_on_and_falls_silent_when_told(
    visit: Visit, page_at: PageAt
) -> None:
    page = page_with_voices(page_at, visit, CHINESE)
    start, stop = page.locator("[data-read='start']"), page.locator("[data-read='stop']")
    assert start.is_visible()
    assert not stop.is_visible()

    start.click()
    page.evaluate("() => said[0].onend()")

    heading = page.locator("h1").inner_text()
    assert page.evaluate("said.map((one) => [one.text, one.lang])")[0] == [heading, "zh-CN"]
    assert page.evaluate("said.length") == 2
    assert page.locator(".reading").count() == 1
    assert stop.is_visible()
    assert not start.is_visible()

    before = page.evaluate("cancelled")
    stop.click()

    assert page.evaluate("cancelled") > before
    assert page.locator(".reading").count() == 0
    assert start.is_visible()
    assert page.evaluate("document.activeElement.dataset.read") == "start"


def test_numbers_are_read_so_that_they_can_be_dialled(visit: Visit, page_at: PageAt) -> None:
    page = page_with_voices(page_at, visit, CHINESE)

    page.locator("[data-read='start']").click()
    page.evaluate("() => { while (document.querySelector('.reading')) said.at(-1).onend() }")

    spoken = " ".join(page.evaluate("said.map((one) => one.text)"))
    assert re.search(r"(\d ){4}- (\d ){6}\d", spoken)
    assert "2026年" in spoken
    assert re.findall(r"\d{4}-\d\d-\d\d|\d{3,4}-\d{7,8}", spoken) == []
    assert not page.locator("[data-read='stop']").is_visible()


@pytest.mark.parametrize("voices", ["[]", FOREIGN, DISTANT])
def test_without_a_chinese_voice_on_the_machine_no_reading_is_offered(
    visit: Visit, page_at: PageAt, voices: str
) -> None:
    page = page_with_voices(page_at, visit, voices)

    assert not page.locator("[data-read='start']").is_visible()
    assert page.locator("button[data-size='largest']").is_visible()


@on_every_elder_page
def test_without_scripts_no_button_is_shown_that_would_not_work(
    visit: Visit, address: Address
) -> None:
    page = visit(address.url, TELEPHONE, javascript=False)

    shown = [button for button in page.locator("button").all() if button.is_visible()]

    assert [button.inner_text() for button in shown if not button.evaluate("b => b.form")] == []
