"""The seam: what a search engine must do for us, and no more.

An engine stores our tokens and finds the parts that hold them side by side. It does not analyse,
rank, filter or mark. The index is cut into shards, each written once and never changed; an
update is a new index that takes unchanged shards over (`building`), so that no engine needs to
delete, and what has expired is in none of its files. A cluster will stand behind this seam too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

Tokens = Mapping[str, str]
"""The tokens of one part: field of `analysis.FIELDS` → tokens with blanks between them."""


class Shelf(Protocol):
    """An open shard. Many threads may search it at once."""

    def find(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Give the numbers of the parts in whose field the tokens stand one after another."""

    def close(self) -> None:
        """Let go of the files."""


class Engine(Protocol):
    """A search engine; `shards` is into how many pieces its index is cut."""

    @property
    def name(self) -> str:
        """The name by which `city.toml` chooses it."""

    @property
    def version(self) -> str:
        """The version whose files it reads; another one means building anew."""

    @property
    def shards(self) -> int:
        """Few where a search has to pay for each, many where a change should stay small."""

    def write(self, folder: Path, parts: Iterable[Tokens]) -> None:
        """Write a shard into an empty folder; the parts are numbered in their order."""

    def open(self, folder: Path) -> Shelf:
        """Open a shard; nothing is ever written into its folder."""
