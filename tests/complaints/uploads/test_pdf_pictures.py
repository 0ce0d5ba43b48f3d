"""Pictures and colours in a PDF lose their metadata and keep what they show."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from complaints.intake.uploads import make_safe
from complaints.intake.uploads.jpeg import clean_jpeg
from complaints.intake.uploads.streams import Budget, unpack
from tests.complaints.uploads.files import SECRET
from tests.complaints.uploads.pdfs import (
    drawn,
    everything,
    image_in,
    pdf,
    reread,
    stream,
    with_image,
    written,
)
from tests.complaints.uploads.pictures import difference, exif, picture, profile, saved, shown


def test_names_in_the_writing_of_old_chinese_programs_stay() -> None:
    sent = written(pdf(b"BT /#CB#CE 12 Tf (x) Tj ET")).replace(b"/F1", b"/#CB#CE", 1)

    safe = make_safe(sent.replace(b"/Helvetica", b"/#CB#CE#CC#E5")).body.lower()

    assert b"/#cb#ce " in safe
    assert b"/basefont /#cb#ce#cc#e5" in safe


def test_a_photo_in_a_pdf_loses_its_metadata_and_keeps_every_bit_of_its_picture() -> None:
    photo = saved(picture(), "JPEG", exif=exif(), comment=SECRET, icc_profile=profile())
    sent = with_image(photo + SECRET, "/Filter/DCTDecode /ColorSpace/DeviceRGB", Metadata=SECRET)

    safe = make_safe(sent).body
    kept = image_in(safe)

    assert SECRET not in everything(safe)
    assert difference(shown(kept), shown(photo)) == 0
    assert not shown(kept).getexif()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 1}])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_cleaning_a_jpeg_does_not_change_its_picture(mode: str, options: dict[str, Any]) -> None:
    photo = saved(picture(mode), "JPEG", comment=SECRET, **options)

    assert shown(clean_jpeg(photo)).tobytes() == shown(photo).tobytes()
    assert SECRET not in clean_jpeg(photo)


def test_a_picture_in_the_drawing_itself_is_written_anew() -> None:
    content = b"q BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx /Alt (" + SECRET + b") ID 00ff00ff> EI Q"

    safe = drawn(make_safe(written(pdf(content))).body)

    assert SECRET not in safe
    assert unpack(safe.split(b"ID ")[1], ["/AHx", "/Fl"], [], Budget()) == b"\0\xff\0\xff"


def test_a_photo_in_the_drawing_itself_loses_its_metadata() -> None:
    photo = saved(picture(), "JPEG", comment=SECRET)
    content = b"BI /W 96 /H 64 /BPC 8 /CS /RGB /F [/AHx /DCT] ID " + photo.hex().encode() + b"> EI"

    safe = drawn(make_safe(written(pdf(content))).body)

    kept = bytes.fromhex(safe.split(b"ID ")[1].partition(b">")[0].decode())
    assert SECRET not in kept
    assert difference(shown(kept), shown(photo)) == 0


@pytest.mark.parametrize("components", [1, 3, 4])
def test_a_colour_profile_becomes_plain_colours(components: int) -> None:
    made = pdf()
    icc = stream(made, SECRET, f"/N {components}")
    made.pages[0].Resources.ColorSpace = Dictionary(Cs1=Array([Name.ICCBased, icc]))

    safe = make_safe(written(made)).body

    colours = {1: b"DeviceGray", 3: b"DeviceRGB", 4: b"DeviceCMYK"}
    assert b"/ColorSpace << /Cs1 /" + colours[components] in safe
    assert SECRET not in everything(safe)


def test_forms_that_name_each_other_are_made_once() -> None:
    made = pdf(b"/Fm1 Do")
    form = stream(made, b"/Fm1 Do", "/Type/XObject /Subtype/Form /BBox[0 0 9 9]")
    form.Resources = made.make_indirect(Dictionary(XObject=Dictionary(Fm1=form)))
    made.pages[0].Resources.XObject = Dictionary(Fm1=form)

    safe = reread(make_safe(written(made)).body)

    assert sum(isinstance(each, pikepdf.Stream) for each in safe.objects) == 2
