"""Whatever bytes come are taken or refused, never answered with a crash."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.intake.uploads import RefusedFileError, make_safe
from tests.complaints.uploads.pdfs import everything, loaded, written
from tests.complaints.uploads.pictures import exif, picture, png_text, saved

VALID = {
    "jpg": saved(picture(), "JPEG", exif=exif(6), progressive=True),
    "png": saved(picture("P"), "PNG", pnginfo=png_text(), transparency=0),
    "pdf": written(loaded(), deterministic_id=True),
    "pdf-packed": written(
        loaded(), deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "pdf-plain": everything(written(loaded())),
}
MAGIC = st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"])


def survives(body: bytes) -> None:
    try:
        safe = make_safe(body)
    except RefusedFileError:
        return
    assert safe == make_safe(safe.body) or safe.kind == "jpg"  # A JPEG is lossy each time.


@given(MAGIC, st.binary(max_size=500))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_taken_or_refused(magic: bytes, rest: bytes) -> None:
    survives(magic + rest)


@pytest.mark.parametrize("kind", VALID)
@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_a_damaged_file_is_taken_or_refused(kind: str, data: st.DataObject) -> None:
    body = bytearray(VALID[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        until = at + data.draw(st.sampled_from([0, 1, 1, 1, 4, 50]))
        body[at:until] = data.draw(st.binary(max_size=6) | st.sampled_from([b"0 R", b"<<", b"]"]))
    survives(bytes(body))
