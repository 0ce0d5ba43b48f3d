"""What a list of institutions can be narrowed to, as pages of their own: for who has no search.

Each facet has a word in the address and its values; a value of a fixed set has its page even
while no institution has it, because links live for years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from content import Catalog
from content.costs import BAND
from content.tables import Missing, Place
from content.tables.quality import GRADES, grade_name
from disclosure.listing import NO_PRICE, Entry, entries

NONE = "none"
KINDS = {
    "homes": "养老机构",
    "community": "居家社区养老服务机构",
    "assessors": "评估机构",
    "training": "培训机构",
}
CARE = {
    "able": "能力完好",
    "mild": "轻度失能",
    "moderate": "中度失能",
    "severe": "重度失能",
    "total": "完全失能",
}


@dataclass(frozen=True)
class Facet:
    """A way to narrow: its values with their words, and which of them an institution has.

    `said` makes of a value's words what stands in a title; a `priced` list is cut by price too.
    """

    name: str
    title: str
    words: Callable[[Catalog], dict[str, str]]
    of: Callable[[Entry], Iterable[str]]
    is_place: bool = False
    priced: bool = False
    said: str = "{}"


def _places(level: str) -> Callable[[Catalog], dict[str, str]]:
    @lru_cache(maxsize=2)
    def words(catalog: Catalog) -> dict[str, str]:
        return {row.code: row.name for row in catalog.all(Place) if row.level == level}

    return words


@lru_cache(maxsize=2)
def _bands(catalog: Catalog) -> dict[str, str]:
    found = {line.band for line in entries(catalog)} - {NO_PRICE}
    bands = {band: f"每月 {band}—{int(band) + BAND - 1} 元" for band in sorted(found, key=int)}
    return {**bands, NO_PRICE: "价格未填报"}


def _vacancy(line: Entry) -> tuple[str]:
    if isinstance(line.vacant, Missing):
        return (NONE,)
    return ("yes" if line.vacant else "no",)


def _kind(line: Entry) -> list[str]:
    return [value for value, words in KINDS.items() if words == line.kind]


def _care(line: Entry) -> list[str]:
    return [value for value, words in CARE.items() if words in line.care]


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet(
            "district",
            "区",
            _places("区"),
            lambda line: (line.district,),
            is_place=True,
            priced=True,
        ),
        Facet("street", "街道和乡镇", _places("街道"), lambda line: (line.street,), is_place=True),
        Facet("kind", "类别", lambda _: KINDS, _kind),
        Facet("care", "收住哪些老人", lambda _: CARE, _care, said="收住{}老人"),
        Facet(
            "grade",
            "等级",
            lambda _: {**{str(level): grade_name(level) for level in GRADES}, NONE: "没有等级"},
            lambda line: (str(line.grade) if line.grade else NONE,),
        ),
        Facet("price", "一个月大约", _bands, lambda line: (line.band,)),
        Facet(
            "vacancy",
            "空床",
            lambda _: {"yes": "有空床", "no": "没有空床", NONE: "空床未填报"},
            _vacancy,
        ),
    )
}
"""In the order in which a family asks."""


@lru_cache(maxsize=2)
def by_value(catalog: Catalog) -> dict[tuple[str, str], list[Entry]]:
    """Give the entries that have each value of each facet, in the order of lists.

    Made once a catalog: a country has thousands of streets, and each asks for its own.
    """
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for line in entries(catalog):
        for facet in FACETS.values():
            for value in facet.of(line):
                found[facet.name, value].append(line)
    return dict(found)


def chosen(catalog: Catalog, key: dict[str, str]) -> tuple[Facet, str, str] | None:
    """Give the facet that a key narrows by, with its value and its words; None for the city."""
    for name, value in key.items():
        if facet := FACETS.get(name):
            return facet, value, facet.words(catalog)[value]
    return None
