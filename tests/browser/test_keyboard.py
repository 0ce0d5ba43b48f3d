"""With the keyboard alone: everything is reached in its order, seen, and left again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Address, Visit, on_every_elder_page, on_every_page
from tests.browser.tools import script

RING, CONTRAST = 2, 3
FIND_STOPS = """() => {
    window.stops = [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']"
    )].filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true}));
    return stops.length;
}"""
WHERE = script("""
    const e = document.activeElement;
    if (e === document.body) return null;
    const colour = (text) => (text.match(/rgba?\\(([^)]*)\\)/) || [, "0, 0, 0, 0"])[1]
        .split(/[ ,/]+/).map(Number);
    const luminance = (text) => {
        const [r, g, b] = colour(text).map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const isSeen = (text) => colour(text)[3] !== 0;
    let around = e.parentElement;
    while (around.parentElement && !isSeen(getComputedStyle(around).backgroundColor)) {
        around = around.parentElement;
    }
    const ground = getComputedStyle(around).backgroundColor;
    const style = getComputedStyle(e);
    const rings = [];
    if (style.outlineStyle !== "none" && isSeen(style.outlineColor)) {
        rings.push([parseFloat(style.outlineWidth), contrast(style.outlineColor, ground)]);
    }
    const shadow = style.boxShadow.match(/^(rgba?\\([^)]*\\)) 0px 0px 0px ([\\d.]+)px/);
    if (shadow) rings.push([parseFloat(shadow[2]), contrast(shadow[1], ground)]);
    const box = e.getBoundingClientRect();
    const bar = document.querySelector(".call");
    const covered = bar && !bar.contains(e);
    return {
        stop: stops.indexOf(e), place: name(e), rings,
        left: box.left, right: box.right, top: box.top, bottom: box.bottom,
        floor: covered ? bar.getBoundingClientRect().top : innerHeight, wall: innerWidth,
    };
""")

# Whatever lies under the bar when it gets the focus must come out.
COVERED = script("""
    const bar = document.querySelector(".call");
    return stops.filter((e) => {
        if (bar.contains(e) || e.matches(".skip")) return false;
        document.activeElement.blur();
        scrollBy(0, e.getBoundingClientRect().bottom - innerHeight);
        e.focus();
        return e.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 0.5;
    }).map(name);
""")


@dataclass(frozen=True)
class Stop:
    """Where the focus is, what is drawn around it, and where the window ends."""

    stop: int
    place: str
    rings: list[tuple[float, float]]
    left: float
    right: float
    top: float
    bottom: float
    floor: float
    wall: float

    @property
    def in_sight(self) -> bool:
        """Whether all of it is in the window and above the telephone bar."""
        sideways = self.left >= -0.5 and self.right <= self.wall + 0.5
        return sideways and self.top >= -0.5 and self.bottom <= self.floor + 0.5

    @property
    def is_marked(self) -> bool:
        """Whether a ring two pixels wide stands out from what is around."""
        return any(width >= RING and contrast >= CONTRAST for width, contrast in self.rings)

    def __repr__(self) -> str:
        box = f"{self.left:.0f}, {self.top:.0f} to {self.right:.0f}, {self.bottom:.0f}"
        window = f"{self.wall:.0f} × {self.floor:.0f}"
        return f"\n{self.place}: {box} in {window}, rings {self.rings}"


def press_tab(page: Page) -> Stop | None:
    """Go one step on; nothing, when the focus has left the page."""
    page.keyboard.press("Tab")
    found: dict[str, Any] | None = page.evaluate(WHERE)
    return Stop(**found) if found else None


def walk(page: Page) -> list[Stop]:
    """Tab through the page and out of it."""
    count = page.evaluate(FIND_STOPS)
    found: list[Stop] = []
    for _ in range(count + 1):
        stop = press_tab(page)
        if stop is None or (found and stop.stop == 0):
            break
        found.append(stop)
    assert [stop.stop for stop in found] == list(range(count))
    return found


@on_every_page
def test_tab_reaches_everything_in_its_order_in_sight_and_marked(
    visit: Visit, address: Address
) -> None:
    found = walk(visit(address.url))

    assert [stop for stop in found if not stop.in_sight] == []
    assert [stop for stop in found if not stop.is_marked] == []


@pytest.mark.parametrize("width", [360, 1280])
@on_every_elder_page
def test_the_telephone_bar_moves_off_what_gets_the_focus(
    visit: Visit, address: Address, width: int
) -> None:
    page = visit(address.url, width)
    page.evaluate(FIND_STOPS)

    assert page.evaluate(COVERED) == []
    page.evaluate("document.documentElement.dataset.size = 'largest'")
    assert page.evaluate(COVERED) == []


@on_every_page
def test_the_first_stop_leads_past_the_navigation(visit: Visit, address: Address) -> None:
    page = visit(address.url, 360)
    page.evaluate(FIND_STOPS)

    first = press_tab(page)
    assert first is not None
    assert first.in_sight
    assert page.evaluate("document.activeElement.matches('a.skip[href=\"#main\"]')")

    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    after = press_tab(page)

    assert after is not None
    assert page.evaluate("""() => {
        const first = stops.find((e) => document.querySelector("main").contains(e));
        return document.activeElement === (first || document.querySelector(".foot a"));
    }""")
