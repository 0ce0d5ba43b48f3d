"""One spelling for every way of typing: what the words of a complaint are looked up in."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Fold width and case; leave out spaces, punctuation, emoji and control characters.

    What remains is letters, digits and characters, so that 「押 金，不退」 reads 「押金不退」.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())
