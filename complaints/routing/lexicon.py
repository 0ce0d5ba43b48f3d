"""The words, phrases and hints of some matters, and finding them in a folded text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from complaints.routing.folding import fold
from complaints.routing.words import ELLIPSIS, words
from content.tables import Matter

PHRASE = 4.0  # A name or example written out counts like a strong word,
SHORTEST_PHRASE = 4  # when it is long enough not to stand there by chance.
HINT = 0.4  # What a pair of characters counts that one matter alone has in its name or examples.
GAP = 12  # So many characters may stand between the two parts of 「不给…退」.

Counts = Mapping[str, float]
Hints = Mapping[str, Counts]
Found = tuple[int, int, str, Counts]


@dataclass(frozen=True)
class Lexicon:
    """What each word counts for which matter.

    `sizes` gives the lengths of the words that begin with a character, longest first; `apart` the
    words of two parts.
    """

    words: Mapping[str, Counts]
    sizes: Mapping[str, tuple[int, ...]]
    apart: tuple[tuple[str, str, Counts], ...]


def find_whole(folded: str, lexicon: Lexicon) -> Iterator[Found]:
    """Find each word once, where it first stands outside a longer word."""
    seen: set[str] = set()
    reach = 0
    for start, character in enumerate(folded):
        for size in lexicon.sizes.get(character, ()):
            word = folded[start : start + size]
            if word not in lexicon.words:
                continue
            if start + size > reach:
                reach = start + size
                if word not in seen:
                    seen.add(word)
                    yield start, reach, word, lexicon.words[word]
            break


def find_apart(folded: str, lexicon: Lexicon) -> Iterator[Found]:
    """Find each 「头…尾」 once: its head, and within a few characters its tail."""
    for head, tail, counts in lexicon.apart:
        start = folded.find(head)
        while start >= 0:
            after = start + len(head)
            at = folded.find(tail, after, after + GAP + len(tail))
            if at >= 0:
                yield start, at + len(tail), f"{head}{ELLIPSIS}{tail}", counts
                break
            start = folded.find(head, start + 1)


def find_pairs(folded: str, hints: Hints) -> Iterator[Found]:
    """Find each pair of characters of a name or example once."""
    first = {pair: at for at, pair in reversed(list(enumerate(map("".join, pairwise(folded)))))}
    for pair, at in sorted(first.items(), key=lambda item: item[1]):
        if pair in hints:
            yield at, at + 2, pair, hints[pair]


@lru_cache(maxsize=8)
def lexicon_of(matters: tuple[Matter, ...]) -> Lexicon:
    """Gather the words of these matters, and their names and examples that are long enough."""
    known: dict[str, dict[str, float]] = defaultdict(dict)
    for matter in matters:
        for phrase in _phrases(matter):
            if len(phrase) >= SHORTEST_PHRASE:
                known[phrase][matter.code] = PHRASE
    codes = {matter.code for matter in matters}
    for row in words():
        if row.matter in codes:
            known[row.word][row.matter] = row.counts
    return _compiled({word: _damped(counts) for word, counts in known.items()})


def _compiled(known: Mapping[str, Counts]) -> Lexicon:
    """Sort words by how they are looked up."""
    whole = {word: counts for word, counts in known.items() if ELLIPSIS not in word}
    sizes: dict[str, set[int]] = defaultdict(set)
    for word in whole:
        sizes[word[0]].add(len(word))
    cut = [(word.partition(ELLIPSIS), counts) for word, counts in known.items()]
    return Lexicon(
        words=whole,
        sizes={first: tuple(sorted(lengths, reverse=True)) for first, lengths in sizes.items()},
        apart=tuple((head, tail, counts) for (head, gap, tail), counts in cut if gap),
    )


def _damped(counts: Counts) -> dict[str, float]:
    """Let a word count the less, the more matters it speaks for."""
    shared = math.sqrt(max(1, sum(count > 0 for count in counts.values())))
    return {code: count / shared if count > 0 else count for code, count in counts.items()}


@lru_cache(maxsize=8)
def hints_of(matters: tuple[Matter, ...]) -> Hints:
    """Find the pairs of characters that one matter alone has in its name or examples."""
    owners: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        for phrase in _phrases(matter):
            for pair in map("".join, pairwise(phrase)):
                owners[pair].add(matter.code)
    return {pair: dict.fromkeys(sorted(codes), HINT / len(codes)) for pair, codes in owners.items()}


def _phrases(matter: Matter) -> list[str]:
    return [fold(phrase) for phrase in (matter.name, *matter.examples)]
