"""Which home and which place an order means: by number or by exact name, never by a guess.

A home that is wrongly named in a complaint is wronged; what is not certain stays as words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from content import Catalog
from content.tables import Institution, Missing, Place

NOISE = re.compile(r"[\s·•,，。、；;:：()（）〔〕\[\]【】“”\"'《》]+")

Found = Mapping[str, frozenset[str]]


class Finder:
    """The homes and places of a city by all the ways in which they are written out."""

    def __init__(self, catalog: Catalog) -> None:
        """Read the names once."""
        homes = catalog.all(Institution)
        self._ids = frozenset(home.id for home in homes)
        self._names = _by_words(
            (name, home.id) for home in homes for name in (home.name, *home.former_names)
        )
        self._addresses = _by_words((home.address, home.id) for home in homes)
        self._codes = frozenset(place.code for place in catalog.all(Place))
        self._places = _by_words(
            (name, place.code) for place in catalog.all(Place) for name in _written(catalog, place)
        )

    def home(self, id_: str, name: str, address: str) -> str | None:
        """Give the home that is meant, if it is only one: by its number, its name, its address.

        An address decides between homes of one name, and where no name is known.
        """
        if id_.strip() in self._ids:
            return id_.strip()
        named = self._names.get(_plain(name), frozenset())
        there = self._addresses.get(_plain(address), frozenset())
        if name.strip():
            return _only(named) or _only(named & there)
        return _only(there)

    def place(self, words: str) -> str | None:
        """Give the place that the words name, if it is only one."""
        code = words.strip()
        return code if code in self._codes else _only(self._places.get(_plain(words), frozenset()))


def _written(catalog: Catalog, place: Place) -> Iterable[str]:
    """Give a place alone and behind those above it: 柳荫街道, 甲区柳荫街道, 示例市甲区柳荫街道."""
    words, above = place.name, place.parent
    yield words
    while above:
        row = catalog.get(Place, above)
        words, above = row.name + words, row.parent
        yield words


def _by_words(pairs: Iterable[tuple[object, str]]) -> Found:
    found = defaultdict[str, set[str]](set)
    for words, key in pairs:
        if isinstance(words, str) and not isinstance(words, Missing):
            found[_plain(words)].add(key)
    found.pop("", None)
    return {plain: frozenset(keys) for plain, keys in found.items()}


def _plain(words: str) -> str:
    """Leave out what clerks write differently: width, spaces, strokes, brackets."""
    return NOISE.sub("", unicodedata.normalize("NFKC", words)).casefold()


def _only(keys: frozenset[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None
