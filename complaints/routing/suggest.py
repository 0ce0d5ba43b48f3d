"""Suggest whose matter a complaint is, explained by the words that decided.

Words are looked up in the folded text; inside a longer word a shorter one does not count. Each
counts once, a word shared by several matters counts less for each. Names and examples of the
matters add little, through their pairs of characters; alone they never suggest. Nothing is
learned and nothing remembered: the same text has the same answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from complaints.routing.folding import fold
from complaints.routing.lexicon import (
    Found,
    find_apart,
    find_pairs,
    find_whole,
    hints_of,
    lexicon_of,
)
from content.tables import Matter

ENOUGH = 2.0  # Evidence below this is not shown: rather nothing than a guess.
SCALE = 8.0  # The evidence at which a score reaches 0.63.
DANGER = 6.0  # A word of this weight puts an emergency before everything else.
MUST_BE_SEEN = "J01"  # Conduct of officials: such a ticket may be sealed, so it is never left out.
MOST_HINTS = 1.5  # The hints of one matter together count no more than this.
QUOTES = 4  # So many words are shown,
QUOTED = 1.0  # each with at least this to say, if any has.


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
    lexicon = lexicon_of(known)
    said = _signs([*find_whole(folded, lexicon), *find_apart(folded, lexicon)])
    hinted = _signs(find_pairs(folded, hints_of(known)))
    weighed = {m.code: _weigh(said[m.code], hinted[m.code]) for m in known}
    fitting = [matter for matter in known if weighed[matter.code] >= ENOUGH]
    fitting.sort(key=lambda m: (not _in_danger(m, said[m.code]), -weighed[m.code]))
    return [
        _suggestion(matter, weighed[matter.code], [*said[matter.code], *hinted[matter.code]])
        for matter in _first(fitting, limit)
    ]


def _in_danger(matter: Matter, said: list[Sign]) -> bool:
    """Tell whether a word of an emergency says that life is in danger."""
    return matter.emergency and any(sign.counts >= DANGER for sign in said)


def _first(ranked: list[Matter], limit: int) -> list[Matter]:
    """Cut a ranking; the matter that must be seen takes the last place rather than none."""
    cut = ranked[:limit]
    for matter in ranked[limit:]:
        if matter.code == MUST_BE_SEEN and limit > 1:
            cut[limit - 1 :] = [matter]
    return cut


def _suggestion(matter: Matter, evidence: float, signs: list[Sign]) -> Suggestion:
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


def _signs(found: Iterable[Found]) -> dict[str, list[Sign]]:
    """Sort what was found by the matter it speaks for."""
    signs: dict[str, list[Sign]] = defaultdict(list)
    for start, end, word, counts in found:
        for code, count in counts.items():
            signs[code].append(Sign(start, end, word, count))
    return signs
