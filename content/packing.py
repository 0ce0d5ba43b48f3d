"""Rows packed small: those of a country lie in memory so, and only a few are open at a time.

What is packed never leaves the process.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, overload

from content.schema import columns
from content.tables import Row

R = TypeVar("R", bound=Row)
Values = tuple[object, ...]
TOGETHER = 1024
"""So many rows are packed as one: more would be smaller, and open more at a time."""
QUICKLY = 1


class Rows(Sequence[R]):
    """A list of rows that grows at its end. What comes out is equal to what went in, not the same.

    Going through it opens a piece at a time; the last ones, not yet a piece, are open anyway.
    """

    def __init__(self, rows: Iterable[R] = ()) -> None:
        """Take the first rows."""
        self._pieces: list[bytes] = []
        self._open: list[R] = []
        for row in rows:
            self.append(row)

    def append(self, row: R) -> None:
        """Add a row."""
        self._open.append(row)
        if len(self._open) == TOGETHER:
            self._pieces.append(pack(self._open))
            self._open = []

    def __len__(self) -> int:
        return TOGETHER * len(self._pieces) + len(self._open)

    def __iter__(self) -> Iterator[R]:
        for piece in self._pieces:
            yield from cast("list[R]", unpack(piece))
        yield from self._open

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        return list(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | list) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Rows({list(self)!r})"


def pack(rows: Sequence[Row]) -> bytes:
    """Pack rows of any tables."""
    return squeeze([(type(row), values_of(row)) for row in rows])


def unpack(piece: bytes) -> list[Row]:
    """Give the rows that were packed."""
    return [made(kind, values) for kind, values in stretch(piece)]


def squeeze(values: object, like: bytes = b"") -> bytes:
    """Pack anything that is made of plain values; smaller where it is `like` something flat."""
    packer = zlib.compressobj(QUICKLY, zdict=like)
    return packer.compress(flat(values)) + packer.flush()


def stretch(piece: bytes, like: bytes = b"") -> Any:  # noqa: ANN401 (as it was given to `squeeze`)
    """Give what was squeezed."""
    return pickle.loads(flattened(piece, like))  # noqa: S301 (our own)


def flattened(piece: bytes, like: bytes = b"") -> bytes:
    """Give as bytes what was squeezed."""
    return zlib.decompressobj(zdict=like).decompress(piece)


def flat(values: object) -> bytes:
    """Give plain values as bytes, as they are before they are squeezed."""
    return pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


def values_of(row: Row) -> Values:
    """Give the values of a row in the order of its columns."""
    return _values(cast("Hashable", type(row)))(row)


def made(kind: type[R], values: Values) -> R:
    """Make a row of values that were judged before."""
    row = object.__new__(kind)
    for set_, value in zip(_setters(cast("Hashable", kind)), values, strict=True):
        set_(row, value)
    return row


@cache
def _values(kind: type[Row]) -> Callable[[Row], Values]:
    return attrgetter(*(column.name for column in columns(kind)))


@cache
def _setters(kind: type[Row]) -> list[Callable[[Row, object], None]]:
    return [getattr(kind, column.name).__set__ for column in columns(kind)]
