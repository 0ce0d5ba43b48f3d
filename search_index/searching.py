"""A search from what was typed to a page of hits, its facets, and why there is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import nsmallest

from search_index.documents import Document
from search_index.facets import NAMES, Count, narrowed
from search_index.index import Index
from search_index.query import Query, Word, parse
from search_index.ranking import Ranking, sort_key
from search_index.snippets import Piece, Snippet, marked, snippets

PAGE = 20


class Reason(StrEnum):
    """Why nothing was found."""

    UNKNOWN = "unknown"  # Some words stand nowhere.
    APART = "apart"  # Each stands somewhere, nowhere all of them.
    EXCLUDED = "excluded"  # Everything found holds an excluded word.
    NARROWED = "narrowed"  # The chosen facets leave nothing.


@dataclass(frozen=True, slots=True)
class Why:
    """Why nothing was found; `words` are the words to blame."""

    reason: Reason
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found, its title marked, with the passages that show the words."""

    document: Document
    title: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of a result; with no hit it says why, and which names come nearest."""

    query: Query
    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Count, ...]]
    why: Why | None = None
    nearest: tuple[Document, ...] = ()


def search(  # noqa: PLR0913 (what a visitor can choose)
    index: Index,
    typed: str | Query,
    day: date,
    chosen: Mapping[str, str] | None = None,
    *,
    sort: str = "relevance",
    page: int = 1,
    size: int = PAGE,
) -> Answer:
    """Answer a query as of `day`; whatever was typed, there is an answer.

    `chosen` maps facets to values; what is no facet, or empty, is not looked at.
    """
    run = _Search(index, parse(typed) if isinstance(typed, str) else typed, day)
    wanted = {name: value for name, value in (chosen or {}).items() if name in NAMES and value}
    on = index.on(day)
    kept, counts = narrowed(sorted(run.found), on.values, on.keys, wanted)
    ranking = Ranking(index, run.query, run.spelt)
    pages = max(1, -(-len(kept) // size))
    shown = min(max(page, 1), pages)
    key = sort_key(sort, ranking, index.documents, on.values)
    first = nsmallest(shown * size, kept, key)[(shown - 1) * size :]
    return Answer(
        query=run.query,
        total=len(kept),
        page=shown,
        pages=pages,
        hits=tuple(run.hit(number) for number in first),
        facets=counts,
        why=None if kept else run.why(),
        nearest=() if kept else tuple(index.nearest(run.query.whole, day)),
    )


class _Search:
    """One run: what each word finds, and what is left of it."""

    def __init__(self, index: Index, query: Query, day: date) -> None:
        self.index, self.query, self.day = index, query, day
        self.spelt: set[int] = set()
        self.by_word = {word.text: self._matching(index, word) for word in query.words}
        self.together = set(index.on(day).alive).intersection(*self.by_word.values())
        self.found = self.together.difference(*(index.find(word, day) for word in query.excluded))

    def _matching(self, index: Index, word: Word) -> set[int]:
        spelt = index.spelt(word, self.day)
        self.spelt |= spelt
        return index.find(word, self.day) | spelt

    def hit(self, number: int) -> Hit:
        """Show one document found."""
        document, words = self.index.documents[number], self.query.words
        shown = snippets(self.index.passages(number, self.day), words) if words else ()
        return Hit(document, marked(document.title, words), shown)

    def why(self) -> Why:
        """Say why nothing was found."""
        if unknown := tuple(word for word, found in self.by_word.items() if not found):
            return Why(Reason.UNKNOWN, unknown)
        if not self.together:
            return Why(Reason.APART, tuple(self.by_word))
        if not self.found:
            return Why(Reason.EXCLUDED, tuple(word.text for word in self.query.excluded))
        return Why(Reason.NARROWED)
