"""From the cells of a line to a typed row: each distinct cell of a column is judged once.

A table repeats itself (units, items, days, amounts), so a cell that was read before gives the very
same value again: that is quick, and keeps a country's rows small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import cache, lru_cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import TypeAdapter

from content.schema import Column, columns
from content.tables import Missing, Row

R = TypeVar("R", bound=Row)
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters of no width, which nobody sees: they come along with what is copied elsewhere."""
MISSING = {word.value: word for word in Missing}
REMEMBERED = 4096
"""So many distinct cells of a type are remembered; keys and long texts do not come back."""


class Cells(Generic[R]):
    """Reads the lines of one file, whose header names the columns in any order."""

    def __init__(self, kind: type[R], header: Sequence[str]) -> None:
        """Prepare for a header that was found right."""
        self._kind = kind
        readers = {column.name: _reader_of(kind, column) for column in columns(kind)}
        setters = {name: getattr(kind, name).__set__ for name in readers}
        self._given = [(setters[name], readers[name]) for name in header]
        self._blank = [(setters[name], readers[name]) for name in readers.keys() - set(header)]

    def row(self, cells: Sequence[str]) -> R:
        """Make the row of a line. Raises ValueError where a cell is wrong, or too many or few."""
        row = object.__new__(self._kind)
        for (set_, read), cell in zip(self._given, cells, strict=True):
            set_(row, read(cell))
        for set_, read in self._blank:
            set_(row, read(""))
        return row


def _reader_of(kind: type[Row], column: Column) -> Callable[[str], Any]:
    field = kind.__pydantic_fields__[column.name]  # type: ignore[attr-defined]
    blank = (field.default,) if column.optional else ()
    comes_back = column.name != kind.KEY and not column.fact
    type_ = field.annotation, tuple(field.metadata)
    return _reader(*type_, blank, may_be_missing=column.may_be_missing, comes_back=comes_back)


@cache
def _reader(
    annotation: Any,  # noqa: ANN401 (types have no common type)
    metadata: tuple[Hashable, ...],
    blank: tuple[Hashable, ...],
    *,
    may_be_missing: bool,
    comes_back: bool,
) -> Callable[[str], Any]:
    """Make the reader of a type of cell, once for all columns that have it.

    `blank` holds what an empty cell means, where one is allowed.
    """
    judge = _judge(annotation, metadata)

    def read(cell: str) -> Any:  # noqa: ANN401 (a column may hold values of any type)
        text = cell.strip()
        value = MISSING.get(text, text)
        if blank and not text:
            return blank[0]
        if not text or (isinstance(value, Missing) and not may_be_missing):
            raise ValueError(text)
        return judge(value)

    return lru_cache(REMEMBERED)(read) if comes_back else read


def _judge(annotation: Any, metadata: tuple[Hashable, ...]) -> Callable[[object], Any]:  # noqa: ANN401
    asked: Any = Annotated[(annotation, *metadata)] if metadata else annotation
    return TypeAdapter[Any](asked).validate_python
