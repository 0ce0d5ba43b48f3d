"""Analysis: what the engines store. It is ours and the same for all of them.

A text becomes its overlapping pairs of characters, each in its own place, so that a phrase of
pairs is a substring and nothing else is; single characters are kept beside them. No segmenter
decides where a word ends. Between two values stands a border that no query can contain, so two
pairs hold it: nothing is found across them, not even by an engine that looks at every second pair
only.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum

from search_index.folding import BORDER, fold, fold_name, fold_together

CODES = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
BLANK = array("I", [ord(" ")])


class Role(StrEnum):
    """How a value is folded: as a name (also addresses, numbers) or as a running text."""

    NAME = "name"
    TEXT = "text"

    def fold(self, value: str) -> str:
        """Fold a value in this role."""
        return fold_name(value) if self is Role.NAME else fold(value)


FIELDS = tuple(f"{role}_{size}" for role in Role for size in ("one", "two"))
"""The fields that every engine keeps: single characters, and pairs with their places."""


def tokens(role: Role, values: Iterable[str]) -> dict[str, str]:
    """Analyse the values of one role: field → tokens with blanks between, pairs in their order."""
    text = fold_together(values, loose=role is Role.NAME)
    single = " ".join(dict.fromkeys(text.replace(BORDER, "")))
    return {f"{role}_one": single, f"{role}_two": _spaced_pairs(text)}


def asked(role: Role, word: str) -> tuple[str, Sequence[str]] | None:
    """Analyse a word that is looked for: field and tokens, None where nothing is left of it."""
    folded = role.fold(word)
    if not folded:
        return None
    return (f"{role}_one", [folded]) if len(folded) == 1 else (f"{role}_two", pairs(folded))


def pairs(text: str) -> list[str]:
    """Give the overlapping pairs of a text."""
    return [text[place : place + 2] for place in range(len(text) - 1)]


def _spaced_pairs(text: str) -> str:
    """Write the pairs of a text with blanks between, as whole columns: a country has millions."""
    codes = array("I", text.encode(CODES))
    written = BLANK * (3 * max(0, len(codes) - 1))
    written[::3], written[1::3] = codes[:-1], codes[1:]
    return written.tobytes().decode(CODES)
