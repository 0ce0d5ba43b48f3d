"""Write what a page draws once more, with the operators that draw and nothing else.

Comments, marked content (with it hidden layers and spoken texts) and unknown operators go.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Token, TokenType

from complaints.intake.uploads.jpeg import MAX_PIXELS
from complaints.intake.uploads.refusals import Refusal, RefusedFileError
from complaints.intake.uploads.streams import SHORT_FILTERS, Budget, repack

MAX_TOKENS = 1_000_000  # Of a whole file; a page full of text has about ten thousand.
MAX_OPERANDS = 20_000  # Of one operator: a line of text may have thousands.
INLINE_COSTS = 100  # A picture in the drawing takes as long as so many tokens.

DRAWING = frozenset(
    b"b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l M m n q Q re RG rg ri s S"
    b" SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
BLANK = frozenset({TokenType.space, TokenType.eof})
UNWANTED = frozenset({TokenType.dict_open, TokenType.dict_close, TokenType.bad})
LONG_KEYS = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms",
    "/F": "/Filter", "/H": "/Height", "/I": "/Interpolate", "/IM": "/ImageMask", "/W": "/Width",
}  # fmt: skip
INLINE_KEYS = ("/BitsPerComponent", "/ColorSpace", "/Decode", "/Height", "/ImageMask",
               "/Interpolate", "/Width")  # fmt: skip
PARMS = frozenset(
    {
        "/BitsPerComponent", "/BlackIs1", "/ColorTransform", "/Colors", "/Columns",
        "/EncodedByteAlign", "/EndOfBlock", "/EndOfLine", "/K", "/Predictor", "/Rows",
    }
)  # fmt: skip


class Drawing(pikepdf.TokenFilter):
    """Collects the drawing of one stream; the library hands it token by token."""

    def __init__(self, tokens: Budget, unpacked: Budget) -> None:
        super().__init__()
        self.made = bytearray()
        self._tokens = tokens
        self._unpacked = unpacked
        self._operands: list[bytes] = []
        self._is_wanted = True
        self._picture: bytes | None = None

    def handle_token(self, token: Token = None) -> None:  # type: ignore[assignment]
        """Take one token; an operator ends what was collected before it."""
        kind = token.type_
        if kind in BLANK:
            return
        self._tokens.spend(1)
        if kind == TokenType.word:
            self._end(token.raw_value)
        elif kind == TokenType.inline_image:
            self._picture = token.raw_value
        elif kind != TokenType.comment:
            self._is_wanted &= kind not in UNWANTED
            self._operands.append(token.raw_value)
            if len(self._operands) > MAX_OPERANDS:
                raise RefusedFileError(Refusal.TOO_COMPLEX)

    def _end(self, operator: bytes) -> None:
        if operator == b"ID":  # The operands so far describe the picture that comes now.
            return
        if operator == b"EI" and self._picture is not None:
            self._tokens.spend(INLINE_COSTS)
            described = b" ".join(self._operands)
            self.made += inline_picture(described, self._picture, self._unpacked)
        elif operator in DRAWING and self._is_wanted:
            self.made += b" ".join([*self._operands, operator]) + b"\n"
        self._operands = []
        self._is_wanted = True
        self._picture = None


def redraw(content: bytes, tokens: Budget, unpacked: Budget) -> bytes:
    """Give the same drawing without anything that does not draw."""
    scratch = pikepdf.new()
    page = scratch.add_blank_page()
    page.Contents = scratch.make_stream(content)
    drawing = Drawing(tokens, unpacked)
    page.get_filtered_contents(drawing)
    return bytes(drawing.made)


def as_text(value: object) -> str:
    """Give a name as text whatever its bytes: Chinese programs write names in GBK."""
    return bytes(value).decode("latin-1") if isinstance(value, Name) else ""


def filters_of(described: Object) -> tuple[list[str], list[dict[str, int]]]:
    """Read how the data of a stream or picture is packed: its filters and their parameters."""
    options = [_parameters(given) for given in _listed(described.get("/DecodeParms"))]
    return [as_text(name) for name in _listed(described.get("/Filter"))], options


def _parameters(given: Any) -> dict[str, int]:  # noqa: ANN401 (an object of the file)
    """Read the parameters of one filter that we know and that are whole numbers."""
    if not isinstance(given, Dictionary):
        return {}
    known: dict[str, Any] = {key: value for key, value in given.items() if key in PARMS}
    return {key: value for key, value in known.items() if isinstance(value, int)}


def is_flat(value: object) -> bool:
    """Tell whether a value holds no dictionary, in arrays neither."""
    if isinstance(value, Array):
        return all(is_flat(item) for item in value)
    return not isinstance(value, Dictionary)


def _listed(value: object) -> list[Any]:
    if isinstance(value, Array):
        return list(value)
    return [] if value is None else [value]


def check_size(described: Object) -> None:
    """Refuse a picture of too many pixels."""
    width, height = described.get("/Width"), described.get("/Height")
    if not isinstance(width, int) or not isinstance(height, int) or width < 1 or height < 1:
        raise RefusedFileError(Refusal.BROKEN)
    if width * height > MAX_PIXELS:
        raise RefusedFileError(Refusal.TOO_MANY_PIXELS)


def inline_picture(described: bytes, data: bytes, unpacked: Budget) -> bytes:
    """Write a picture that stands in the drawing itself, its data in hexadecimal digits."""
    given = Object.parse(b"<<" + described + b">>")
    full = Dictionary()
    for key, value in given.items():
        full[LONG_KEYS.get(key, key)] = value
    check_size(full)
    packed = repack(data, *filters_of(full), unpacked)
    short = {long: short for short, long in (SHORT_FILTERS | LONG_KEYS).items()}
    made = Dictionary()
    for key in INLINE_KEYS:
        if key in full and is_flat(full[key]):
            made[short[key]] = full[key]
    made["/F"] = Array([Name.AHx, Name(short[packed.filter])])
    if packed.parms:
        made["/DP"] = Array([None, Dictionary(dict(packed.parms))])
    header = made.unparse().removeprefix(b"<<").removesuffix(b">>")
    return b"BI" + header + b"ID " + packed.data.hex().encode() + b">\nEI\n"
