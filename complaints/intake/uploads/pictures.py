"""Draw a picture anew: its pixels, upright, on an empty canvas; no EXIF, profile, comment, text."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from PIL import Image, JpegImagePlugin, PngImagePlugin

from complaints.intake.uploads.jpeg import MAX_PIXELS, clean_jpeg, jpeg_exif
from complaints.intake.uploads.orientation import orientation
from complaints.intake.uploads.png import clean_png, png_exif
from complaints.intake.uploads.refusals import Refusal, RefusedFileError

QUALITY = 90  # Small print on a photographed contract stays legible.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def redraw_picture(body: bytes, kind: Literal["jpg", "png"]) -> bytes:
    """Give the picture as a new file of the same kind, of an animated one the first frame.

    The decoder is given no more of the file than the picture: what it does not see cannot hurt.
    """
    picture: Image.Image
    if kind == "jpg":
        turn = TURNS.get(orientation(jpeg_exif(body)))
        picture = JpegImagePlugin.JpegImageFile(BytesIO(clean_jpeg(body)))
    else:
        turn = TURNS.get(orientation(png_exif(body)))
        picture = PngImagePlugin.PngImageFile(BytesIO(clean_png(body)))
    if picture.width * picture.height > MAX_PIXELS:
        raise RefusedFileError(Refusal.TOO_MANY_PIXELS)
    picture.load()
    seen = _opaque(picture)
    if turn is not None:
        seen = seen.transpose(turn)
    canvas = Image.new(seen.mode, seen.size)
    canvas.paste(seen)
    made = BytesIO()
    if kind == "jpg":
        canvas.save(made, "JPEG", quality=QUALITY)
    else:
        canvas.save(made, "PNG")
    return made.getvalue()


def _opaque(picture: Image.Image) -> Image.Image:
    """Show the picture as on white paper; colours hidden by transparency do not travel."""
    if picture.mode.startswith("I"):  # 16 bits of grey, of which the upper eight are shown.
        return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        ink = picture.convert("RGBA")
        paper = Image.new("RGB", ink.size, "white")
        paper.paste(ink, mask=ink.getchannel("A"))
        return paper
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")
