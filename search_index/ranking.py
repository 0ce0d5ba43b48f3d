"""Ranking as a family would: that very home, names, boards, documents, the recent ones first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from search_index.documents import Document
from search_index.facets import KINDS, Values
from search_index.folding import BORDER, fold_name
from search_index.query import Query

if TYPE_CHECKING:
    from search_index.index import Index

NAMED = ("institution", "department", "matter", "guide")
ORDER = (*NAMED, *(kind for kind in KINDS if kind not in NAMED))
VERY_NAME, NAME, SPELT_NAME, BOARD, TITLE, TEXT = range(6)

Order = tuple[object, ...]


def standings(documents: Sequence[Document]) -> list[int]:
    """Give each document its place among all where no query tells them apart.

    The recent ones go first, then kind by kind in the order of lists.
    """

    def standing(number: int) -> Order:
        one = documents[number]
        recent = -one.date.toordinal() if one.date else 0
        kind = ORDER.index(one.kind) if one.kind in ORDER else len(ORDER)
        return recent, kind, one.order, one.id

    ordered = sorted(range(len(documents)), key=standing)
    places = [0] * len(documents)
    for place, number in enumerate(ordered):
        places[number] = place
    return places


def called(names: Sequence[str]) -> str:
    """Write names as one text, each between two borders, to be looked through at once."""
    return BORDER + BORDER.join(names) + BORDER if names else ""


class Ranking:
    """Orders the hits of one query; whoever sounds like it stands in `spelt`."""

    def __init__(self, index: Index, query: Query, spelt: Collection[int] = ()) -> None:
        self._index = index
        self._begins = BORDER + fold_name(query.whole)
        self._is = self._begins + BORDER
        self._words = [part for word in query.words if (part := fold_name(word.text))]
        self._spelt = spelt

    def order(self, number: int) -> Order:
        """Give the place of a hit: its tier, homes first, names that begin so, its standing."""
        names, kind = self._index.called[number], self._index.documents[number].kind
        tier = self._tier(number, kind, names)
        no_home = tier == NAME and kind != "institution"
        later = tier < TEXT and self._begins not in names
        return tier, no_home, later, self._index.standings[number]

    def _tier(self, number: int, kind: str, names: str) -> int:
        if not self._words:
            return BOARD if kind == "institution" else TEXT
        if self._is in names:
            return VERY_NAME
        in_names = all(word in names for word in self._words)
        if kind in NAMED and (in_names or number in self._spelt):
            return NAME if in_names else SPELT_NAME
        if kind == "institution":
            return BOARD
        return TITLE if in_names else TEXT


def sort_key(
    sort: str, ranking: Ranking, documents: Sequence[Document], values: Sequence[Values]
) -> Callable[[int], Order]:
    """Give the key by which hits are sorted; what has no number comes last."""

    def by_facet(number: int) -> Order:
        found = [facet.number for facet in values[number].get(sort, ()) if facet.number is not None]
        size = found[0] if found else Decimal(0)
        return (not found, -size if sort == "grade" else size, *ranking.order(number))

    def by_date(number: int) -> Order:
        day = documents[number].date or date.min
        return (-day.toordinal(), *ranking.order(number))

    return {"price": by_facet, "grade": by_facet, "date": by_date}.get(sort, ranking.order)
