"""Of a PDF the drawing stays; scripts, forms, notes, files and older states do not."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array

from complaints.intake.uploads import Refusal, make_safe
from tests.complaints.uploads.files import SECRET, refusal
from tests.complaints.uploads.pdfs import TEXT, drawn, everything, loaded, pdf, reread, written


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
