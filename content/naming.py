"""Numbers within prose: where a text names a record by its id or its document number (文号)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from content.schema import columns, key_of
from content.tables import Row

NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{1,3}[0-9]{4,6}(?:-[0-9]{1,4}){0,2}(?!-?[0-9])"
    r"|[〔［\[（(【﹝][0-9]{4}[〕］\]）)】﹞]第?[0-9]+号"
)
"""The id of a record, or the end of a document number, whatever brackets its office puts round the
year: what tells it from prose."""

SHORTEST = 8
"""A number without such a mark tells one record from another from this length on, if it has a
digit; what is shorter (无, 12, 第5号) stands in lawful texts too."""

OWN_NUMBERS = ("id", "document_number", "number")
"""Where a record has a number of its own, and names no other by it."""

PART = re.compile(r"[A-Za-z0-9]")
GOES_ON = re.compile(r"(?<=[0-9])-?[0-9]")


def tells(number: str) -> bool:
    """Tell whether a number betrays its record wherever it stands."""
    long = len(number) >= SHORTEST and any(map(str.isdigit, number))
    return long or NUMBER.search(number) is not None


def goes_on(text: str, end: int) -> bool:
    """Tell whether a number that was found up to `end` is only the beginning of a longer one."""
    return GOES_ON.match(text, end) is not None


def numbers_of(row: Row) -> tuple[str, str]:
    """Give the id of a record and its document number; empty where it has none."""
    return key_of(row), str(getattr(row, "document_number", ""))


def free_columns(kind: type[Row]) -> tuple[str, ...]:
    """Name the columns in which anything may be written, and so the number of another record."""
    free = (one.name for one in columns(kind) if one.is_text)
    return tuple(name for name in free if name not in OWN_NUMBERS)


class Numbers:
    """The numbers of some records, to be found in texts; one that tells nothing never is."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Part ids, which must stand alone, from document numbers, which may stand in a word."""
        telling = set(filter(tells, numbers))
        self._ids = {number for number in telling if NUMBER.fullmatch(number)}
        self._documents = sorted(telling - self._ids)
        self.unmarked = not all(map(NUMBER.search, self._documents))
        """Whether a text may name one of them and bear no mark."""

    def within(self, text: str) -> Iterator[str]:
        """Give those that a text names."""
        marks = dict.fromkeys(NUMBER.findall(text))
        yield from (mark for mark in marks if mark in self._ids)
        if self._documents and (marks or self.unmarked):
            found = self._search.find_matches_as_indexes(text, overlapping=True)
            yield from (self._documents[one] for one, *at in found if _is_whole(text, *at))

    @cached_property
    def _search(self) -> AhoCorasick:
        return AhoCorasick(self._documents)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there is no part of a longer number."""
    goes_back = start and PART.match(text, start) and PART.match(text, start - 1)
    return not (goes_back or goes_on(text, end))
