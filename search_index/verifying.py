"""Holding an index against the fingerprint that its release was published with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search_index.dealing import Line
from search_index.manifest import MANIFEST, Manifest
from search_index.shards import CARDS, PARTS, PASSAGES, fingerprint, parts_noted


def altered(folder: Path, published: str) -> list[str]:
    """Name what of an index is not as it was published, a shard by its folder.

    All that a search shows, and until when, follows from the fingerprint. Where the words lie,
    which every engine writes in its own way, does not.
    """
    manifest = Manifest.read(folder)
    if manifest is None or manifest.fingerprint != published or not _is_own(folder, manifest):
        return [MANIFEST]
    return [name for name, made in manifest.shards.items() if not _is_whole(folder / name, made)]


def _is_own(folder: Path, manifest: Manifest) -> bool:
    return (folder / MANIFEST).read_bytes() == manifest.text().encode()


def _is_whole(shard: Path, made: str) -> bool:
    """Hash what a shard holds as when it was written, and work out anew what follows from it."""
    try:
        lines = [*_lines(shard)]
        parts = (shard / PARTS).read_bytes()
    except (OSError, ValueError):
        return False
    return fingerprint(lines) == made and parts == "".join(parts_noted(lines)).encode()


def _lines(shard: Path) -> Iterator[Line]:
    with (shard / CARDS).open("rb") as cards, (shard / PASSAGES).open("rb") as passages:
        for card, told in zip(cards, passages, strict=True):
            yield card.removesuffix(b"\n"), told.removesuffix(b"\n")
