"""What cannot be taken is refused, with what happened and what to do."""

from __future__ import annotations

import pytest

from complaints.intake.uploads import MAX_BYTES, Refusal
from tests.complaints.uploads.files import refusal


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Refusal.EMPTY),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES - 2), Refusal.TOO_BIG),  # One byte too many.
        (b"\xff\xd8\xff" + bytes(MAX_BYTES - 3), Refusal.BROKEN),
        (b"GIF89a" + bytes(20), Refusal.WRONG_KIND),
        (b"PK\x03\x04" + bytes(20), Refusal.WRONG_KIND),  # Word, Excel, zip.
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.WRONG_KIND),
        (b"<html>%PDF-1.7", Refusal.WRONG_KIND),
        (b"\0\0\0\x24ftypheic\0\0\0\0", Refusal.HEIC),
        (b"\0\0\0\x24ftypmif1\0\0\0\0", Refusal.HEIC),
        (b"\0\0\0\x24ftypisom\0\0\0\0", Refusal.WRONG_KIND),  # A film.
        (b"\xff\xd8\xff", Refusal.BROKEN),
        (b"\x89PNG\r\n\x1a\n", Refusal.BROKEN),
        (b"%PDF-1.7\n%%EOF", Refusal.BROKEN),
    ],
)
def test_what_cannot_be_taken_is_refused(body: bytes, reason: Refusal) -> None:
    assert refusal(body) is reason


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_says_what_happened_and_what_to_do(reason: Refusal) -> None:
    happened, _, advice = reason.value.partition("；")

    assert happened
    assert "。" not in reason.value
    assert any(verb in advice for verb in ("请", "拍照"))
