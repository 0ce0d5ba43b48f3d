"""Analysis: what the engines store. It is ours and the same for all of them.

A text becomes its overlapping pairs of characters, each in its own place, so that a phrase of
pairs is a substring and nothing else is; single characters are kept beside them. No segmenter
decides where a word ends. Between two values stand two marks that no query can contain: nothing
is found across them, not even by an engine that looks at every second pair only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from search_index.folding import fold, fold_name

MARK = "|"
"""Stands alone where only pairs stand, so it is equal to none of them."""


class Role(StrEnum):
    """How a value is folded: as a name (also addresses, numbers) or as a running text."""

    NAME = "name"
    TEXT = "text"

    def fold(self, value: str) -> str:
        """Fold a value in this role."""
        return fold_name(value) if self is Role.NAME else fold(value)


FIELDS = tuple(f"{role}_{size}" for role in Role for size in ("one", "two"))
"""The fields that every engine keeps: single characters, and pairs with their places."""


def tokens(role: Role, values: Iterable[str]) -> dict[str, list[str]]:
    """Analyse the values of one role: field → tokens, the pairs in their order."""
    folded = [text for value in values if (text := role.fold(value))]
    single = sorted(set().union(*folded))
    return {f"{role}_one": single, f"{role}_two": list(_pairs_of(folded))}


def asked(role: Role, word: str) -> tuple[str, Sequence[str]] | None:
    """Analyse a word that is looked for: field and tokens, None where nothing is left of it."""
    folded = role.fold(word)
    if not folded:
        return None
    return (f"{role}_one", [folded]) if len(folded) == 1 else (f"{role}_two", pairs(folded))


def pairs(text: str) -> list[str]:
    """Give the overlapping pairs of a text."""
    return [text[place : place + 2] for place in range(len(text) - 1)]


def _pairs_of(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from pairs(value)
        yield from (MARK, MARK)
