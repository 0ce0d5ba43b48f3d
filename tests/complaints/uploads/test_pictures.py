"""A picture keeps what it shows; place, camera, comments and profile are left behind."""

from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from complaints.intake.uploads import Refusal, make_safe
from tests.complaints.uploads.files import SECRET, refusal
from tests.complaints.uploads.pictures import (
    NEAR,
    difference,
    exif,
    picture,
    png_text,
    profile,
    saved,
    shown,
)


def test_a_photo_loses_place_camera_comment_and_profile() -> None:
    sent = saved(picture(), "JPEG", exif=exif(), comment=SECRET, icc_profile=profile())

    safe = make_safe(sent)

    assert (safe.kind, safe.media_type) == ("jpg", "image/jpeg")
    assert SECRET in sent
    assert SECRET not in safe.body
    assert not shown(safe.body).getexif()
    assert set(shown(safe.body).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert difference(shown(safe.body), picture()) < NEAR


def test_a_screenshot_loses_its_texts_and_keeps_every_pixel() -> None:
    options = {"pnginfo": png_text(), "exif": exif(), "icc_profile": profile(), "dpi": (72, 72)}
    sent = saved(picture(), "PNG", **options)

    safe = make_safe(sent)

    assert (safe.kind, safe.media_type) == ("png", "image/png")
    assert SECRET in sent
    assert [name for name, _ in png_chunks(safe.body)] == [b"IHDR", b"IDAT", b"IEND"]
    assert difference(shown(safe.body), picture()) == 0


def png_chunks(body: bytes) -> list[tuple[bytes, bytes]]:
    chunks, at = [], 8
    while at < len(body):
        length = int.from_bytes(body[at : at + 4])
        chunks.append((body[at + 4 : at + 8], body[at + 8 : at + 8 + length]))
        at += 12 + length
    return chunks


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_turned_upright(orientation: int, kind: str) -> None:
    sent = saved(picture(), kind, exif=exif(orientation))

    upright = ImageOps.exif_transpose(shown(sent))

    assert difference(shown(make_safe(sent).body), upright) < (NEAR if kind == "JPEG" else 0.001)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_is_shown_as_it_was(mode: str) -> None:
    sent = picture(mode)

    assert difference(shown(make_safe(saved(sent, "PNG")).body), sent) == 0


def test_sixteen_bits_of_grey_become_eight() -> None:
    grey = Image.new("I;16", (2, 1))
    grey.putpixel((0, 0), 0x8000)
    grey.putpixel((1, 0), 0xFFFF)

    safe = shown(make_safe(saved(grey, "PNG")).body)

    assert [safe.getpixel((0, 0)), safe.getpixel((1, 0))] == [0x80, 0xFF]


def test_a_photo_for_the_press_becomes_one_for_screens() -> None:
    safe = shown(make_safe(saved(picture("CMYK"), "JPEG")).body)

    assert safe.mode == "RGB"
    assert difference(safe, picture()) < NEAR


def test_colours_hidden_by_transparency_do_not_travel() -> None:
    hidden = Image.new("RGBA", (4, 4), (200, 10, 10, 0))

    safe = shown(make_safe(saved(hidden, "PNG")).body)

    assert safe.mode == "RGB"
    assert safe.getcolors() == [(16, (255, 255, 255))]


def test_a_palette_with_a_transparent_colour_is_shown_on_white() -> None:
    palette = Image.new("P", (2, 2), 0)
    palette.putpalette([9, 9, 9])

    safe = shown(make_safe(saved(palette, "PNG", transparency=0)).body)

    assert safe.getcolors() == [(4, (255, 255, 255))]


def test_of_an_animated_png_the_first_frame_stays() -> None:
    frames = [picture(), Image.new("RGB", (96, 64), "black")]
    sent = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])

    safe = make_safe(sent).body

    assert b"acTL" in sent
    assert b"acTL" not in safe
    assert difference(shown(safe), picture()) == 0


@pytest.mark.parametrize("tail", [b"<html><script>alert(1)</script>", b"PK\x03\x04 a zip"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_hangs_on_after_a_picture_is_cut_off(kind: str, tail: bytes) -> None:
    assert tail not in make_safe(saved(picture(), kind) + tail).body


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    noisy = Image.effect_noise((200, 200), 90)

    assert refusal(saved(noisy, kind)[:-4000]) is Refusal.BROKEN


def test_a_broken_exif_turns_nothing_and_refuses_nothing() -> None:
    sent = saved(picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")

    assert difference(shown(make_safe(sent).body), picture()) < NEAR
