"""Streams of a PDF are unpacked step by step and packed anew."""

from __future__ import annotations

import base64
import zlib

import pytest

from complaints.intake.uploads import Refusal
from complaints.intake.uploads.streams import Budget, repack, unpack
from tests.complaints.uploads.files import SECRET, refusal
from tests.complaints.uploads.pdfs import pdf, with_image, written


@pytest.mark.parametrize("name", ["/JPXDecode", "/JBIG2Decode", "/LZWDecode", "/New"])
def test_rare_ways_of_packing_are_refused_with_advice(name: str) -> None:
    assert refusal(with_image(b"data", f"/Filter{name} /ColorSpace/DeviceGray")) is Refusal.UNUSUAL


def test_a_filter_that_is_named_elsewhere_is_refused() -> None:
    """The library would look the name up, and unpack without a limit."""
    sent = written(pdf()).replace(b"/Filter /FlateDecode", b"/F#69lter 9 0 R     ")

    assert refusal(sent) is Refusal.UNUSUAL


@pytest.mark.parametrize(
    ("filters", "raw"),
    [
        ([], b"drawing"),
        (["/FlateDecode"], zlib.compress(b"drawing")),
        (["/Fl", "/FlateDecode"], zlib.compress(zlib.compress(b"drawing"))),
        (["/ASCIIHexDecode"], b"64 72 61\n77696E67> tail"),
        (["/A85", "/Fl"], b"<~" + base64.a85encode(zlib.compress(b"drawing")) + b"~>"),
        (["/RunLengthDecode"], b"\x06drawing\x80tail"),
        (["/FlateDecode"], zlib.compress(b"drawing")[:-4]),  # Cut short; viewers do not mind.
    ],
)
def test_streams_are_unpacked_step_by_step(filters: list[str], raw: bytes) -> None:
    assert unpack(raw, filters, [], Budget()) == b"drawing"


def test_predicted_pixels_keep_their_predictor_and_lose_what_follows() -> None:
    raw = zlib.compress(b"\x01abc") + SECRET
    parms = {"/Predictor": 15, "/Colors": 1, "/Columns": 3}

    packed = repack(raw, ["/FlateDecode"], [parms], Budget())

    assert (zlib.decompress(packed.data), packed.parms) == (b"\x01abc", parms)
    assert SECRET not in packed.data
