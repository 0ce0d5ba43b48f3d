"""The engines alone, as one would use each: one index, one question, the twenty best by BM25.

They are given our tokens, so that all look for the same; what ours adds (shards, days, facets,
ranking, snippets) is not there. Nobody looks at titles or texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import tantivy
from tantivy import Occur, Query
from whoosh import index
from whoosh.query import And, Or, Phrase, Term

BEST = 20

Lookup = tuple[str, Sequence[str]]
"""A field and the tokens that stand in it side by side."""

Words = Sequence[Sequence[Lookup]]
"""A question: every word must stand in one of its fields."""


class Raw(Protocol):
    """An open index of one engine."""

    def best(self, words: Words) -> int:
        """Find the best parts; tell how many these are, twenty at most."""

    def count(self, words: Words) -> int:
        """Tell how many parts there are in all."""


class RawTantivy:
    """One Tantivy index."""

    def __init__(self, folder: Path) -> None:
        """Open it."""
        opened = tantivy.Index.open(str(folder))
        self._schema, self._searcher = opened.schema, opened.searcher()

    def best(self, words: Words) -> int:
        """Find the best parts."""
        return len(self._searcher.search(self._all(words), limit=BEST, count=False).hits)

    def count(self, words: Words) -> int:
        """Count all."""
        everything = self._searcher.num_docs
        return len(self._searcher.search(self._all(words), limit=everything, count=False).hits)

    def _all(self, words: Words) -> Query:
        return Query.boolean_query([(Occur.Must, self._any(word)) for word in words])

    def _any(self, word: Sequence[Lookup]) -> Query:
        return Query.boolean_query([(Occur.Should, self._one(*one)) for one in word])

    def _one(self, field: str, tokens: Sequence[str]) -> Query:
        if len(tokens) > 1:
            return Query.phrase_query(self._schema, field, list(tokens))
        return Query.term_query(self._schema, field, tokens[0])


class RawWhoosh:
    """One Whoosh index."""

    def __init__(self, folder: Path) -> None:
        """Open it."""
        self._searcher = index.open_dir(str(folder), readonly=True).searcher()

    def best(self, words: Words) -> int:
        """Find the best parts."""
        return int(self._searcher.search(_all(words), limit=BEST).scored_length())

    def count(self, words: Words) -> int:
        """Count all."""
        return len(list(self._searcher.docs_for_query(_all(words))))


def _all(words: Words) -> And:
    return And([Or([_one(*one) for one in word]) for word in words])


def _one(field: str, tokens: Sequence[str]) -> Phrase | Term:
    return Phrase(field, list(tokens)) if len(tokens) > 1 else Term(field, tokens[0])
