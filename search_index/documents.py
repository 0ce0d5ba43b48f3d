"""A document: what a search can find, said in passages, each shown until its own day."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from search_index.analysis import Role, tokens


@dataclass(frozen=True, slots=True)
class Link:
    """Where a hit opens: a page of the site by its name, never an address."""

    page: str
    key: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
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

    def parts(self) -> list[Part]:
        """Cut the document by the days until which its passages are shown."""
        groups: dict[date | None, list[Passage]] = defaultdict(list)
        groups[self.shown_until] += [Passage("", name, Role.NAME) for name in self.names]
        for passage in self.passages:
            groups[earlier(passage.until, self.shown_until)].append(passage)
        days = sorted(groups, key=lambda day: day or date.max)
        return [Part(day, tuple(groups[day])) for day in days]

    def lines(self) -> tuple[str, str]:
        """Write the document as two lines of JSON: what it is, and its passages."""
        told = [[one.label, one.text, one.role, _day(one.until)] for one in self.passages]
        return _json(_card(self)), _json(told)

    def fingerprint(self) -> str:
        """Hash all that the document says."""
        return hashlib.blake2b("\n".join(self.lines()).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """The passages of a document that are shown until the same day: what an engine stores."""

    until: date | None
    passages: tuple[Passage, ...]

    def tokens(self) -> dict[str, list[str]]:
        """Analyse the part: field → tokens."""
        found: dict[str, list[str]] = {}
        for role in Role:
            found |= tokens(role, (one.text for one in self.passages if one.role is role))
        return found


def earlier(one: date | None, other: date | None) -> date | None:
    """Give the earlier of two last days; None is no end."""
    return min((day for day in (one, other) if day), default=None)


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


def read_passages(line: str) -> Iterator[Passage]:
    """Read what `Document.lines` wrote second."""
    for label, text, role, until in json.loads(line):
        yield Passage(label, text, Role(role), _read_day(until))


def _card(document: Document) -> dict[str, Any]:
    link = document.link
    facets = [
        [one.name, one.value, one.label, _day(one.until), _number(one.number)]
        for one in document.facets
    ]
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "link": {"page": link.page, "key": dict(link.key), "anchor": link.anchor}
        | {"edition": link.edition},
        "names": list(document.names),
        "facets": facets,
        "shown_until": _day(document.shown_until),
        "date": _day(document.date),
        "order": document.order,
    }


def _facet(name: str, value: str, label: str, until: str | None, number: str | None) -> Facet:
    return Facet(name, value, label, _read_day(until), Decimal(number) if number else None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _number(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
