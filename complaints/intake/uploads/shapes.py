"""What a drawing of a PDF is made of: the only entries that are carried over, and as what.

A shape says for each entry the shape of its value. `plain` is a number, name, string or an array
of such, and never a dictionary; `*x` is a dictionary of names with a value of shape x each; an
array where a shape is expected has items of that shape.
"""

from __future__ import annotations

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def _plain(keys: str) -> dict[str, str]:
    return {f"/{key}": "plain" for key in keys.split()}


SHAPES: dict[str, dict[str, str]] = {
    "plain": {},
    "page": {
        **_plain("MediaBox CropBox Rotate UserUnit"),
        "/Group": "group",
        "/Resources": "resources",
    },
    "resources": {
        **_plain("ProcSet"),
        "/ColorSpace": "*colour",
        "/ExtGState": "*state",
        "/Font": "*font",
        "/Pattern": "*pattern",
        "/Shading": "*shading",
        "/XObject": "*xobject",
    },
    "form": {
        **_plain("Type Subtype FormType BBox Matrix"),
        "/Group": "group",
        "/Resources": "resources",
    },
    "group": {**_plain("Type S I K"), "/CS": "colour"},
    "image": {
        **_plain("Type Subtype Width Height BitsPerComponent Intent ImageMask Decode Interpolate"),
        **_plain("Matte"),
        "/ColorSpace": "colour",
        "/Mask": "image",
        "/SMask": "image",
    },
    "state": {
        **_plain("Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK"),
        "/Font": "font",
        "/SMask": "mask",
    },
    "mask": {**_plain("Type S BC"), "/G": "form", "/TR": "function"},
    "tiling": {
        **_plain("Type PatternType PaintType TilingType BBox XStep YStep Matrix"),
        "/Resources": "resources",
    },
    "shaded": {
        **_plain("Type PatternType Matrix"),
        "/ExtGState": "state",
        "/Shading": "shading",
    },
    "shading": {
        **_plain("ShadingType Background BBox AntiAlias Coords Domain Extend Matrix"),
        **_plain("BitsPerCoordinate BitsPerComponent BitsPerFlag Decode VerticesPerRow"),
        "/ColorSpace": "colour",
        "/Function": "function",
    },
    "function": {
        **_plain("FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds"),
        "/Functions": "function",
    },
    "font": {
        **_plain("Type Subtype Name BaseFont FirstChar LastChar Widths DW W DW2 W2"),
        **_plain("FontBBox FontMatrix"),
        "/CIDSystemInfo": "system",
        "/CIDToGIDMap": "bytes",
        "/CharProcs": "*glyph",
        "/DescendantFonts": "font",
        "/Encoding": "encoding",
        "/FontDescriptor": "descriptor",
        "/Resources": "resources",
        "/ToUnicode": "encoding",
    },
    "descriptor": {
        **_plain("Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle"),
        **_plain("Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth"),
        **_plain("MissingWidth"),
        "/FontFile": "program",
        "/FontFile2": "program",
        "/FontFile3": "program",
    },
    "program": _plain("Subtype Length1 Length2 Length3"),
    "encoding": {
        **_plain("Type BaseEncoding Differences CMapName WMode"),
        "/CIDSystemInfo": "system",
        "/UseCMap": "encoding",
    },
    "system": _plain("Registry Ordering Supplement"),
    "calibration": _plain("WhitePoint BlackPoint Gamma Matrix Range"),
    "glyph": {},
    "bytes": {},
}

# Shapes that are a stream of drawing operators, of a picture, or of other data.
DRAWN = frozenset({"form", "tiling", "glyph"})
DATA = frozenset({"shading", "function", "program", "encoding", "bytes"})
# These may be a dictionary as well.
EITHER = frozenset({"shading", "function", "encoding"})

# What follows the name of a colour space in its array.
COLOURS: dict[str, tuple[str, ...]] = {
    "/DeviceGray": (),
    "/DeviceRGB": (),
    "/DeviceCMYK": (),
    "/CalGray": ("calibration",),
    "/CalRGB": ("calibration",),
    "/Lab": ("calibration",),
    "/Indexed": ("colour", "plain", "bytes"),
    "/Separation": ("plain", "colour", "function"),
    "/DeviceN": ("plain", "colour", "function"),
    "/Pattern": ("colour",),
}
# A colour profile becomes the plain colours of as many components.
DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
