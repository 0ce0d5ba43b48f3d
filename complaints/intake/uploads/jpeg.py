"""Read a JPEG segment by segment, to drop what does not belong to the picture without decoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from complaints.intake.uploads.refusals import Refusal, RefusedFileError

MAX_PIXELS = 40_000_000
MAX_SCANS = 40  # A progressive photo has about ten; each costs a walk over every pixel.

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP14 = 0xE0, 0xE1, 0xEE
FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # Baseline, extended and progressive, Huffman-coded.
TABLES = frozenset({0xC4, 0xDB, 0xDD})
BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # Markers without a length.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
JFIF = b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"
ADOBE_BYTES = 12


def clean_jpeg(data: bytes) -> bytes:
    """Keep tables, frames and scans of a JPEG bit by bit; drop EXIF, comments, profiles, tails."""
    _check(data)
    kept = [b"\xff\xd8"]
    for marker, payload in _segments(data):
        if marker == APP0 and payload.startswith(b"JFIF\x00"):
            kept.append(_segment(APP0, JFIF))
        elif marker == APP14 and payload.startswith(b"Adobe"):
            kept.append(_segment(APP14, payload[:ADOBE_BYTES]))
        elif marker == SOS:
            kept.append(b"\xff\xda" + payload)
        elif marker in FRAMES | TABLES:
            kept.append(_segment(marker, payload))
    return b"".join([*kept, b"\xff\xd9"])


def _check(data: bytes) -> None:
    """Refuse a JPEG of too many pixels or scans, and one without a picture or cut short."""
    scans = 0
    sizes = []
    marker = None
    for marker, payload in _segments(data):
        scans += marker == SOS
        if marker in FRAMES:
            sizes.append(int.from_bytes(payload[1:3]) * int.from_bytes(payload[3:5]))
    if marker != EOI or not scans or len(sizes) != 1 or not sizes[0]:
        raise RefusedFileError(Refusal.BROKEN)
    if scans > MAX_SCANS or sizes[0] > MAX_PIXELS:
        raise RefusedFileError(Refusal.TOO_MANY_PIXELS)


def jpeg_exif(data: bytes) -> bytes:
    """Give the EXIF of a JPEG, empty if it has none."""
    head = b"Exif\0\0"
    found = (payload for marker, payload in _segments(data) if marker == APP1)
    return next((each[len(head) :] for each in found if each.startswith(head)), b"")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each marker with its payload; that of a scan holds its header and its data."""
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        marker = data[at + 1]
        if marker == EOI:
            yield marker, b""
            return
        if marker in {0x00, 0xFF, SOI} | BARE:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        end = at + 2 + length
        if marker == SOS:
            found = AFTER_SCAN.search(data, end)
            end = found.start() if found else len(data)
            yield marker, data[at + 2 : end]
        else:
            yield marker, data[at + 4 : end]
        at = max(end, at + 2)


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload
