"""A picture of the content: what it may be, how large it is, its pixels.

Nobody knows through how many hands a photo went. So no decoder is asked but the two that are
needed, and no pixel is decoded before their number is known.
"""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from PIL import ExifTags, Image, ImageFile, JpegImagePlugin, PngImagePlugin

from content.faults import ContentError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
"""More than any telephone or camera of a home takes; decoded, four bytes each."""

SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is set upright, by the orientation in its EXIF (CIPA DC-008, tag 274)."""

SIDEWAYS = frozenset({5, 6, 7, 8})
BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError),
    *(struct.error, zlib.error),
)
"""What Pillow raises where bytes are not what they claim to be."""


@dataclass(frozen=True)
class Picture:
    """A JPEG or PNG as it lies in the content folder; nothing is read before it is asked for."""

    path: Path

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, upright, read from its head. Raises ContentError."""
        with self._opened() as image:
            width, height = image.size
            return (height, width) if _orientation(image) in SIDEWAYS else (width, height)

    def upright(self, enough: int = 1) -> Image.Image:
        """Give its pixels (RGB), upright, as on white paper, without anything that came with them.

        A JPEG is decoded at a half, a quarter or an eighth of its size where both sides keep
        `enough` pixels. Raises ContentError, also where a part of the picture is missing.
        """
        with self._opened() as image:
            turn = TURNS.get(_orientation(image))
            image.draft(None, (enough, enough))
            ink = image.convert("RGBA")
        paper = Image.new("RGB", ink.size, "white")
        paper.paste(ink, mask=ink.getchannel("A"))
        return paper if turn is None else paper.transpose(turn)

    @contextmanager
    def _opened(self) -> Iterator[ImageFile.ImageFile]:
        if self.path.stat().st_size > MAX_BYTES:
            raise ContentError(f"大于 {MAX_BYTES >> 20} MB；请缩小以后再放进来")
        try:
            with self.path.open("rb") as file, warnings.catch_warnings():
                # Of broken EXIF, which is thrown away in any case.
                warnings.simplefilter("ignore")
                image = _decoder(file)
                _measure(image)
                yield image
        except BROKEN as broken:
            raise ContentError("残缺或者损坏，打不开；请重新放一份") from broken


def pictures(folder: Path) -> dict[str, Picture]:
    """Find the pictures that lie in a folder, by their names."""
    return {
        file.name: Picture(file)
        for file in sorted(folder.glob("*"))
        if file.suffix.lower() in SUFFIXES and file.is_file()
    }


def _decoder(file: IO[bytes]) -> ImageFile.ImageFile:
    """Choose the decoder by the first bytes: a name promises nothing."""
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return JpegImagePlugin.JpegImageFile(file)
    if head == b"\x89PNG\r\n\x1a\n":
        return PngImagePlugin.PngImageFile(file)
    raise ContentError("不是 JPEG 或 PNG 图片；请另存为 JPEG")


def _measure(image: ImageFile.ImageFile) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ContentError(f"超过 {MAX_PIXELS // 10_000} 万像素；请缩小以后再放进来")


def _orientation(image: ImageFile.ImageFile) -> int:
    """Read how the camera was held; of a PNG only what stands before its pixels."""
    exif = image.getexif() if "exif" in image.info else {}
    found: int = exif.get(ExifTags.Base.Orientation, 1)
    return found
