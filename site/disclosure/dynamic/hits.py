"""Hits as a page shows them: where each leads, of what kind it is, the line of an institution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content import Catalog
from content.tables import Institution
from disclosure.listing import Entry, entry_of
from disclosure.rendering import page_url
from disclosure.theme import EDITIONS, Edition
from search_index import Document, Hit, Link
from search_index.facets import KINDS

PUNISHED = ("penalty", "blacklist", "measure")
DATED = {
    **dict.fromkeys((*PUNISHED, "permit"), "%(day)s 决定"),
    **dict.fromkeys(("hazard", "unregistered"), "%(day)s 发现"),
    **dict.fromkeys(("closure", "case"), "%(day)s 公布"),
    **dict.fromkeys(("notice", "risk"), "%(day)s 发布"),
    "guide": "%(day)s 核对",
    "policy": "%(day)s 印发",
}


@dataclass(frozen=True)
class Line:
    """One hit: `entry` is what the lists show of an institution, `dated` what its date means."""

    hit: Hit
    kind: str
    url: str
    entry: Entry | None = None
    dated: str = ""
    punished: bool = False


def lines(edition: Edition, catalog: Catalog, hits: Iterable[Hit]) -> list[Line]:
    """Make the lines of a page of hits."""
    return [_line(edition, catalog, hit) for hit in hits]


def url_of(edition: Edition, link: Link) -> str:
    """Give the address to which a document leads, at its place on the page."""
    where = EDITIONS.get(link.edition, edition)
    anchor = f"#{link.anchor}" if link.anchor else ""
    return page_url(where, link.page, **link.key) + anchor


def names(documents: Iterable[Document]) -> Iterator[dict[str, str]]:
    """Give the names that may be meant, each once, with what it is the name of."""
    for name, kind in {_name(one): one.kind for one in documents}.items():
        yield {"name": name, "kind": KINDS.get(kind, "")}


def _line(edition: Edition, catalog: Catalog, hit: Hit) -> Line:
    document = hit.document
    return Line(
        hit=hit,
        kind=KINDS.get(document.kind, document.kind),
        url=url_of(edition, document.link),
        entry=_entry(catalog, document),
        dated=DATED.get(document.kind, "") if document.date else "",
        punished=document.kind in PUNISHED,
    )


def _entry(catalog: Catalog, document: Document) -> Entry | None:
    """Give the line of an institution; the index may be a moment older than the catalog."""
    number = document.link.key.get("id", "")
    if document.kind != "institution" or not catalog.has(Institution, number):
        return None
    return entry_of(catalog, catalog.get(Institution, number))


def _name(document: Document) -> str:
    """Give the name by which a document is found; a title may hold more."""
    return document.names[0] if document.names else document.title
