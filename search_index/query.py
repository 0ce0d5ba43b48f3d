"""What a visitor typed: words that are all required, quotes that keep together, `-词`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search_index.folding import fold

LONGEST = 500
MOST_WORDS = 12
QUOTES = '"“”„‟＂「」『』'
MINUS = ("-", "－")
TERM = re.compile(f"([-－]?)(?:[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\\s{QUOTES}]+))")


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found as it stands; a quoted one is no pinyin."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All `words` and none of `excluded`; `shortened` where more was typed than is looked for."""

    words: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    shortened: bool = False

    @property
    def whole(self) -> str:
        """All words together: perhaps a name with spaces in it."""
        return "".join(word.text for word in self.words)


def parse(text: str) -> Query:
    """Read what was typed; whatever it is, it can be looked for."""
    wanted: list[Word] = []
    excluded: list[Word] = []
    for minus, quoted, plain in TERM.findall(text[:LONGEST]):
        if plain in MINUS and not minus:
            continue
        (excluded if minus else wanted).append(Word(quoted or plain, bool(quoted)))
    words, without = _different(wanted), _different(excluded)
    shortened = len(text) > LONGEST or max(len(words), len(without)) > MOST_WORDS
    return Query(words[:MOST_WORDS], without[:MOST_WORDS], shortened)


def _different(words: Iterable[Word]) -> tuple[Word, ...]:
    """Leave out what is nothing once folded, and what was said before."""
    return tuple(
        {(fold(word.text), word.quoted): word for word in words if fold(word.text)}.values()
    )
