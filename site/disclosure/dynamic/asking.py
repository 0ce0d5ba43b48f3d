"""What a visitor looks for, which lives in the address alone: read it, and write it changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from search_index.facets import NAMES
from search_index.query import LONGEST

Pairs = tuple[tuple[str, str], ...]

SORTS = {
    "relevance": "最相关的在前",
    "price": "便宜的在前",
    "grade": "等级高的在前",
    "date": "日期近的在前",
}
RELEVANCE = "relevance"
LONGEST_VALUE = 40
LONGEST_NUMBER = 6
JOINERS = "\u200c\u200d"  # Parts of emoji and of some scripts; all other such signs are unseen.
UNSEEN = ("Cc", "Cf", "Cs")
PLANE, FIRST_OF_NONE, LAST_OF_NONE = 0xFFFE, 0xFDD0, 0xFDEF


@dataclass(frozen=True)
class Asked:
    """What was typed, by what it is narrowed, how it is sorted, which page of it is wanted."""

    typed: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    shortened: bool = False
    """Whether more was typed than is looked for."""

    @property
    def query(self) -> Pairs:
        """The same as it stands in the address, in the same order whoever writes it."""
        pairs = [("q", self.typed), *((name, self.chosen.get(name, "")) for name in NAMES)]
        pairs.append(("sort", "" if self.sort == RELEVANCE else self.sort))
        pairs.append(("page", "" if self.page == 1 else str(self.page)))
        return tuple((name, value) for name, value in pairs if value)

    def narrowed(self, name: str, value: str) -> Asked:
        """Choose a value of a facet; another district leaves no street chosen."""
        return replace(self, chosen={**self.without(name).chosen, name: value}, page=1)

    def without(self, name: str) -> Asked:
        """Choose no value of a facet; without its district a street is not chosen either."""
        left_out = {name, "street"} if name == "district" else {name}
        kept = {one: value for one, value in self.chosen.items() if one not in left_out}
        return replace(self, chosen=kept, page=1)

    def of(self, typed: str) -> Asked:
        """Look for other words, narrowed in the same way."""
        return replace(self, typed=typed, page=1, shortened=False)


def read_asked(args: MultiDict[str, str]) -> Asked:
    """Read an address; what cannot be understood is as if it were not there."""
    raw, sort = args.get("q", ""), args.get("sort", "")
    chosen = {name: clean(args.get(name, ""))[:LONGEST_VALUE] for name in NAMES}
    return Asked(
        typed=clean(raw)[:LONGEST].strip(),
        chosen={name: value for name, value in chosen.items() if value},
        sort=sort if sort in SORTS else RELEVANCE,
        page=_number(args.get("page", "")),
        shortened=len(raw.strip()) > LONGEST,
    )


def clean(text: str) -> str:
    """Leave out what cannot be seen or written in a page; runs of blanks become one."""
    return " ".join("".join(_seen(one) for one in text).split())


def _seen(character: str) -> str:
    if character in JOINERS:
        return character
    code = ord(character)
    is_none = code & PLANE == PLANE or FIRST_OF_NONE <= code <= LAST_OF_NONE
    unseen = is_none or unicodedata.category(character) in UNSEEN
    return (" " if character.isspace() else "") if unseen else character


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return max(1, int(text)) if is_number else 1
