"""Walk from a page to all it draws with, and make each thing once more in a new file."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from complaints.intake.uploads.drawing import (
    MAX_TOKENS,
    as_text,
    check_size,
    filters_of,
    redraw,
)
from complaints.intake.uploads.refusals import Refusal, RefusedFileError
from complaints.intake.uploads.shapes import COLOURS, DATA, DEVICES, DRAWN, EITHER, SHAPES
from complaints.intake.uploads.streams import Budget, Packed, repack, unpack

MAX_DEPTH = 60
MAX_ITEMS = 500_000

Value = Object | int | Decimal | None


class Redrawing:
    """Makes things once more in `made`, each shared one once, within the budgets of one file."""

    def __init__(self, made: Pdf) -> None:
        self._made = made
        self._known: dict[tuple[str, tuple[int, int]], Object] = {}
        self._items = Budget(MAX_ITEMS)
        self._unpacked = Budget()
        self._tokens = Budget(MAX_TOKENS)

    def page(self, source: Object) -> Object:
        """Make a page with its drawing; one that draws nothing is an empty page."""
        page = Dictionary(Type=Name.Page)
        self._take_over("page", source, page, 0)
        contents = source.get("/Contents")
        parts: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
        content = [unpack(*packed_in(part), self._unpacked) for part in parts if _is_stream(part)]
        drawing = redraw(b"\n".join(content), self._tokens, self._unpacked)
        page.Contents = self._made.make_stream(drawing)
        return page

    def _make(self, shape: str, value: Value, depth: int) -> Value:
        self._items.spend(1)
        if depth > MAX_DEPTH:
            raise RefusedFileError(Refusal.TOO_COMPLEX)
        if shape == "colour":
            return self._colour(value, depth)
        if isinstance(value, Array):
            return Array([self._make(shape, item, depth + 1) for item in value])
        if isinstance(value, Dictionary | Stream):
            return self._shared(_kind(shape, value), value, depth)
        return self._scalar(value)

    def _scalar(self, value: Value) -> Value:
        if not isinstance(value, Object):
            return value
        if not isinstance(value, Name | String):
            return None
        written = value.unparse(resolved=True)
        self._unpacked.spend(len(written))
        return Object.parse(written)

    def _colour(self, value: Value, depth: int) -> Value:
        """Make a colour space, which is a name or an array that begins with one."""
        if not isinstance(value, Array) or not len(value):
            return self._scalar(value)
        family, *parts = value
        name = as_text(family)
        if name == "/ICCBased":
            count: Any = parts[0].get("/N") if parts and _is_stream(parts[0]) else None
            return Name(DEVICES.get(count, "/DeviceGray"))
        if name not in COLOURS:
            return None
        shapes = zip(COLOURS[name], parts, strict=False)
        made = [self._make(shape, part, depth + 1) for shape, part in shapes]
        return Array([Name(name), *made])

    def _shared(self, shape: str | None, value: Object, depth: int) -> Object | None:
        """Make a dictionary or stream, or give the one made before; None where none may be."""
        if shape is None or not _fits(shape, value):
            return None
        place = (shape, value.objgen)
        if value.is_indirect and place in self._known:
            return self._known[place]
        copy: Object = self._made.make_stream(b"") if _is_stream(value) else Dictionary()
        if value.is_indirect and not _is_stream(value):
            copy = self._made.make_indirect(copy)
        if value.is_indirect:
            self._known[place] = copy
        self._take_over(shape, value, copy, depth)
        if _is_stream(value):
            packed = self._packed(shape, value)
            parms = Dictionary(dict(packed.parms)) if packed.parms else None
            copy.write(packed.data, filter=Name(packed.filter), decode_parms=parms)
        return copy

    def _take_over(self, shape: str, value: Object, copy: Object, depth: int) -> None:
        """Give the copy what the shape names of the original; `*x` names everything."""
        for key, entry in value.items():
            inner = shape[1:] if shape.startswith("*") else SHAPES[shape].get(key)
            made = self._make(inner, entry, depth + 1) if inner else None
            if made is not None:
                copy[key] = made

    def _packed(self, shape: str, value: Object) -> Packed:
        """Pack the data of a stream anew: drawn once more, as a picture, or as other data."""
        raw, filters, parms = packed_in(value)
        if shape in DRAWN:
            drawing = redraw(
                unpack(raw, filters, parms, self._unpacked), self._tokens, self._unpacked
            )
            return Packed(zlib.compress(drawing), "/FlateDecode")
        if shape == "image":
            check_size(value)
        packed = repack(raw, filters, parms, self._unpacked)
        if shape != "image" and packed.filter != "/FlateDecode":
            raise RefusedFileError(Refusal.UNUSUAL)
        return packed


def packed_in(stream: Object) -> tuple[bytes, list[str], list[dict[str, int]]]:
    """Take the data of a stream as it lies in the file, and how to unpack it."""
    return stream.read_raw_bytes(), *filters_of(stream)


def _is_stream(value: object) -> bool:
    return isinstance(value, Stream)


def _fits(shape: str, value: Object) -> bool:
    if shape in EITHER:
        return True
    return _is_stream(value) == (shape in DRAWN | DATA or shape == "image")


def _kind(shape: str, value: Object) -> str | None:
    """Tell the shapes apart that share a place; plain values are no dictionaries."""
    if shape == "plain":
        return None
    if shape == "xobject":
        return {"/Image": "image", "/Form": "form"}.get(as_text(value.get("/Subtype")))
    if shape == "pattern":
        return "tiling" if _is_stream(value) else "shaded"
    return shape
