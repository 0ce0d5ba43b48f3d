"""A shard: some documents in files of their own, written once and never changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import TextIO

from search_index.dealing import Line
from search_index.documents import Passage, is_shown, read_document, read_parts, read_passages
from search_index.engine import Engine, Tokens
from search_index.parts import Part

CARDS = "documents.jsonl"
PASSAGES = "passages.jsonl"
PARTS = "parts.txt"
STORE = "engine"


def fingerprint(documents: Iterable[Line]) -> str:
    """Hash all that a shard holds."""
    digest = hashlib.blake2b(digest_size=12)
    for card, passages in documents:
        digest.update(b"%b\n%b\n" % (card, passages))
    return digest.hexdigest()


def write_shard(folder: Path, engine: Engine, documents: Sequence[Line]) -> None:
    """Write a shard into a new folder."""
    store = folder / STORE
    store.mkdir(parents=True)
    _write(folder / CARDS, (card for card, _ in documents))
    _write(folder / PASSAGES, (passages for _, passages in documents))
    with (folder / PARTS).open("w", encoding="utf-8", newline="\n") as parts:
        engine.write(store, _tokens(documents, parts))


def _write(path: Path, lines: Iterable[bytes]) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def _tokens(documents: Iterable[Line], parts: TextIO) -> Iterator[Tokens]:
    """Give the tokens of every part as the engine takes them, and note whose each is."""
    for place, lines in enumerate(documents):
        for part in read_parts(*lines):
            parts.write(_noted(place, part))
            yield part.tokens()


def parts_noted(documents: Iterable[Line]) -> Iterator[str]:
    """Give the lines of `PARTS`: whose each part is, and its last day."""
    for place, lines in enumerate(documents):
        yield from (_noted(place, part) for part in read_parts(*lines))


def _noted(place: int, part: Part[str]) -> str:
    return f"{place} {part.until or ''}".strip() + "\n"


class Shard:
    """An open shard: what its documents are stands in memory, their passages on the disk."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Open everything there is, so that the folder may be removed while it is searched."""
        with (folder / CARDS).open(encoding="utf-8", newline="\n") as cards:
            self.documents = [read_document(line) for line in cards]
        with (folder / PARTS).open(encoding="utf-8") as parts:
            self._parts = [_part(line) for line in parts]
        with (folder / PASSAGES).open("rb") as file:
            self._starts = [0, *accumulate(len(line) for line in file)]
        self._shelf = engine.open(folder / STORE)
        self._passages = os.open(folder / PASSAGES, os.O_RDONLY)

    def shown_parts(self, day: date) -> dict[int, int]:
        """Say which parts are shown on `day`: part → its document's place in the shard."""
        return {
            number: place
            for number, (place, until) in enumerate(self._parts)
            if is_shown(until, day) and is_shown(self.documents[place].shown_until, day)
        }

    def find(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Give the parts that hold the tokens side by side."""
        return self._shelf.find(field, tokens)

    def passages(self, place: int, day: date) -> tuple[Passage, ...]:
        """Read the passages of a document that are shown on `day`."""
        start, end = self._starts[place : place + 2]
        told = read_passages(os.pread(self._passages, end - start, start).decode())
        return tuple(passage for passage in told if is_shown(passage.until, day))

    def close(self) -> None:
        """Close the files."""
        os.close(self._passages)
        self._shelf.close()


def _part(line: str) -> tuple[int, date | None]:
    place, _, until = line.strip().partition(" ")
    return int(place), date.fromisoformat(until) if until else None
