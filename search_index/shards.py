"""A shard: some documents in files of their own, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from search_index.documents import (
    Document,
    Passage,
    is_shown,
    read_document,
    read_passages,
)
from search_index.engine import Engine

CARDS = "documents.jsonl"
PASSAGES = "passages.jsonl"
PARTS = "parts.txt"
STORE = "engine"


def dealt(documents: Iterable[Document], count: int) -> dict[str, list[Document]]:
    """Deal documents into shards by their ids, so that each always falls into the same one."""
    shards: dict[str, list[Document]] = {f"{number:02}": [] for number in range(count)}
    for document in documents:
        shards[f"{zlib.crc32(document.id.encode()) % count:02}"].append(document)
    return {name: sorted(part, key=lambda one: one.id) for name, part in shards.items()}


def fingerprint(documents: Iterable[Document]) -> str:
    """Hash all that a shard holds."""
    lines = "\n".join(f"{one.id} {one.fingerprint()}" for one in documents)
    return hashlib.blake2b(lines.encode(), digest_size=12).hexdigest()


def write_shard(folder: Path, engine: Engine, documents: Iterable[Document]) -> None:
    """Write a shard into a new folder."""
    store = folder / STORE
    store.mkdir(parents=True)
    lines = [document.lines() for document in documents]
    parts = [(place, part) for place, one in enumerate(documents) for part in one.parts()]
    _write(folder / CARDS, (card for card, _ in lines))
    _write(folder / PASSAGES, (passages for _, passages in lines))
    _write(folder / PARTS, (f"{place} {part.until or ''}".strip() for place, part in parts))
    engine.write(store, [part.tokens() for _, part in parts])


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


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
