"""Folding: what counts as the same when people type, character by character.

Full and half width, case, accents, traditional and simplified characters are made one; spaces
and what nobody sees are left out. In names, addresses and numbers punctuation is left out too.
Every character is folded by itself (never OpenCC's phrases), so that what is a substring before
folding is one after it, and every place leads back to the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
BORDER = "\x1f"
"""Stands between values that are folded together; nobody sees it, so no folded query holds it."""
TABLE = Path(__file__).with_name("traditional.txt")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[i]` is where its character `i` stands in the text as written."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> str:
    """Fold a running text."""
    return text.translate(_STRICT)


def fold_name(text: str) -> str:
    """Fold a name, an address or a number: punctuation inside it does not count either."""
    return text.translate(_LOOSE)


def fold_together(values: Iterable[str], *, loose: bool) -> str:
    """Fold values into one text with borders between them, quicker than one by one."""
    text = BORDER.join(value.replace(BORDER, "") for value in values)
    return text.translate(_LOOSE_VALUES if loose else _STRICT_VALUES)


def fold_with_places(text: str, *, loose: bool) -> Folded:
    """Fold a text and remember where each character came from."""
    table = _LOOSE if loose else _STRICT
    pieces = [table[ord(character)] for character in text]
    places = (place for place, piece in enumerate(pieces) for _ in piece)
    return Folded("".join(pieces), tuple(places))


class _Table(dict[int, str]):
    """What each character folds to, for `str.translate`, found when it is first met."""

    def __init__(self, *, loose: bool, kept: str = "") -> None:
        super().__init__({ord(character): character for character in kept})
        self._loose = loose

    def __missing__(self, code: int) -> str:
        piece = _piece(chr(code))
        if self._loose:
            piece = "".join(part for part in piece if unicodedata.category(part)[0] != "P")
        self[code] = piece
        return piece


def _piece(character: str) -> str:
    """Fold one character until nothing changes any more."""
    piece, before = character, ""
    while piece != before:
        before = piece
        piece = "".join(_step(part) for part in piece)
    return piece


def _step(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    if any(unicodedata.category(part) in UNSEEN for part in parts):
        parts = "".join(part for part in parts if unicodedata.category(part) not in UNSEEN)
    whole = unicodedata.normalize("NFKC", parts).casefold()
    return "".join(_traditional().get(part, part) for part in whole)


@cache
def _traditional() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1] for line in lines if not line.startswith("#")}


_STRICT = _Table(loose=False)
_LOOSE = _Table(loose=True)
_STRICT_VALUES = _Table(loose=False, kept=BORDER)
_LOOSE_VALUES = _Table(loose=True, kept=BORDER)
