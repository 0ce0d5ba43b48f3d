"""Files that are small to send and huge or endless to read."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from tests.complaints.uploads.pdfs import IMAGE, pdf, stream, written
from tests.complaints.uploads.pictures import picture, saved


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
