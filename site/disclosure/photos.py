"""Photos (照片) of premises and findings as pages show them: drawn anew, under own names.

The file of an institution is never published: it may tell where and when it was taken, with what,
and by whom. What is published is made of its pixels alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

import PIL
from PIL import Image

from content import Catalog
from content.pictures import Picture
from content.tables import Photo

LONGEST = 1280
"""Pixels of the longer side: sharp on a telephone of three pixels a point, small enough for 4G."""
QUALITY = 78
RECIPE = f"1 {PIL.__version__}"
"""Stands for all that a drawing follows from but its picture: other bytes get another name."""
FOLDER, SUFFIX = "/assets/", ".jpg"
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True)
class ShownPhoto:
    """A photo on display: its row, its address, its width and height in pixels."""

    row: Photo
    url: str
    width: int
    height: int


def photos_of(
    catalog: Catalog, institution: str, record: str | None = None
) -> tuple[ShownPhoto, ...]:
    """Give the photos of one institution that may be shown, in the order of their numbers.

    They are those of its premises, or of the `record` (an inspection, a hazard) with that number.
    """
    rows = sorted(catalog.of(Photo, institution), key=lambda row: row.id)
    wanted = (row for row in rows if row.record == record)
    return tuple(_shown(row, catalog.pictures[row.image]) for row in wanted)


def photo_files(catalog: Catalog) -> dict[str, Picture]:
    """Give every photo that may be shown: address → what it is drawn from."""
    found = ((row, catalog.pictures[row.image]) for row in catalog.all(Photo))
    return {_url(row, picture): picture for row, picture in found}


def is_photo(url: str) -> bool:
    """Tell whether an address is that of a photo."""
    return url.startswith(FOLDER) and url.endswith(SUFFIX)


def draw(picture: Picture) -> bytes:
    """Draw a picture anew as a JPEG; the same bytes for the same picture. Raises ContentError."""
    pixels = picture.upright(enough=2 * LONGEST)
    canvas = pixels.resize(_fitted(*picture.size), Image.Resampling.LANCZOS)
    made = BytesIO()
    canvas.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue()


def _shown(row: Photo, picture: Picture) -> ShownPhoto:
    return ShownPhoto(row, _url(row, picture), *_fitted(*picture.size))


def _url(row: Photo, picture: Picture) -> str:
    """Name a photo by its bytes before it is drawn, so that a quiet build need not draw it."""
    made_of = f"{picture.digest}\0{RECIPE}".encode()
    return f"{FOLDER}{row.id}.{hashlib.blake2b(made_of, digest_size=6).hexdigest()}{SUFFIX}"


def _fitted(width: int, height: int) -> tuple[int, int]:
    scale = min(1, LONGEST / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
