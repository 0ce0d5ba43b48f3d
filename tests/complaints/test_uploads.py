"""What the public sends is made safe: what it shows stays, everything else is left behind."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageOps, ImageStat, PngImagePlugin

from complaints.intake.uploads import MAX_BYTES, Refusal, RefusedFileError, make_safe
from complaints.intake.uploads.jpeg import clean_jpeg
from complaints.intake.uploads.streams import Budget, repack, unpack

SECRET = b"S3CRET-of-the-sender"
NEAR = 4  # So much a JPEG may change a picture, of 255; an upside-down one is far above.
GPS = {1: "N", 2: (46.0, 38.0, 31.0), 3: "E", 4: (131.0, 9.0, 33.0)}


def refusal(body: bytes) -> Refusal:
    with pytest.raises(RefusedFileError) as caught:
        make_safe(body)
    assert str(caught.value) == caught.value.reason.value
    return caught.value.reason


# ---- pictures ----


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


# ---- refusals ----


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


# ---- PDF ----

TEXT = b"BT /F1 12 Tf 20 100 Td (visible words) Tj ET\n"


def pdf(content: bytes = TEXT, pages: int = 1, **resources: Any) -> Pdf:
    made = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = made.add_blank_page(page_size=(200, 200))
        page.Contents = made.make_stream(content)
        page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(font)), **resources)
    return made


def written(made: Pdf, **options: Any) -> bytes:
    body = BytesIO()
    if "encryption" not in options:  # The library does not take both.
        options = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, **options}
    made.save(body, **options)
    return body.getvalue()


def reread(body: bytes) -> Pdf:
    return pikepdf.open(BytesIO(body))


def drawn(body: bytes, page: int = 0) -> bytes:
    with reread(body) as opened:
        return opened.pages[page].Contents.read_bytes()


def everything(body: bytes) -> bytes:
    """Unpack all streams, so that nothing hides in them."""
    return written(
        reread(body), qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized
    )


def stream(made: Pdf, data: bytes, entries: str = "", **more: Any) -> Object:
    made_stream = made.make_stream(data)
    for key, value in Object.parse(f"<<{entries}>>".encode()).items():
        made_stream[key] = value
    for key, value in more.items():
        made_stream[f"/{key}"] = value
    return made_stream


IMAGE = "/Type/XObject /Subtype/Image /Width 96 /Height 64 /BitsPerComponent 8"


def with_image(data: bytes, entries: str, **more: Any) -> bytes:
    made = pdf(b"q 96 0 0 64 0 0 cm /Im1 Do Q")
    image = stream(made, data, f"{IMAGE} {entries}", **more)
    made.pages[0].Resources.XObject = Dictionary(Im1=image)
    return written(made)


def image_in(body: bytes) -> bytes:
    with reread(body) as opened:
        return opened.pages[0].Resources.XObject.Im1.read_raw_bytes()


def test_the_drawing_of_a_pdf_stays() -> None:
    safe = make_safe(written(pdf(pages=3)))

    assert (safe.kind, safe.media_type) == ("pdf", "application/pdf")
    assert len(reread(safe.body).pages) == 3
    assert b"(visible words) Tj" in drawn(safe.body, 2)
    assert b"/BaseFont /Helvetica" in safe.body


def test_the_same_upload_gives_the_same_bytes_and_a_safe_file_stays_as_it_is() -> None:
    sent = written(pdf(pages=2), deterministic_id=True)

    once = make_safe(sent)

    assert make_safe(sent) == once
    assert make_safe(once.body) == once


def annotation(kind: str, action: Object, text: str) -> Dictionary:
    made = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[0, 0, 9, 9], Contents=text)
    made.A = action
    if kind == "/Widget":
        made.FT, made.T = Name.Tx, text
    return made


def loaded() -> Pdf:
    """Make a PDF with all that a page does not draw, each thing with the secret in it."""
    made = pdf(b"% " + SECRET + b"\n/Span <</ActualText (" + SECRET + b")>> BDC\n" + TEXT + b"EMC")
    secret = SECRET.decode()
    script = Object.parse(f"<</S/JavaScript /JS (app.alert('{secret}'))>>".encode())
    launch = Object.parse(f"<</S/Launch /F (calc.exe {secret})>>".encode())
    made.docinfo.Author = secret
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [secret]
    made.attachments[f"{secret}.exe"] = SECRET
    root, page = made.Root, made.pages[0].obj
    root.OpenAction = script
    root.AA = Dictionary(WC=script)
    root.Names.JavaScript = Dictionary(Names=Array(["a", script]))
    root.StructTreeRoot = Dictionary(Alt=secret)
    root.OCProperties = Dictionary(OCGs=Array([Dictionary(Name=secret)]))
    root.PieceInfo = Dictionary(App=Dictionary(Private=secret))
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))
    page.AA = Dictionary(O=launch)
    page.Metadata = stream(made, SECRET)
    page.PieceInfo = Dictionary(App=Dictionary(Private=secret))
    page.Thumb = stream(made, SECRET)
    page.Annots = Array(
        [
            made.make_indirect(annotation(kind, a, secret))
            for kind in ("/Link", "/FileAttachment", "/RichMedia", "/Widget", "/3D")
            for a in (script, launch, Dictionary(S=Name.URI, URI=f"http://{secret}"))
        ]
    )
    root.AcroForm = Dictionary(Fields=page.Annots, XFA=stream(made, SECRET))
    page.Resources.Properties = Dictionary(MC0=Dictionary(Title=secret))
    page.Resources.Font.F1.PieceInfo = Dictionary(App=secret)
    page.Resources.XObject = Dictionary(
        Fm1=stream(
            made, b"% " + SECRET, "/Type/XObject /Subtype/Form /BBox[0 0 9 9]",
            Metadata=stream(made, SECRET), OPI=Dictionary(F=secret), Ref=Dictionary(F=secret),
            LastModified=secret, OC=Dictionary(Name=secret),
        ),
        Ps1=stream(made, SECRET, "/Type/XObject /Subtype/PS"),
    )  # fmt: skip
    return made


FORBIDDEN = (
    "JavaScript JS OpenAction AA Names EmbeddedFiles AcroForm XFA Annots Annot Launch URI Metadata"
    " Info PieceInfo Thumb StructTreeRoot OCProperties OC Outlines Properties OPI Ref PS Author"
    " ActualText Filespec EF RichMedia LastModified"
)


def test_of_a_loaded_pdf_only_the_drawing_is_left() -> None:
    sent = written(loaded())

    safe = make_safe(sent).body

    assert SECRET in everything(sent)
    assert SECRET not in everything(safe)
    found = [word for word in FORBIDDEN.split() if f"/{word} ".encode() in everything(safe)]
    assert found == []
    assert set(reread(safe).trailer.keys()) <= {"/Root", "/Size", "/ID"}
    assert b"(visible words) Tj" in drawn(safe)


def test_a_loaded_pdf_packed_in_object_streams_comes_out_the_same() -> None:
    packed = written(loaded(), object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert b"/ObjStm" in packed
    assert make_safe(packed) == make_safe(written(loaded()))


@pytest.mark.parametrize("tail", [b"PK\x03\x04 a zip" + bytes(2000), b"<script>alert(1)</script>"])
def test_what_hangs_on_after_a_pdf_is_cut_off(tail: bytes) -> None:
    safe = make_safe(written(pdf()) + tail).body

    assert tail not in everything(safe)
    assert b"(visible words) Tj" in drawn(safe)


def test_an_older_state_of_a_pdf_does_not_travel() -> None:
    first = written(pdf(b"BT (" + SECRET + b") Tj ET"))
    number = int(first.split(b"/Contents ")[1].split()[0])
    update = f"{number} 0 obj <</Length {len(TEXT)}>> stream\n".encode() + TEXT
    place = len(first)
    table = f"xref\n{number} 1\n{place:010} 00000 n \n".encode()
    start = first.rsplit(b"startxref\n")[-1].split()[0]
    trailer = first.split(b"trailer ")[1].split(b">>")[0] + b" /Prev " + start + b" >>"
    at = len(first + update + b"endstream endobj\n")
    changed = first + update + b"endstream endobj\n" + table + b"trailer " + trailer
    sent = changed + f"\nstartxref\n{at}\n%%EOF\n".encode()

    safe = make_safe(sent).body

    assert b"(visible words) Tj" in drawn(safe)
    assert SECRET not in everything(safe)


@pytest.mark.parametrize("owner_only", [False, True])
def test_a_locked_pdf_is_refused_with_advice(*, owner_only: bool) -> None:
    lock = pikepdf.Encryption(owner="owner", user="" if owner_only else "user")

    assert refusal(written(pdf(), encryption=lock)) is Refusal.LOCKED


def test_a_pdf_of_more_than_a_hundred_pages_is_refused() -> None:
    assert len(reread(make_safe(written(pdf(pages=100))).body).pages) == 100
    assert refusal(written(pdf(pages=101))) is Refusal.TOO_MANY_PAGES


def test_size_resources_and_turn_are_inherited_from_the_tree() -> None:
    made = pdf()
    page, tree = made.pages[0].obj, made.Root.Pages
    for key in ("/MediaBox", "/Resources"):
        tree[key] = page[key]
        del page[key]
    tree.Rotate = 90

    safe = reread(make_safe(written(made)).body)

    assert safe.pages[0].MediaBox == Array([0, 0, 200, 200])
    assert safe.pages[0].Rotate == 90
    assert "/F1" in safe.pages[0].Resources.Font


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


@pytest.mark.parametrize("name", ["/JPXDecode", "/JBIG2Decode", "/LZWDecode", "/New"])
def test_rare_ways_of_packing_are_refused_with_advice(name: str) -> None:
    assert refusal(with_image(b"data", f"/Filter{name} /ColorSpace/DeviceGray")) is Refusal.UNUSUAL


def test_a_filter_that_is_named_elsewhere_is_refused() -> None:
    """The library would look the name up, and unpack without a limit."""
    sent = written(pdf()).replace(b"/Filter /FlateDecode", b"/F#69lter 9 0 R     ")

    assert refusal(sent) is Refusal.UNUSUAL


@pytest.mark.parametrize(
    ("filters", "raw"),
    [
        ([], b"drawing"),
        (["/FlateDecode"], zlib.compress(b"drawing")),
        (["/Fl", "/FlateDecode"], zlib.compress(zlib.compress(b"drawing"))),
        (["/ASCIIHexDecode"], b"64 72 61\n77696E67> tail"),
        (["/A85", "/Fl"], b"<~" + base64.a85encode(zlib.compress(b"drawing")) + b"~>"),
        (["/RunLengthDecode"], b"\x06drawing\x80tail"),
        (["/FlateDecode"], zlib.compress(b"drawing")[:-4]),  # Cut short; viewers do not mind.
    ],
)
def test_streams_are_unpacked_step_by_step(filters: list[str], raw: bytes) -> None:
    assert unpack(raw, filters, [], Budget()) == b"drawing"


def test_predicted_pixels_keep_their_predictor_and_lose_what_follows() -> None:
    raw = zlib.compress(b"\x01abc") + SECRET
    parms = {"/Predictor": 15, "/Colors": 1, "/Columns": 3}

    packed = repack(raw, ["/FlateDecode"], [parms], Budget())

    assert (zlib.decompress(packed.data), packed.parms) == (b"\x01abc", parms)
    assert SECRET not in packed.data


# ---- bombs ----

MEMORY = 1024**3
BOMB_SQUAD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from complaints.intake.uploads import RefusedFileError, make_safe
try:
    make_safe(sys.stdin.buffer.read())
except RefusedFileError as refused:
    print(refused.reason.name)
"""


def outcome(body: bytes) -> str:
    """Make a file safe in a process of its own, with little memory and time."""
    run = subprocess.run(
        [sys.executable, "-c", BOMB_SQUAD], input=body, capture_output=True, check=True
    )
    return run.stdout.decode().strip()


def zeros(megabytes: int) -> bytes:
    engine = zlib.compressobj()
    return b"".join(engine.compress(bytes(1024**2)) for _ in range(megabytes)) + engine.flush()


def png_bomb(width: int, height: int, **chunks: bytes) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    parts += [(name.encode(), data) for name, data in chunks.items()]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_of_many_scans() -> bytes:
    photo = saved(picture(), "JPEG", progressive=True)
    scan = photo[photo.rindex(b"\xff\xda") : -2]
    return photo[:-2] + scan * 1000 + b"\xff\xd9"


def jpeg_of_size(width: int, height: int) -> bytes:
    size = struct.pack(">HH", 64, 96)
    return saved(picture(), "JPEG").replace(size, struct.pack(">HH", height, width), 1)


def object_stream_bomb() -> bytes:
    sent = written(pdf(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    start = sent.index(b"stream\n", sent.index(b"/ObjStm")) + 7
    end = sent.index(b"endstream", start)
    plain = zlib.decompress(sent[start:end])
    packed = zlib.compress(plain + b"[0 0 0 0 0 0] " * 3_000_000)
    return sent[:start] + packed + b"\n" + sent[end:]


def pdf_with_stream(data: bytes, entries: str) -> bytes:
    made = pdf()
    made.pages[0].Contents = stream(made, data, entries)
    return written(made, compress_streams=False)


def page_tree_loop() -> bytes:
    made = pdf()
    made.Root.Pages.Kids = Array([made.Root.Pages, made.Root.Pages])
    return b"%PDF-1.7" + written(made)[8:]


def chain_of_masks() -> bytes:
    made = pdf()
    image = stream(made, b"0", f"{IMAGE} /ColorSpace/DeviceGray")
    for _ in range(2000):
        image = stream(made, b"0", f"{IMAGE} /ColorSpace/DeviceGray", SMask=image)
    made.pages[0].Resources.XObject = Dictionary(Im1=image)
    return written(made)


def arrays_of_arrays() -> bytes:
    made = pdf()
    items: Any = 0
    for _ in range(15):
        items = made.make_indirect(Array([items] * 10))
    made.pages[0].Resources.Font.F1.Widths = items
    return written(made)


def many_objects() -> bytes:
    head = written(pdf())
    return head[: head.index(b"xref")] + b"".join(
        b"%d 0 obj<<>>endobj\n" % n for n in range(40_000)
    )


PNG_ZEROS = zlib.compress(bytes(10_000_000))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(lambda: png_bomb(9000, 9000, IDAT=zeros(240)), "TOO_MANY_PIXELS", id="png"),
        pytest.param(
            lambda: png_bomb(2**31 - 1, 2**31 - 1, IDAT=b"x"), "TOO_MANY_PIXELS", id="png-huge"
        ),
        pytest.param(
            lambda: png_bomb(9, 9, zTXt=b"a\0\0" + zeros(500), IDAT=b""), "BROKEN", id="png-text"
        ),
        pytest.param(lambda: jpeg_of_size(9000, 9000), "TOO_MANY_PIXELS", id="jpeg"),
        pytest.param(jpeg_of_many_scans, "TOO_MANY_PIXELS", id="jpeg-scans"),
        pytest.param(
            lambda: pdf_with_stream(zeros(300), "/Filter/FlateDecode"), "TOO_COMPLEX", id="flate"
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(zeros(300)), "/Filter[/Fl /Fl]"),
            "TOO_COMPLEX", id="flate-in-flate",
        ),
        pytest.param(
            lambda: pdf_with_stream(b"\x81q" * 2_000_000, "/Filter/RunLengthDecode"),
            "TOO_COMPLEX", id="run-length",
        ),
        pytest.param(
            lambda: pdf_with_stream(b"z" * 5_000_000, "/Filter/ASCII85Decode"),
            "TOO_COMPLEX", id="ascii85",
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(b"q " * 2_000_000), "/Filter/FlateDecode"),
            "TOO_COMPLEX", id="operators",
        ),
        pytest.param(
            lambda: pdf_with_stream(zlib.compress(b"[" * 9_000_000), "/Filter/FlateDecode"),
            "TOO_COMPLEX", id="operands",
        ),
        pytest.param(
            lambda: pdf_with_stream(
                zlib.compress(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " * 50_000),
                "/Filter/FlateDecode",
            ),
            "TOO_COMPLEX", id="inline-pictures",
        ),
        pytest.param(
            lambda: with_image(zeros(1), "/Filter/FlateDecode /ColorSpace/DeviceGray").replace(
                b"/Width 96", b"/Width 999999999"
            ),
            "TOO_MANY_PIXELS", id="pixels",
        ),
        pytest.param(
            lambda: with_image(jpeg_of_size(9000, 9000), "/Filter/DCTDecode"),
            "TOO_MANY_PIXELS", id="pixels-of-a-jpeg",
        ),
        pytest.param(object_stream_bomb, "BROKEN", id="object-stream"),
        pytest.param(page_tree_loop, "BROKEN", id="page-tree"),
        pytest.param(chain_of_masks, "TOO_COMPLEX", id="masks"),
        pytest.param(arrays_of_arrays, "TOO_COMPLEX", id="arrays"),
        pytest.param(many_objects, "TOO_COMPLEX", id="objects"),
        pytest.param(lambda: b"%PDF-1.7\n1 0 obj" + b"[" * 5_000_000, "BROKEN", id="nesting"),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_with_little_memory_and_time(body: Any, expected: str) -> None:
    assert outcome(body()) == expected


# ---- whatever may come ----

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
