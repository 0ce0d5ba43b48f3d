"""Where the institutions stand: counties of unequal size, their streets, and their authorities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random

from content.tables import Place, Row, Unit
from tests.benchmarks.nation import sample, words
from tests.benchmarks.nation.chance import Drawn, telephone
from tests.benchmarks.nation.sheets import Cells

FIRST_ID = 100_001
HOMES_OF_A_DISTRICT = 14.6
"""41,000 institutions stand in about 2,800 counties."""
MODEL, MODEL_NAME = "jia", "甲区"
MODEL_STREET, MODEL_STREET_NAME = "jia-liuyin", "柳荫街道"
"""The district and the street of the sample whose authorities all others get."""


class District(Drawn):
    """A county with its streets, its authorities and the number of its institutions."""

    def __init__(self, seed: int, number: int, name: str, first: int, homes: int) -> None:
        """Draw the streets of a county whose homes are `first` and the following ones."""
        super().__init__(seed, 1, number)
        self.id = str(FIRST_ID + number)
        self.code = f"d{number + 1:04}"
        self.name = name + words.DISTRICT_KIND.draw(self.chance)
        self.short = name
        self.first, self.homes = first, homes
        count = min(len(words.STREETS), self.between(6, 10) + homes // 10)
        names = self.chance.sample(words.STREETS, count)
        self.streets = [(f"{self.code}-s{n:02}", name) for n, name in enumerate(names, 1)]
        self.units = {row["department"]: self._named(row["name"]) for row in _authorities()}

    @property
    def unit(self) -> str:
        """The unit that reports: the county's civil affairs."""
        return self.unit_of("mz")

    def unit_of(self, department: str) -> str:
        """Give the code of one of the county's authorities."""
        return f"{self.code}-{department}"

    def document(self, word: str, day: str, number: int) -> str:
        """Write the number of a document as the county's authorities do."""
        return f"{self.short}{word}〔{day[:4]}〕{number}号"

    def place_rows(self) -> Iterator[Cells]:
        """Give the county and its streets."""
        yield {"code": self.code, "parent": _root()["code"], "level": "区", "name": self.name}
        for code, name in self.streets:
            yield {"code": code, "parent": self.code, "level": "街道", "name": name}

    def unit_rows(self) -> Iterator[Cells]:
        """Give the authorities of the county and an office in every street."""
        for row in _authorities():
            yield self._unit(row, (MODEL, self.code))
        street_unit = next(row for row in sample.rows(Unit) if row["place"] == MODEL_STREET)
        for code, name in self.streets:
            row = {
                key: value.replace(MODEL_STREET_NAME, name) for key, value in street_unit.items()
            }
            yield self._unit(row, (MODEL_STREET, code))

    def _unit(self, row: dict[str, str], code: tuple[str, str]) -> Cells:
        named = {key: self._named(value) for key, value in row.items()}
        return {
            **named,
            "id": row["id"].replace(*code),
            "place": row["place"].replace(*code),
            "telephone": telephone(self.chance),
        }

    def _named(self, text: str) -> str:
        return text.replace(MODEL_NAME, self.name)


def districts(institutions: int, seed: int) -> Iterator[District]:
    """Part the institutions among counties; a few large ones have many, as cities do."""
    chance = Random(seed)  # noqa: S311 (no secret)
    names = [a + b for a in words.DISTRICT_FIRST for b in words.DISTRICT_SECOND if a != b]
    count = min(len(names), max(1, round(institutions / HOMES_OF_A_DISTRICT)))
    sums = list(accumulate(chance.lognormvariate(0, 0.6) for _ in range(count)))
    ends = [round(institutions * one / sums[-1]) for one in sums]
    chosen = chance.sample(names, count)
    for number, (name, first, end) in enumerate(zip(chosen, [0, *ends], ends, strict=False)):
        yield District(seed, number, name, first, end - first)


def national(kind: type[Row]) -> Iterator[Cells]:
    """Give the rows of the sample's places or units that are those of the whole city."""
    for row in sample.rows(kind):
        if row["level"] == "市":
            yield dict(row)


@cache
def _root() -> Cells:
    return next(national(Place))


@cache
def _authorities() -> tuple[dict[str, str], ...]:
    return tuple(row for row in sample.rows(Unit) if row["place"] == MODEL)
