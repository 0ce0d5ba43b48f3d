"""Photographs for tests, as telephones and strangers hand them in."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import ExifTags, Image

GPS = b"N31.2304 E121.4737"
COMMENT = b"taken by Mrs Li"
LYING = 6
"""Orientation of a telephone that was held upright: the picture lies on its side."""


def taken(path: Path, size: tuple[int, int] = (1600, 1200), *, orientation: int = 1) -> Path:
    """Write a JPEG, red above and blue below as stored, that tells where and by whom."""
    picture = Image.new("RGB", size, "#2040c0")
    picture.paste("#c02020", (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = GPS.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "JPEG", exif=exif, comment=COMMENT)
    return path


def png(mode: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """Give a PNG of a colour mode."""
    made = io.BytesIO()
    Image.new(mode, size).save(made, "PNG")
    return made.getvalue()
