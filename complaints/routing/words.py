"""The word table: what families and care workers write, and the matter that it points to.

`words.csv` is ours, one word a row. Weights: 6 life is in danger or an official is named in his
wrong, 5 decides by itself, 4 and 3 strong, 2 just enough to suggest, less a hint. Kinds: 词 counts
for the matter, 同音 is a misspelling that counts like the word meant, 否定 counts against it
(没收红包 is no word of 收红包). A word with 「…」 has two parts that stand a few characters apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from complaints.routing.folding import fold
from content.tables import Matter

ELLIPSIS = "…"
KINDS = ("词", "否定", "同音")
HEAVIEST = 6
PARTS = 2


@dataclass(frozen=True)
class Word:
    """A word that counts for a matter, or against it (kind 否定)."""

    matter: str
    word: str
    weight: float
    kind: str

    @property
    def counts(self) -> float:
        """What the word adds to its matter; below zero for 否定."""
        return -self.weight if self.kind == "否定" else self.weight


@cache
def words() -> tuple[Word, ...]:
    """Read the word table that comes with the program."""
    text = (resources.files(__package__) / "words.csv").read_text(encoding="utf-8")
    return tuple(
        Word(row["matter"], row["word"], float(row["weight"]), row["kind"])
        for row in csv.DictReader(text.splitlines())
    )


def word_faults(table: Iterable[Word], matters: Iterable[Matter]) -> Iterator[str]:
    """Say in Chinese what is wrong with a word table; a word of no matter would never count."""
    codes = {matter.code for matter in matters}
    seen = set()
    for row in table:
        where = f"{row.matter} {row.word}"
        if row.matter not in codes:
            yield f"{where}：没有这个归口事项"
        parts = row.word.split(ELLIPSIS)
        if len(parts) > PARTS or not all(part and fold(part) == part for part in parts):
            yield f"{where}：词里只能有汉字、数字和小写半角字母，中间可以有一个省略号"
        if row.kind not in KINDS:
            yield f"{where}：类别只能是{'、'.join(KINDS)}"
        if not 0 < row.weight <= HEAVIEST:
            yield f"{where}：分量应当大于 0，不超过 {HEAVIEST}"
        if (row.matter, row.word) in seen:
            yield f"{where}：重复"
        seen.add((row.matter, row.word))
