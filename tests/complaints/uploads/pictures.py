"""Pictures drawn for the tests, with everything in them that cameras and programs add."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageCms, ImageStat, PngImagePlugin

from tests.complaints.uploads.files import SECRET

NEAR = 4  # So much a JPEG may change a picture, of 255; an upside-down one is far above.
GPS = {1: "N", 2: (46.0, 38.0, 31.0), 3: "E", 4: (131.0, 9.0, 33.0)}


def picture(mode: str = "RGB") -> Image.Image:
    """Draw four fields that differ in every direction, along the blocks of a JPEG."""
    drawn = Image.new("RGB", (96, 64), "white")
    drawn.paste("red", (0, 0, 48, 32))
    drawn.paste("blue", (48, 0, 96, 32))
    drawn.paste("green", (0, 32, 48, 64))
    return drawn.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    body = BytesIO()
    image.save(body, kind, **options)
    return body.getvalue()


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = SECRET.decode()
    tags[ExifTags.Base.Orientation] = orientation
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    return tags.tobytes()


def png_text() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    info.add(b"prVt", SECRET)
    return info


def shown(body: bytes) -> Image.Image:
    with Image.open(BytesIO(body)) as image:
        image.load()
        return image.copy()


def difference(one: Image.Image, other: Image.Image) -> float:
    """Tell by how much two pictures differ in the mean, of 255; 0 if in no pixel."""
    assert one.size == other.size
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(apart).mean)


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
