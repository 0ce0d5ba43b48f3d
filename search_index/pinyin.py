"""Pinyin: institutions found by the sounds of their names (yangguang) and by initials (ygyly).

A name is spelt as a lattice, every character with all its readings, and a query becomes one
pattern over the lattices of all names: whole syllables, the last one perhaps unfinished, or one
initial for each character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

from pypinyin import Style, pinyin

from search_index.folding import fold_name

LONGEST_SYLLABLE = 6
LONGEST_QUERY = 60
WAYS = 24
SHORTEST_QUERY = 2
LETTERS = re.compile(r"[a-z0-9]+")


class Spellings:
    """The names of all institutions, spelt; a number may have several names."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Spell the names, each with the number of its document."""
        self._text = "\n".join(f"{number}:{lattice(name)}" for number, name in names)
        self._syllables = frozenset(re.findall(r",([a-z0-9]+)", self._text))
        self._beginnings = frozenset(
            one[:end] for one in self._syllables for end in range(1, len(one) + 1)
        )

    def find(self, word: str) -> set[int]:
        """Give the numbers of the names that sound like the word; it must be Latin letters."""
        typed = fold_name(word)
        if not SHORTEST_QUERY <= len(typed) <= LONGEST_QUERY or not is_spelt(typed):
            return set()
        return {number for pattern in self._patterns(typed) for number in self._lines(pattern)}

    def _lines(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Read on to the next line after every hit."""
        place = 0
        while hit := pattern.search(self._text, place):
            begin = self._text.rfind("\n", 0, hit.start()) + 1
            yield int(self._text[begin : self._text.index(":", begin)])
            place = self._text.find("\n", hit.end())
            if place < 0:
                return

    def _patterns(self, typed: str) -> Iterator[re.Pattern[str]]:
        """Give the patterns of whole syllables in every way, and of initials."""
        for cut in islice(cuts(typed, self._syllables, self._beginnings), WAYS):
            whole = (_character(f"{one},") for one in cut[:-1])
            yield re.compile("".join((*whole, _character(cut[-1]))))
        yield re.compile("".join(map(_character, typed)))


def is_spelt(typed: str) -> bool:
    """Tell whether a folded word could be pinyin."""
    return bool(LETTERS.fullmatch(typed)) and not typed.isdigit()


def lattice(name: str) -> str:
    """Spell a name: <,zhong,chong,><,yang,>."""
    return "".join(f"<,{','.join(readings(one))},>" for one in fold_name(name))


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """Give all readings of a character without tones; what has none reads as itself."""
    [found] = pinyin(character, style=Style.NORMAL, heteronym=True) or [[]]
    plain = [reading.casefold() for reading in found]
    letters = [reading for reading in plain if LETTERS.fullmatch(reading)]
    both = [*letters, *(reading.replace("v", "u") for reading in letters if reading != character)]
    return tuple(dict.fromkeys(both)) or (_harmless(character),)


def _harmless(character: str) -> str:
    """Keep what a lattice is made of out of it; folded names have none of it but symbols."""
    return "" if character in "<>,:|" else character


def _character(reading: str) -> str:
    """Give the pattern of one character of which a reading begins so."""
    return f"<[^>]*,{reading}[^>]*>"


def cuts(
    typed: str, syllables: AbstractSet[str], beginnings: AbstractSet[str]
) -> Iterator[list[str]]:
    """Cut letters into syllables in every way; the last may be the beginning of one."""
    hopeless: set[int] = set()

    def after(place: int) -> Iterator[list[str]]:
        if place in hopeless:
            return
        found = False
        if typed[place:] in beginnings:
            found = True
            yield [typed[place:]]
        for end in range(min(len(typed) - 1, place + LONGEST_SYLLABLE), place, -1):
            if typed[place:end] in syllables:
                for cut in after(end):
                    found = True
                    yield [typed[place:end], *cut]
        if not found:
            hopeless.add(place)

    return after(0)
