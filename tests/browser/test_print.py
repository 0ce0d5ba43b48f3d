"""On paper: black on white, nothing to press, everything that there is to read."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Address, PageAt, Visit, on_every_page
from tests.browser.tools import overflow

PAPER = 680  # A4 less its margins: 180 mm in CSS pixels.
CHROME = ".skip, .nav, .modes, .crumbs, .call, .search, .foot nav, button"
PAINTED = """() => [...document.querySelectorAll("body, body *")].filter((e) => {
    const style = getComputedStyle(e);
    const clear = /^(rgba\\(0, 0, 0, 0\\)|rgb\\(255, 255, 255\\))$/.test(style.backgroundColor);
    return e.checkVisibility() && !e.closest("svg") && (!clear || style.backgroundImage !== "none"
        || style.color !== "rgb(0, 0, 0)");
}).map((e) => `${e.localName}.${e.className}`)"""
# Words of the page body that are in the source and not on the paper.
UNPRINTED = """() => [...document.querySelectorAll(
    "main :is(h1, h2, h3, h4, p, dt, dd, li, th, td)"
)].filter((e) => !e.closest(".row, .search, .cuts, .crumbs, thead"))
    .filter((e) => e.textContent.trim() && !e.checkVisibility())
    .map((e) => `${e.localName} ${e.textContent.trim().slice(0, 16)}`)"""
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")


@on_every_page
def test_a_printed_page_is_black_on_white_without_anything_to_press(
    visit: Visit, address: Address
) -> None:
    page = visit(address.url, PAPER)
    page.emulate_media(media="print")

    shown = [part for part in page.locator(CHROME).all() if part.is_visible()]
    assert [part.inner_text() for part in shown] == []
    assert page.evaluate(PAINTED) == []
    assert overflow(page, PAPER) == []


@on_every_page
def test_a_printed_page_leaves_nothing_out(visit: Visit, address: Address) -> None:
    page = visit(address.url, PAPER)
    page.emulate_media(media="print")

    assert page.evaluate(UNPRINTED) == []


# An ordinary home, and the one that fills in everything; with cards for tables: 16 and 34.
@pytest.mark.parametrize(
    ("path", "sheets"),
    [
        ("/institutions/100001/", 7),
        ("/elder/institutions/100001/", 11),
        ("/institutions/100012/", 14),
        ("/elder/institutions/100012/", 25),
    ],
)
def test_a_board_takes_no_more_paper_than_it_must(
    visit: Visit, page_at: PageAt, path: str, sheets: int
) -> None:
    page = visit(path, page=page_at(PAPER))

    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)

    assert 1 <= len(PAGE_OF_PDF.findall(paper)) <= sheets
