"""Make a file of the public safe: what it shows is kept, everything else is left behind.

The kind is judged by content, never by name. A picture is drawn anew; of a PDF only what its pages
draw is carried over. Nothing is run, fetched or written to disk. Names of files do not come here:
a file is called by its number and kind, 附件 1.pdf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from complaints.intake.uploads.pdf import redraw_pdf
from complaints.intake.uploads.pictures import redraw_picture
from complaints.intake.uploads.refusals import Refusal, RefusedFileError

__all__ = ["MAX_BYTES", "MAX_FILES", "Refusal", "RefusedFileError", "SafeFile", "make_safe"]

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5

Kind = Literal["jpg", "png", "pdf"]

MEDIA_TYPES: dict[Kind, str] = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
}
APPLE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


@dataclass(frozen=True)
class SafeFile:
    """A file made anew by us; the same upload always gives the same bytes."""

    kind: Kind
    media_type: str
    body: bytes


def make_safe(body: bytes) -> SafeFile:
    """Make a safe file of what was sent, or raise `RefusedFileError` with advice."""
    if not body:
        raise RefusedFileError(Refusal.EMPTY)
    if len(body) > MAX_BYTES:
        raise RefusedFileError(Refusal.TOO_BIG)
    kind = _kind(body)
    try:
        made = redraw_pdf(body) if kind == "pdf" else redraw_picture(body, kind)
    except RefusedFileError:
        raise
    except Exception as fault:  # A hostile file can make a parser say anything.
        raise RefusedFileError(Refusal.BROKEN) from fault
    return SafeFile(kind, MEDIA_TYPES[kind], made)


def _kind(body: bytes) -> Kind:
    if body.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if body[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "pdf"
    is_apple = body[4:8] == b"ftyp" and body[8:12] in APPLE_BRANDS
    raise RefusedFileError(Refusal.HEIC if is_apple else Refusal.WRONG_KIND)
