"""Two editions of one site: the same pages, each leading to its other, and no way out of a mode."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from disclosure.photos import is_photo
from disclosure.theme import ASSETS, EDITIONS

PREFIX = EDITIONS["elder"].prefix + "/"
ONCE = "code"  # The page of a credit code exists once.
Pages = dict[str, str]


class Links(HTMLParser):
    """Collects the links and forms of a page, those to the other edition apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inner: list[str] = []
        self.to_sibling: list[str] = []
        self.alternate: list[str] = []
        self._depth_of_modes = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one link or form, and whether it stands in the switch between the editions."""
        found = {name: value or "" for name, value in attrs}
        if tag == "nav" and (self._depth_of_modes or "modes" in found.get("class", "").split()):
            self._depth_of_modes += 1
        if tag == "link" and found.get("rel") == "alternate" and "hreflang" in found:
            self.alternate.append(found["href"])
        if tag in ("a", "form"):
            target = urldefrag(found.get("href") or found.get("action") or "").url
            (self.to_sibling if self._depth_of_modes else self.inner).append(target)

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of the switch."""
        if tag == "nav" and self._depth_of_modes:
            self._depth_of_modes -= 1


@pytest.fixture(scope="module")
def pages(frozen: Path) -> Pages:
    """Give every frozen page that has a sibling: address → HTML."""
    public = frozen / "current" / "public"
    return {
        "/" + path.relative_to(public).as_posix().removesuffix("index.html"): path.read_text(
            "utf-8"
        )
        for path in public.rglob("*.html")
        if not path.is_relative_to(public / ONCE)
    }


def other_edition(url: str) -> str:
    """Name the same page in the other edition."""
    return "/" + url.removeprefix(PREFIX) if url.startswith(PREFIX) else PREFIX + url[1:]


def test_every_page_stands_in_both_editions(pages: Pages) -> None:
    assert {other_edition(url) for url in pages} == set(pages)


def test_every_page_leads_to_the_same_page_in_the_other_edition(pages: Pages) -> None:
    wrong = {}
    for url, html in pages.items():
        links = Links(html)
        if [*links.to_sibling, *links.alternate] != [other_edition(url)] * 2:
            wrong[url] = links.to_sibling + links.alternate

    assert wrong == {}


def test_no_link_of_a_page_drops_out_of_its_edition(pages: Pages) -> None:
    dropped = {}
    for url, html in pages.items():
        inside = [target for target in Links(html).inner if target.startswith("/")]
        # One sentence of the accessibility statement offers the switch a second time.
        inside = [target for target in inside if target != other_edition(url)]
        # A photo is no page: it exists once.
        inside = [target for target in inside if not is_photo(target)]
        if strays := [one for one in inside if one.startswith(PREFIX) != url.startswith(PREFIX)]:
            dropped[url] = strays

    assert dropped == {}


def test_only_the_elder_edition_brings_a_script(pages: Pages) -> None:
    with_script = {url for url, html in pages.items() if "<script src=" in html}

    assert with_script == {url for url in pages if url.startswith(PREFIX)}


def test_each_edition_has_its_own_style(pages: Pages) -> None:
    for url, html in pages.items():
        name = "elder" if url.startswith(PREFIX) else "standard"
        assert ASSETS[EDITIONS[name].stylesheet].url in html
