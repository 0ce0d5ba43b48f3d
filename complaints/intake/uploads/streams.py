"""Unpack the streams of a PDF step by step, under one budget, and pack them again.

The PDF library would unpack a stream whole, however large; here each step is counted while it
runs. What follows the end of packed data is left behind.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from complaints.intake.uploads.jpeg import MAX_PIXELS, clean_jpeg
from complaints.intake.uploads.refusals import Refusal, RefusedFileError

MAX_UNPACKED = 100 * 1024 * 1024
CHUNK = 1024 * 1024
CHUNK85 = 5 * 10_000
SLOW85 = 8  # Its digits count so often, because they are unpacked that much more slowly.
MAX_FILTERS = 4
MOST = {"/Predictor": 15, "/Colors": 32, "/BitsPerComponent": 16, "/Columns": 40_000}

WHITESPACE = b"\0\t\n\f\r "
SHORT_FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")

Parms = Mapping[str, int]


@dataclass
class Budget:
    """So much may still be unpacked of this file; who asks for more is refused."""

    left: int = MAX_UNPACKED

    def spend(self, amount: int) -> None:
        """Take from the budget, or refuse the file."""
        self.left -= amount
        if self.left < 0:
            raise RefusedFileError(Refusal.TOO_COMPLEX)


@dataclass(frozen=True)
class Packed:
    """Data as it lies in a file, with the filter and its parameters that unpack it."""

    data: bytes
    filter: str
    parms: Parms = field(default_factory=dict)


def unpack(raw: bytes, filters: Sequence[str], parms: Sequence[Parms], budget: Budget) -> bytes:
    """Unpack data wholly; only for what is no picture."""
    packed = repack(raw, filters, parms, budget)
    if packed.filter != "/FlateDecode" or packed.parms:
        raise RefusedFileError(Refusal.UNUSUAL)
    return zlib.decompress(packed.data)


def repack(raw: bytes, filters: Sequence[str], parms: Sequence[Parms], budget: Budget) -> Packed:
    """Pack data anew with one filter, keeping only what that filter unpacks."""
    parms = parms if filters and parms else [{}] * len(filters)
    if len(filters) > MAX_FILTERS or len(parms) != len(filters):
        raise RefusedFileError(Refusal.UNUSUAL)
    budget.spend(len(raw))
    steps = list(zip(filters, parms, strict=True))
    while steps:
        name, options = steps.pop(0)
        name = SHORT_FILTERS.get(name, name)
        if not steps and name in LAST:
            return LAST[name](raw, options, budget)
        if name not in STEPS or _predicts(options):
            raise RefusedFileError(Refusal.UNUSUAL)
        raw = b"".join(STEPS[name](raw, budget))
    return Packed(zlib.compress(raw), "/FlateDecode")


def _predicts(options: Parms) -> bool:
    return options.get("/Predictor", 1) != 1


def inflate(data: bytes, budget: Budget) -> Iterator[bytes]:
    """Unpack Flate data piece by piece; faulty data ends where the fault is, as viewers do it."""
    engine = zlib.decompressobj()
    while not engine.eof:
        try:
            piece = engine.decompress(data, CHUNK)
        except zlib.error:
            return
        if not piece:
            return
        budget.spend(len(piece))
        yield piece
        data = engine.unconsumed_tail


def _flate(raw: bytes, options: Parms, budget: Budget) -> Packed:
    parms = {key: options[key] for key in MOST if key in options} if _predicts(options) else {}
    if not all(0 < value <= MOST[key] for key, value in parms.items()):
        raise RefusedFileError(Refusal.UNUSUAL)
    engine = zlib.compressobj()
    pieces = [engine.compress(piece) for piece in inflate(raw, budget)]
    return Packed(b"".join([*pieces, engine.flush()]), "/FlateDecode", parms)


def _dct(raw: bytes, options: Parms, _: Budget) -> Packed:
    parms = {key: value for key, value in options.items() if key == "/ColorTransform"}
    return Packed(clean_jpeg(raw.lstrip(WHITESPACE)), "/DCTDecode", parms)


def _fax(raw: bytes, options: Parms, _: Budget) -> Packed:
    if options.get("/Columns", 1) * options.get("/Rows", 1) > MAX_PIXELS:
        raise RefusedFileError(Refusal.TOO_MANY_PIXELS)
    return Packed(raw, "/CCITTFaxDecode", options)


def _hex(raw: bytes, budget: Budget) -> Iterator[bytes]:
    digits = NOT_HEX.sub(b"", raw.partition(b">")[0])
    budget.spend(len(digits) // 2)
    yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _ascii85(raw: bytes, budget: Budget) -> Iterator[bytes]:
    digits = raw.translate(None, WHITESPACE).removeprefix(b"<~").partition(b"~")[0]
    budget.spend(SLOW85 * (len(digits) + 4 * digits.count(b"z")))
    digits = digits.replace(b"z", b"!!!!!")
    for at in range(0, len(digits), CHUNK85):
        yield base64.a85decode(digits[at : at + CHUNK85])


def _run_length(raw: bytes, budget: Budget) -> Iterator[bytes]:
    end, at = 128, 0
    while at < len(raw) - 1 and (length := raw[at]) != end:
        is_run = length > end
        piece = raw[at + 1 : at + 2] * (257 - length) if is_run else raw[at + 1 : at + 2 + length]
        at += 2 if is_run else 2 + length
        budget.spend(len(piece))
        yield piece


STEPS = {
    "/FlateDecode": inflate,
    "/ASCIIHexDecode": _hex,
    "/ASCII85Decode": _ascii85,
    "/RunLengthDecode": _run_length,
}
LAST = {"/FlateDecode": _flate, "/DCTDecode": _dct, "/CCITTFaxDecode": _fax}
