"""Numbers within prose: where a text names a record by its id or its document number (文号)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

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


def free_columns(kind: type[Row]) -> list[str]:
    """Name the columns in which anything may be written, and so the number of another record."""
    return [one.name for one in columns(kind) if one.is_text and one.name not in OWN_NUMBERS]


class Numbers:
    """The numbers of some records, to be found in texts."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Sort the numbers by their mark, so that a text is searched once and not once a number."""
        self._by_mark: dict[str, list[str]] = defaultdict(list)
        for number in numbers:
            for mark in NUMBER.findall(number):
                self._by_mark[mark].append(number)

    def within(self, text: str) -> Iterator[str]:
        """Give those that a text names."""
        for mark in NUMBER.findall(text):
            yield from (number for number in self._by_mark.get(mark, ()) if number in text)
