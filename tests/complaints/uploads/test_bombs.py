"""A bomb is refused with little memory and time."""

from __future__ import annotations

import subprocess
import sys
import zlib
from typing import Any

import pytest

from tests.complaints.uploads.bombs import (
    arrays_of_arrays,
    chain_of_masks,
    jpeg_of_many_scans,
    jpeg_of_size,
    many_objects,
    object_stream_bomb,
    page_tree_loop,
    pdf_with_stream,
    png_bomb,
    zeros,
)
from tests.complaints.uploads.pdfs import with_image

MEMORY = 1024**3
BOMB_SQUAD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from complaints.intake.uploads import RefusedFileError, make_safe
try:
    make_safe(sys.stdin.buffer.read())
except RefusedFileError as refused:
    print(refused.reason.name)
"""


def outcome(body: bytes) -> str:
    """Make a file safe in a process of its own, with little memory and time."""
    run = subprocess.run(
        [sys.executable, "-c", BOMB_SQUAD], input=body, capture_output=True, check=True
    )
    return run.stdout.decode().strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(lambda: png_bomb(9000, 9000, IDAT=zeros(240)), "TOO_MANY_PIXELS", id="png"),
        pytest.param(
            lambda: png_bomb(2**31 - 1, 2**31 - 1, IDAT=b"x"), "TOO_MANY_PIXELS", id="png-huge"
        ),
        pytest.param(
            lambda: png_bomb(9, 9, zTXt=b"a\0\0" + zeros(500), IDAT=b""), "BROKEN", id="png-text"
        ),
        pytest.param(lambda: jpeg_of_size(9000, 9000), "TOO_MANY_PIXELS", id="jpeg"),
        pytest.param(jpeg_of_many_scans, "TOO_MANY_PIXELS", id="jpeg-scans"),
        pytest.param(
            lambda: pdf_with_stream(zeros(300), "/Filter/FlateDecode"), "TOO_COMPLEX", id="flate"
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(zeros(300)), "/Filter[/Fl /Fl]"),
            "TOO_COMPLEX", id="flate-in-flate",
        ),
        pytest.param(
            lambda: pdf_with_stream(b"\x81q" * 2_000_000, "/Filter/RunLengthDecode"),
            "TOO_COMPLEX", id="run-length",
        ),
        pytest.param(
            lambda: pdf_with_stream(b"z" * 5_000_000, "/Filter/ASCII85Decode"),
            "TOO_COMPLEX", id="ascii85",
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(b"q " * 2_000_000), "/Filter/FlateDecode"),
            "TOO_COMPLEX", id="operators",
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(b"[" * 9_000_000), "/Filter/FlateDecode"),
            "TOO_COMPLEX", id="operands",
        ),
        pytest.param(
            lambda: pdf_with_stream(
                zlib.compress(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " * 50_000),
                "/Filter/FlateDecode",
            ),
            "TOO_COMPLEX", id="inline-pictures",
        ),
        pytest.param(
            lambda: with_image(zeros(1), "/Filter/FlateDecode /ColorSpace/DeviceGray").replace(
                b"/Width 96", b"/Width 999999999"
            ),
            "TOO_MANY_PIXELS", id="pixels",
        ),
        pytest.param(
            lambda: with_image(jpeg_of_size(9000, 9000), "/Filter/DCTDecode"),
            "TOO_MANY_PIXELS", id="pixels-of-a-jpeg",
        ),
        pytest.param(object_stream_bomb, "BROKEN", id="object-stream"),
        pytest.param(page_tree_loop, "BROKEN", id="page-tree"),
        pytest.param(chain_of_masks, "TOO_COMPLEX", id="masks"),
        pytest.param(arrays_of_arrays, "TOO_COMPLEX", id="arrays"),
        pytest.param(many_objects, "TOO_COMPLEX", id="objects"),
        pytest.param(lambda: b"%PDF-1.7\n1 0 obj" + b"[" * 5_000_000, "BROKEN", id="nesting"),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_with_little_memory_and_time(body: Any, expected: str) -> None:
    assert outcome(body()) == expected
