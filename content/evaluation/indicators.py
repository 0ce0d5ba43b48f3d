"""The indicators of the form as data: number, group, what is asked, how it is answered."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

BY_HAND = "需人工填写"


@dataclass(frozen=True)
class Indicator:
    """One line of the form (二级指标) in our own short words.

    `unit` is in what the form wants it answered; `answer` is 计算 or 需人工填写; `words` are what
    the title of a published document must hold to answer it; `basis` is the form's last column.
    """

    number: str
    group: str
    indicator: str
    unit: str
    answer: str
    words: tuple[str, ...]
    basis: str

    @property
    def is_computed(self) -> bool:
        """Whether content can answer it, in whole or in part."""
        return self.answer != BY_HAND


@cache
def indicators() -> tuple[Indicator, ...]:
    """Read the indicators in the order of the form."""
    text = (resources.files(__package__) / "indicators.csv").read_text(encoding="utf-8")
    return tuple(_indicator(row) for row in csv.DictReader(text.splitlines()))


def _indicator(row: dict[str, str]) -> Indicator:
    words = tuple(word for word in row.pop("words").split("；") if word)
    return Indicator(**row, words=words)
