"""A document: what a search can find, said in passages, each shown until its own day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from search_index.analysis import Role
from search_index.parts import Part, parts_of

Parts = list[Part[date]]
SHARED = 4096
"""So many facets are remembered while documents are read: most homes share some of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a hit opens: a page of the site by its name, never an address."""

    page: str
    key: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    edition: str = ""


class Passage(NamedTuple):
    """One value of a document; `label` is printed before it and not searched."""

    label: str
    text: str
    role: Role = Role.TEXT
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """By what a document can be chosen, and sorted by its number."""

    name: str
    value: str
    label: str
    until: date | None = None
    number: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A hit to be. `names` lead the ranking, the one in use first; `order` breaks ties.

    After `shown_until` nothing of it may be found. Passages and facets may end earlier.
    """

    id: str
    kind: str
    title: str
    link: Link
    names: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    facets: tuple[Facet, ...] = ()
    shown_until: date | None = None
    date: date | None = None
    order: str = ""

    def parts(self) -> Parts:
        """Cut the document by the days until which its passages are shown."""
        return parts_of(self.names, self.shown_until, self.passages)

    def texts(self) -> Iterator[str]:
        """Give every text that the document says anywhere."""
        link = self.link
        yield from (self.id, self.title, *self.names, *link.key.values(), link.anchor, self.order)
        for facet in self.facets:
            yield from (facet.value, facet.label)
        for passage in self.passages:
            yield from passage[:2]

    def lines(self) -> tuple[str, str]:
        """Write the document as two lines of JSON: what it is, its id first, and its passages."""
        return _JSON.encode(_card(self)), _JSON.encode(self.passages)


def is_shown(until: date | None, day: date) -> bool:
    """Tell whether something with this last day is shown on `day`."""
    return until is None or day <= until


def read_document(line: str) -> Document:
    """Read what `Document.lines` wrote first; the passages stay where they are."""
    card: dict[str, Any] = json.loads(line)
    card["link"] = Link(**card["link"])
    card["names"] = tuple(card["names"])
    card["facets"] = tuple(_facet(*cells) for cells in card["facets"])
    for name in ("shown_until", "date"):
        card[name] = _read_day(card[name])
    return Document(**card)


def read_parts(card: bytes, passages: bytes) -> list[Part[str]]:
    """Cut a document as `Document.parts` does, from its two lines."""
    told = json.loads(card)
    return parts_of(told["names"], told["shown_until"], json.loads(passages))


def read_passages(line: str) -> Iterator[Passage]:
    """Read what `Document.lines` wrote second."""
    for label, text, role, until in json.loads(line):
        yield Passage(label, text, Role(role), _read_day(until))


def _card(document: Document) -> dict[str, Any]:
    link = document.link
    facets = [
        [one.name, one.value, one.label, one.until, _number(one.number)] for one in document.facets
    ]
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "link": {"page": link.page, "key": dict(link.key), "anchor": link.anchor}
        | {"edition": link.edition},
        "names": list(document.names),
        "facets": facets,
        "shown_until": document.shown_until,
        "date": document.date,
        "order": document.order,
    }


@lru_cache(SHARED)
def _facet(name: str, value: str, label: str, until: str | None, number: str | None) -> Facet:
    return Facet(name, value, label, _read_day(until), Decimal(number) if number else None)


def _number(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_JSON = json.JSONEncoder(ensure_ascii=False, default=date.isoformat)
