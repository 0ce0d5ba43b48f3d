"""Districts and streets of a list as places, each with a code that never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Literal

from pypinyin import lazy_pinyin

from content.tables import Place

ENDINGS = ("新区", "区", "县", "市", "區", "縣")
LONGEST = 36
"""A code may have 40 characters; a number behind a collision needs its room."""


class Places:
    """The places of a city, growing by what a list names."""

    def __init__(self, rows: list[Place], city: str, codes: Mapping[str, str]) -> None:
        """Begin with the places there are; `city` is the code of the one above all districts."""
        self.rows = list(rows)
        self._city = city
        self._codes = codes
        self._known = {(row.parent, row.name): row.code for row in rows}
        self._parents = {row.code: row.parent for row in rows}

    def code(self, district: str, street: str = "") -> str:
        """Give the code of a street, or of its district where the list names no street."""
        found = self._find(self._city, "区", district)
        return self._find(found, "街道", street) if street else found

    def is_within(self, code: str, district: str) -> bool:
        """Tell whether one place lies directly in another."""
        return self._parents.get(code) == district

    def _find(self, parent: str, level: Literal["区", "街道"], name: str) -> str:
        if (parent, name) not in self._known:
            code = self._new(parent, level, name)
            self.rows.append(Place(code=code, parent=parent, level=level, name=name))
            self._known[parent, name] = code
            self._parents[code] = parent
        return self._known[parent, name]

    def _new(self, parent: str, level: str, name: str) -> str:
        """Spell a name: 宝山区 is baoshan, its 大场镇 baoshan-dachangzhen."""
        spelt = self._codes.get(name) or _spell(_short(name) if level == "区" else name)
        code = spelt if level == "区" else f"{parent}-{spelt}"
        code = code[:LONGEST].strip("-")
        numbered = (code if number == 1 else f"{code}-{number}" for number in count(1))
        return next(one for one in numbered if one not in self._parents)


def _short(name: str) -> str:
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def _spell(name: str) -> str:
    letters = "".join(lazy_pinyin(name)).lower().replace("ü", "v")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum()) or "place"
