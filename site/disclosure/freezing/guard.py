"""The guard: nothing of a withheld record may stand in any byte that is published."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from markupsafe import escape

from content import Catalog, key_of
from content.schema import columns
from content.tables import TABLES, BlacklistEntry, Penalty, Row

GUARDED = (Penalty, BlacklistEntry)
NUMBERS = ("id", "document_number")
TELLING = 8
"""A shorter fact (未配备灭火器) stands in lawful texts too and proves nothing; its record is still
known by id and document number."""


class Guard:
    """Finds ids, document numbers and facts of records that may not be shown."""

    def __init__(self, catalog: Catalog) -> None:
        """Learn what is withheld on the catalog's day."""
        marks = {
            mark: (f"{row.NAME}:{key_of(row)}", is_fact)
            for row, _ in catalog.withheld
            if isinstance(row, GUARDED)
            for mark, is_fact in _marks(row)
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
        if column.name in NUMBERS:
            yield value, False
        elif column.fact and len(value) >= TELLING:
            yield value, True


def _allow(marks: dict[str, tuple[str, bool]], catalog: Catalog) -> set[str]:
    """Drop marks that a living record has too; give the living numbers that contain one."""
    allowed: set[str] = set()
    search = AhoCorasick(list(marks))
    for text in _living_texts(catalog):
        for mark in search.find_matches_as_strings(text, overlapping=True):
            is_fact = marks.get(mark, ("", False))[1]
            if is_fact or mark == text:
                marks.pop(mark, None)
            else:
                allowed.add(text)
    return allowed


def _living_texts(catalog: Catalog) -> Iterator[str]:
    for kind in TABLES:
        for row in catalog.all(kind):
            for column in columns(kind):
                value = getattr(row, column.name)
                if isinstance(value, str):
                    yield value
    yield from catalog.texts.values()
