"""Numbers within prose: where a text names a record by its id or its document number (文号)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from content.schema import columns, key_of
from content.tables import Row

NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{1,3}[0-9]{4,6}(?:-[0-9]{1,4}){0,2}(?![0-9-])|〔[0-9]{4}〕第?[0-9]+号"
)
"""The id of a record, or the end of a document number: what tells it from prose."""

OWN_NUMBERS = ("id", "document_number", "number")
"""Where a record has a number of its own, and names no other by it."""


def numbers_of(row: Row) -> tuple[str, str]:
    """Give the id of a record and its document number; empty where it has none."""
    return key_of(row), str(getattr(row, "document_number", ""))


def free_columns(kind: type[Row]) -> tuple[str, ...]:
    """Name the columns in which anything may be written, and so the number of another record."""
    free = (one.name for one in columns(kind) if one.is_text)
    return tuple(name for name in free if name not in OWN_NUMBERS)


class Numbers:
    """The numbers of some records, to be found in texts; one that bears no mark never is."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Part ids, which must stand alone, from document numbers, which may stand in a word."""
        marked = {number for number in numbers if NUMBER.search(number)}
        self._ids = {number for number in marked if NUMBER.fullmatch(number)}
        self._documents = sorted(marked - self._ids)

    def within(self, text: str) -> Iterator[str]:
        """Give those that a text names."""
        marks = dict.fromkeys(NUMBER.findall(text))
        yield from (mark for mark in marks if mark in self._ids)
        if marks and self._documents:
            found = self._search.find_matches_as_strings(text, overlapping=True)
            yield from (one for one in found if not marks.keys().isdisjoint(NUMBER.findall(one)))

    @cached_property
    def _search(self) -> AhoCorasick:
        return AhoCorasick(self._documents)
