"""The nearest names, for a search that found nothing: a wrong character, a wrong order, a gap."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable

from search_index.analysis import pairs
from search_index.folding import fold_name
from search_index.pinyin import readings

ENOUGH = 0.18
SOUNDS = 3
TELLING = 20


class Nearness:
    """Compares names by the pairs of characters and the sounds that they share.

    What stands in few names weighs most: 养老院 proves nothing.
    """

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Learn the names, each with the number of its document."""
        self._numbers: list[int] = []
        self._sizes: list[float] = []
        self._holders: dict[str, array[int]] = defaultdict(lambda: array("I"))
        marks = []
        for place, (number, name) in enumerate(names):
            self._numbers.append(number)
            marks.append(marks_of(name))
            for mark in marks[-1]:
                self._holders[mark].append(place)
        self._sizes = [sum(map(self._weight, sorted(one))) for one in marks]

    def find(self, typed: str, among: Collection[int], most: int) -> list[int]:
        """Give the numbers of the nearest names, the nearest first."""
        marks = self._telling(typed)
        shared: dict[int, float] = defaultdict(float)
        for mark in marks:
            weight = self._weight(mark)
            for place in self._holders.get(mark, ()):
                shared[place] += weight
        size = sum(map(self._weight, marks))
        scores: dict[int, float] = {}
        for place, weight in shared.items():
            number = self._numbers[place]
            score = 2 * weight / (size + self._sizes[place])
            if score >= ENOUGH and number in among:
                scores[number] = max(score, scores.get(number, 0))
        return sorted(scores, key=lambda number: (-scores[number], number))[:most]

    def _telling(self, typed: str) -> list[str]:
        """Give the marks that tell most; those that stand in no name count as well."""
        marks = sorted(marks_of(typed), key=lambda mark: (len(self._holders.get(mark, ())), mark))
        known = [mark for mark in marks if mark in self._holders]
        unknown = [mark for mark in marks if mark not in self._holders]
        return [*unknown, *known[:TELLING]]

    def _weight(self, mark: str) -> float:
        return math.log((1 + len(self._numbers)) / (0.5 + len(self._holders.get(mark, ()))))


def marks_of(name: str) -> frozenset[str]:
    """Give the pairs of characters and the runs of letters that a name sounds like."""
    folded = fold_name(name)
    spelt = "".join(readings(character)[0] for character in folded)
    sounds = (f"~{spelt[place : place + SOUNDS]}" for place in range(len(spelt) - SOUNDS + 1))
    return frozenset((*pairs(folded), *sounds))
