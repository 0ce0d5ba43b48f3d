"""Dealing documents to shards: they wait in files, so that a nation's are never in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from search_index.documents import Document

Line = tuple[bytes, bytes]
"""A document as it is written: two lines of JSON (`Document.lines`)."""


def dealt(
    documents: Iterable[Document], count: int, folder: Path
) -> Iterator[tuple[str, list[Line]]]:
    """Deal documents by their ids, so that each always falls into the same shard.

    Gives the name of each shard with its documents in an order of their own, whatever order they
    came in. What waits lies in `folder`, in files that are gone at the end.
    """
    piles = [folder / f"{number:02}.pile" for number in range(count)]
    _pile_up(documents, piles)
    for pile in piles:
        lines = pile.read_bytes().splitlines()
        pile.unlink()
        yield pile.stem, sorted(zip(lines[::2], lines[1::2], strict=True))


def _pile_up(documents: Iterable[Document], piles: Sequence[Path]) -> None:
    with ExitStack() as stack:
        files = [stack.enter_context(pile.open("wb")) for pile in piles]
        for document in documents:
            file = files[zlib.crc32(document.id.encode()) % len(files)]
            file.writelines(f"{line}\n".encode() for line in document.lines())
