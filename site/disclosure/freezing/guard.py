"""The guard: nothing of a withheld record may stand in any byte that is published."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from markupsafe import escape

from content import Catalog, key_of
from content.bonds import TELLING
from content.naming import OWN_NUMBERS
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
        owners = {mark: owner for mark, (owner, _) in marks.items()} | dict.fromkeys(allowed, "")
        self._owners = {
            spelling: owner
            for mark, owner in owners.items()
            for spelling in (mark, str(escape(mark)))
        }
        self._patterns = list(self._owners)
        self._search = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def leaks(self, text: str) -> list[str]:
        """Name the withheld records of which `text` shows something.

        The leftmost longest text is taken, so that a forbidden number within a living, longer
        one is no leak.
        """
        found = (self._owners[spelling] for spelling in self._search.find_matches_as_strings(text))
        return sorted({owner for owner in found if owner})


def _marks(row: Row) -> Iterator[tuple[str, bool]]:
    """Give what would betray a record, and whether it is a fact rather than a number."""
    for column in columns(type(row)):
        value = getattr(row, column.name)
        if not isinstance(value, str) or isinstance(value, Missing):
            continue
        if column.name in OWN_NUMBERS:
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
