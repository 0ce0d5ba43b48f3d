"""PDF files written for the tests, and how they are read again."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.complaints.uploads.files import SECRET

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
