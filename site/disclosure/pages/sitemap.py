"""The site map for search engines: sitemaps.org, version 0.9 (https://www.sitemaps.org/protocol.html).

Each page stands under its own address, once in every edition, as its canonical link says. Only a
board bears a `lastmod`, which is the latest date of the records on it and never the day of a build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from markupsafe import Markup

from content import Catalog
from content.changes.comparing import dated, institution_of
from disclosure.atom import MEDIA_TYPE
from disclosure.registry import HTML, PAGES, Key, Page, View, machine_file
from disclosure.theme.editions import STANDARD

MOST = 50_000
"""Addresses in one file, by the protocol; a city with more has an index of parts."""

NOT_FOR_READING = frozenset({"not_found", "stand_in"})
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FILE = Markup("""\
<?xml version="1.0" encoding="utf-8"?>
<{0} xmlns="{1}">
{2}</{0}>
""")
URL = Markup("<url><loc>{0}</loc>{1}</url>\n")
LASTMOD = Markup("<lastmod>{0}</lastmod>")
PART = Markup("<sitemap><loc>{0}</loc></sitemap>\n")


@dataclass(frozen=True, slots=True)
class Address:
    """One page in one edition; `part` is the same in every edition, and for years."""

    path: str
    part: str
    lastmod: date | None

    def __str__(self) -> str:
        """Write it as a line: the path, a space, the date or nothing."""
        return f"{self.path} {self.lastmod or ''}"


@machine_file("sitemap_file", "/sitemap.xml", MEDIA_TYPE)
def sitemap_file(catalog: Catalog) -> View:
    """Name every page, or the parts that do."""
    parts = part_keys(catalog)
    if not parts:
        return _view(_urlset(catalog, map(str, addresses(catalog))))
    locations = [f"{catalog.city.url}/sitemap/{key['part']}.xml" for key in parts]
    index = Markup().join(PART.format(one) for one in locations)
    return _view(FILE.format("sitemapindex", NAMESPACE, index))


def part_keys(catalog: Catalog) -> list[Key]:
    """Give the parts of a site map that is too long for one file."""
    parts = _parts(catalog)
    every = sum(lines.count(b"\n") for lines in parts.values())
    return [{"part": part} for part in parts] if every > MOST else []


@machine_file("sitemap_part", "/sitemap/<part>.xml", MEDIA_TYPE, keys=part_keys)
def sitemap_part(catalog: Catalog, part: str) -> View:
    """Name the pages of one part."""
    return _view(_urlset(catalog, _parts(catalog)[part].decode().splitlines()))


def addresses(catalog: Catalog) -> Iterator[Address]:
    """Give every page that somebody may want to read."""
    dates = _dates(catalog)
    return (
        Address(page.address(edition, key), _part(page, key), _lastmod(page, key, dates))
        for page in PAGES.values()
        if page.media_type == HTML and page.name not in NOT_FOR_READING
        for key in page.keys(catalog)
        for edition in page.editions
    )


@lru_cache(maxsize=2)
def _dates(catalog: Catalog) -> dict[str, date]:
    """Give the latest date of the records of each institution, its own row among them."""
    found: dict[str, date] = {}
    for row in catalog.shown():
        day, institution = dated(row, catalog.day), institution_of(row)
        if day and institution:
            found[institution] = max(day, found.get(institution, day))
    return found


def _lastmod(page: Page, key: Key, dates: dict[str, date]) -> date | None:
    return dates.get(key["id"]) if page.name == "board" else None


def _part(page: Page, key: Key) -> str:
    """Give the part in which a page stands: even ones, and a change moves only its own."""
    return blake2b(page.address(STANDARD, key).encode(), digest_size=1).hexdigest()


@lru_cache(maxsize=2)
def _parts(catalog: Catalog) -> dict[str, bytearray]:
    """Give the lines of each part; a country has half a million, and text is the least of them."""
    found: dict[str, bytearray] = defaultdict(bytearray)
    for one in addresses(catalog):
        found[one.part] += f"{one}\n".encode()
    return dict(sorted(found.items()))


def _urlset(catalog: Catalog, lines: Iterable[str]) -> Markup:
    pairs = (line.split(" ") for line in lines)
    urls = (
        URL.format(catalog.city.url + path, LASTMOD.format(day) if day else "")
        for path, day in pairs
    )
    return FILE.format("urlset", NAMESPACE, Markup().join(urls))


def _view(body: Markup) -> View:
    return View(title="网站地图（供搜索引擎）", description="", body=body)
