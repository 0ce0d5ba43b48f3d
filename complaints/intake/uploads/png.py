"""Read a PNG chunk by chunk, to drop what does not belong to the picture without decoding."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
AROUND = 12  # Bytes of a chunk beside its data: length, name, checksum.


def clean_png(data: bytes) -> bytes:
    """Keep size, palette and pixels of a PNG; drop texts, profiles, EXIF, animation, tails."""
    return SIGNATURE + b"".join(chunk for name, chunk in _chunks(data) if name in KEPT)


def png_exif(data: bytes) -> bytes:
    """Give the EXIF of a PNG, empty if it has none."""
    return next((chunk[8:-4] for name, chunk in _chunks(data) if name == b"eXIf"), b"")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give each chunk with its name, until the picture ends."""
    at, name = len(SIGNATURE), b""
    while name != b"IEND" and at + AROUND <= len(data):
        length, name = struct.unpack_from(">L4s", data, at)
        yield name, data[at : at + AROUND + length]
        at += AROUND + length
