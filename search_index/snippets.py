"""Snippets: the passages in which the words stand, as they were written, with the words marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search_index.analysis import Role
from search_index.documents import Passage
from search_index.folding import fold_with_places
from search_index.query import Word

BEFORE, AFTER = 24, 56
MOST = 3
JOINER = "\u200d"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, marked or not; a page escapes it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage with its label, cut to what is near the words."""

    label: str
    pieces: tuple[Piece, ...]


Span = tuple[int, int]


def snippets(passages: Iterable[Passage], words: Sequence[Word]) -> tuple[Snippet, ...]:
    """Choose passages that show every word at least once; where there is none, nothing."""
    chosen: list[Snippet] = []
    wanted = set(words)
    for passage in passages:
        folded = passage.role.fold(passage.text)
        shown = {word for word in wanted if _stands(passage.role.fold(word.text), folded)}
        if shown:
            wanted -= shown
            chosen.append(_snippet(passage, words))
        if not wanted or len(chosen) == MOST:
            break
    return tuple(chosen)


def marked(text: str, words: Iterable[Word], role: Role = Role.NAME) -> tuple[Piece, ...]:
    """Mark the words in a text that is shown whole."""
    return tuple(_pieces(text, spans(text, words, role), 0, len(text)))


def spans(text: str, words: Iterable[Word], role: Role) -> list[Span]:
    """Find where the words stand in a text as it was written; spans do not overlap."""
    folded = fold_with_places(text, loose=role is Role.NAME)
    found = []
    for word in words:
        needle = role.fold(word.text)
        place = folded.text.find(needle) if needle else -1
        while place >= 0:
            first, last = folded.places[place], folded.places[place + len(needle) - 1]
            found.append((first, _whole(text, last + 1)))
            place = folded.text.find(needle, place + 1)
    return _joined(found)


def _stands(needle: str, folded: str) -> bool:
    return bool(needle) and needle in folded


def _snippet(passage: Passage, words: Iterable[Word]) -> Snippet:
    found = spans(passage.text, words, passage.role)
    begin = _whole(passage.text, max(0, found[0][0] - BEFORE)) if found[0][0] > BEFORE else 0
    end = _whole(passage.text, min(len(passage.text), max(found[0][1], begin + BEFORE + AFTER)))
    pieces = list(_pieces(passage.text, found, begin, end))
    if begin:
        pieces.insert(0, Piece(ELLIPSIS))
    if end < len(passage.text):
        pieces.append(Piece(ELLIPSIS))
    return Snippet(passage.label, tuple(pieces))


def _whole(text: str, end: int) -> int:
    """Move a cut on until it parts no character from its accents, nor a joined emoji."""
    while 0 < end < len(text) and (_clings(text[end]) or text[end - 1] == JOINER):
        end += 1
    return end


def _clings(character: str) -> bool:
    is_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return character == JOINER or is_tone or unicodedata.category(character) in ("Mn", "Me", "Mc")


def _joined(found: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def _pieces(text: str, found: Iterable[Span], begin: int, end: int) -> Iterator[Piece]:
    place = begin
    for span in found:
        first, last = max(span[0], place), min(span[1], end)
        if first < last:
            if place < first:
                yield Piece(text[place:first])
            yield Piece(text[first:last], marked=True)
            place = last
    if place < end:
        yield Piece(text[place:end])
