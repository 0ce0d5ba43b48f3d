"""The guard: nothing of a withheld record may stand in any byte that is published."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick
from markupsafe import escape

from content import Catalog, key_of
from content.bonds import TELLING
from content.naming import OWN_NUMBERS, goes_on, tells
from content.publicity import Withheld
from content.schema import columns
from content.tables import Missing, Row

LONG = 8
"""A shorter fact (未配备灭火器) stands in lawful texts too and proves nothing; its record is still
known by id and document number."""
PERSON = ("person",)
"""A name tells everything, however short it is."""


class Guard:
    """Finds ids, document numbers and facts of records that may not be shown."""

    def __init__(self, catalog: Catalog) -> None:
        """Learn what is withheld on the catalog's day."""
        explained = {one.id for one in catalog.withdrawals}
        marks = {
            mark: (f"{row.NAME}:{key_of(row)}", is_fact)
            for row, why in catalog.withheld
            if isinstance(row, TELLING)
            for mark, is_fact in _marks(row)
            if why is not Withheld.WITHDRAWN or mark not in explained
        }
        allowed = _allow(marks, catalog)
        self._numbers = {mark for mark, (_, is_fact) in marks.items() if not is_fact}
        owners = {mark: owner for mark, (owner, _) in marks.items()} | dict.fromkeys(allowed, "")
        self._owners = {
            spelling: owner
            for mark, owner in owners.items()
            for spelling in (mark, str(escape(mark)))
        }
        self._patterns = list(self._owners)
        self._search = AhoCorasick(self._patterns)

    def leaks(self, text: str) -> list[str]:
        """Name the withheld records of which `text` shows something.

        A number within a longer one is none: neither in a living record's, nor where its digits
        go on.
        """
        found = self._search.find_matches_as_strings(text, overlapping=True)
        if not any(self._owners[mark] for mark in found):
            return []
        return sorted(set(self._told(text)))

    def _told(self, text: str) -> Iterator[str]:
        """Name the record of every mark, now that something was found; places take their time."""
        found = self._search.find_matches_as_indexes(text, overlapping=True)
        marks = [(self._patterns[index], start, end) for index, start, end in found]
        living = [(start, end) for mark, start, end in marks if not self._owners[mark]]
        for mark, start, end in marks:
            within = any(first <= start and end <= last for first, last in living)
            longer = mark in self._numbers and goes_on(text, end)
            if self._owners[mark] and not within and not longer:
                yield self._owners[mark]


def _marks(row: Row) -> Iterator[tuple[str, bool]]:
    """Give what would betray a record, and whether it is a fact rather than a number."""
    for column in columns(type(row)):
        value = getattr(row, column.name)
        if not isinstance(value, str) or isinstance(value, Missing):
            continue
        if column.name in OWN_NUMBERS:
            if tells(value):
                yield value, False
        elif column.fact:
            lines = (line.strip() for line in value.splitlines())
            yield from ((line, True) for line in lines if line and _tells(line, column.name))


def _tells(fact: str, column: str) -> bool:
    return len(fact) >= LONG or column in PERSON


def _allow(marks: dict[str, tuple[str, bool]], catalog: Catalog) -> set[str]:
    """Drop marks that a living record has too; give the living numbers that contain one.

    A number is had only by the record whose own it is: a text that names it is no excuse.
    """
    allowed: set[str] = set()
    search = AhoCorasick(list(marks))
    for text, is_number in _living_texts(catalog):
        for mark in search.find_matches_as_strings(text, overlapping=True):
            is_fact = marks.get(mark, ("", False))[1]
            if is_fact or (is_number and mark == text):
                marks.pop(mark, None)
            elif is_number:
                allowed.add(text)
    return allowed


def _living_texts(catalog: Catalog) -> Iterator[tuple[str, bool]]:
    """Give every text on display, and whether it is a number of the record's own."""
    for row in catalog.shown():
        for column in columns(type(row)):
            value = getattr(row, column.name)
            if isinstance(value, str):
                yield value, column.name in OWN_NUMBERS
    yield from ((text, False) for text in catalog.texts.values())
