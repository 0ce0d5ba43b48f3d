"""Suggest whose matter a complaint is, explained by the words that decided.

Words are looked up in the folded text; inside a longer word a shorter one does not count. Each
counts once, a word shared by several matters counts less for each. Names and examples of the
matters add little, through their pairs of characters; alone they never suggest. Nothing is
learned and nothing remembered: the same text has the same answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from complaints.routing.folding import fold
from complaints.routing.words import ELLIPSIS, words
from content.tables import Matter

ENOUGH = 2.0  # Evidence below this is not shown: rather nothing than a guess.
SCALE = 8.0  # Evidence at which a score reaches 0.63.
PHRASE = 4.0  # A name or example written out counts like a strong word,
SHORTEST_PHRASE = 4  # when it is long enough not to stand there by chance.
HINT = 0.4  # A pair of characters that one matter alone has in its name or examples,
MOST_HINTS = 1.5  # and all of these together.
GAP = 12  # So many characters may stand between the two parts of 「不给…退」.
QUOTES = 4  # So many words are shown,
QUOTED = 1.0  # each with at least this to say, if any has.

Lexicon = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Suggestion:
    """A matter that may be meant, who would handle it, how sure (0 to 1), and why."""

    code: str
    name: str
    handler: str
    score: float
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Sign:
    """A stretch of the folded text that counts for a matter, or against it."""

    start: int
    end: int
    word: str
    counts: float


def suggest(text: str, matters: Sequence[Matter], limit: int = 3) -> list[Suggestion]:
    """Suggest at most `limit` of `matters` (those in force), best first; empty if nothing fits."""
    folded = fold(text)
    known = tuple(matters)
    lexicon = _lexicon(known)
    said = _signs([*_longest(folded, lexicon), *_apart(folded, lexicon)])
    hinted = _signs(_pairs(folded, _hints(known)))
    ranked = []
    for place, matter in enumerate(known):
        evidence = _weigh(said[matter.code], hinted[matter.code])
        if evidence >= ENOUGH:
            ranked.append((-evidence, not matter.emergency, place))
    return [
        _suggestion(known[place], -evidence, folded, [*said[code], *hinted[code]])
        for evidence, _, place in sorted(ranked)[:limit]
        for code in [known[place].code]
    ]


def _suggestion(matter: Matter, evidence: float, folded: str, signs: list[Sign]) -> Suggestion:
    quotes = _quotes(signs)
    return Suggestion(
        code=matter.code,
        name=matter.name,
        handler=matter.handler,
        score=round(1 - math.exp(-evidence / SCALE), 3),
        words=quotes,
        why=f"因为您写到：{'、'.join(quotes)}",
    )


def _weigh(said: list[Sign], hinted: list[Sign]) -> float:
    """Add up what speaks for a matter; of what speaks against it only the strongest counts."""
    speaks_for = sum(sign.counts for sign in said if sign.counts > 0)
    against = min((sign.counts for sign in said if sign.counts < 0), default=0.0)
    return speaks_for + min(sum(sign.counts for sign in hinted), MOST_HINTS) + against


def _quotes(signs: list[Sign]) -> tuple[str, ...]:
    """Quote the strongest stretches that do not overlap, in the order of the text."""
    chosen: list[Sign] = []
    for sign in sorted(signs, key=lambda sign: (-sign.counts, sign.start)):
        if len(chosen) == QUOTES or (chosen and sign.counts < QUOTED):
            break
        if all(sign.end <= other.start or other.end <= sign.start for other in chosen):
            chosen.append(sign)
    in_order = sorted(chosen, key=lambda sign: sign.start)
    return tuple(dict.fromkeys(sign.word for sign in in_order))


Found = tuple[int, int, str, Mapping[str, float]]


def _signs(found: Iterable[Found]) -> dict[str, list[Sign]]:
    """Sort what was found by the matter it speaks for."""
    signs: dict[str, list[Sign]] = defaultdict(list)
    for start, end, word, counts in found:
        for code, count in counts.items():
            signs[code].append(Sign(start, end, word, count))
    return signs


def _longest(folded: str, lexicon: Lexicon) -> Iterator[Found]:
    """Find each word once, where it first stands outside a longer word."""
    longest = max(map(len, lexicon), default=0)
    seen: set[str] = set()
    reach = 0
    for start in range(len(folded)):
        for size in range(min(longest, len(folded) - start), 0, -1):
            word = folded[start : start + size]
            if word not in lexicon:
                continue
            if start + size > reach:
                reach = start + size
                if word not in seen:
                    seen.add(word)
                    yield start, reach, word, lexicon[word]
            break


def _apart(folded: str, lexicon: Lexicon) -> Iterator[Found]:
    """Find each 「头…尾」 once: its head, and within a few characters its tail."""
    for word in lexicon:
        head, gap, tail = word.partition(ELLIPSIS)
        start = folded.find(head) if gap else -1
        while start >= 0:
            after = start + len(head)
            at = folded.find(tail, after, after + GAP + len(tail))
            if at >= 0:
                yield start, at + len(tail), word, lexicon[word]
                break
            start = folded.find(head, start + 1)


def _pairs(folded: str, hints: Lexicon) -> Iterator[Found]:
    """Find each pair of characters of a name or example once."""
    first = {pair: at for at, pair in reversed(list(enumerate(map("".join, pairwise(folded)))))}
    for pair, at in sorted(first.items(), key=lambda item: item[1]):
        if pair in hints:
            yield at, at + 2, pair, hints[pair]


@lru_cache(maxsize=8)
def _lexicon(matters: tuple[Matter, ...]) -> Lexicon:
    """Gather the words of these matters, and their names and examples that are long enough."""
    lexicon: dict[str, dict[str, float]] = defaultdict(dict)
    for matter in matters:
        for phrase in _phrases(matter):
            if len(phrase) >= SHORTEST_PHRASE:
                lexicon[phrase][matter.code] = PHRASE
    codes = {matter.code for matter in matters}
    for row in words():
        if row.matter in codes:
            lexicon[row.word][row.matter] = row.counts
    return {word: _damped(counts) for word, counts in lexicon.items()}


def _damped(counts: Mapping[str, float]) -> dict[str, float]:
    """Let a word count the less, the more matters it speaks for."""
    shared = math.sqrt(max(1, sum(count > 0 for count in counts.values())))
    return {code: count / shared if count > 0 else count for code, count in counts.items()}


@lru_cache(maxsize=8)
def _hints(matters: tuple[Matter, ...]) -> Lexicon:
    """Find the pairs of characters that one matter alone has in its name or examples."""
    owners: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        for phrase in _phrases(matter):
            for pair in map("".join, pairwise(phrase)):
                owners[pair].add(matter.code)
    return {pair: dict.fromkeys(sorted(codes), HINT / len(codes)) for pair, codes in owners.items()}


def _phrases(matter: Matter) -> list[str]:
    return [fold(phrase) for phrase in (matter.name, *matter.examples)]
