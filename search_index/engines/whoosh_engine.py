"""Whoosh, the embedded default: Whoosh-Reloaded 2.7.5, or whoosh3, which reads the same files.

Never whoosh-ng: its phrase search takes some postings for old pickles and fails.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import whoosh
from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.matching import Matcher

from search_index.analysis import FIELDS
from search_index.engine import Shelf, Tokens

MEGABYTES = 64
LOCK = "MAIN_WRITELOCK"


class WhooshEngine:
    """Pure Python: slow to write, but nothing to compile."""

    name = "whoosh"
    shards = 8

    @property
    def version(self) -> str:
        """The version of the program; a fork's files are not taken over, though they could be."""
        return "whoosh-" + ".".join(map(str, whoosh.__version__[:2]))

    def write(self, folder: Path, parts: Iterable[Tokens]) -> None:
        """Write one segment; a part's number is the number of its document in it."""
        made = index.create_in(str(folder), _schema())
        writer = made.writer(limitmb=MEGABYTES)
        for part in parts:
            writer.add_document(**{field: part[field] for field in FIELDS})
        writer.commit(optimize=True)
        made.close()
        (folder / LOCK).unlink(missing_ok=True)

    def open(self, folder: Path) -> Shelf:
        """Open the segment."""
        return WhooshShelf(folder)


class WhooshShelf:
    """One open segment. Its reader moves about in one file, so threads take turns."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)
        self._reader = self._index.reader()
        self._turn = threading.Lock()

    def find(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Find a term, or terms in places that follow one another."""
        with self._turn:
            if not all((field, token) in self._reader for token in set(tokens)):
                return []
            if len(tokens) == 1:
                return list(self._reader.postings(field, tokens[0]).all_ids())
            return self._side_by_side(field, tokens)

    def close(self) -> None:
        """Close reader and files."""
        with self._turn:
            self._reader.close()
            self._index.close()

    def _side_by_side(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Keep, from the rarest term to the commonest, where the whole could begin.

        Every second pair and the last hold all characters; `analysis` sets values two pairs
        apart, so that a leap over one pair never lands in the next value.
        """
        needed = {*range(0, len(tokens), 2), len(tokens) - 1}
        count = {token: self._reader.doc_frequency(field, token) for token in set(tokens)}
        rarest, *others = sorted(needed, key=lambda place: (count[tokens[place]], place))
        postings = self._reader.postings(field, tokens[rarest])
        begins: dict[int, set[int]] = {}
        while postings.is_active():
            begins[postings.id()] = _begins(postings, rarest)
            postings.next()
        for place in others:
            begins = self._kept(begins, field, tokens[place], place)
        return begins

    def _kept(
        self, begins: dict[int, set[int]], field: str, token: str, place: int
    ) -> dict[int, set[int]]:
        """Keep the beginnings from which this term stands in its place."""
        postings = self._reader.postings(field, token)
        kept = {}
        for number, some in begins.items():
            if postings.is_active() and postings.id() < number:
                postings.skip_to(number)
            if not postings.is_active():
                break
            if postings.id() == number and (both := some & _begins(postings, place)):
                kept[number] = both
        return kept


def _begins(postings: Matcher, place: int) -> set[int]:
    """Say where a phrase would begin of which this term is the one in `place`."""
    return {position - place for position in postings.value_as("positions")}


def _schema() -> fields.Schema:
    """Give every field its type: pairs keep their places, single characters only their parts."""
    words = SpaceSeparatedTokenizer()
    return fields.Schema(
        **{
            field: fields.TEXT(analyzer=words) if field.endswith("two") else fields.KEYWORD()
            for field in FIELDS
        }
    )


ENGINE = WhooshEngine()
