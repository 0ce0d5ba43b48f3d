"""Chance with a seed: shares, days before the day of the nation, numbers that are invented."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from stdnum.cn import uscc

from content.checks.credit_codes import organisation_check
from content.city import read_city
from tests.benchmarks.nation.sample import SAMPLE

T = TypeVar("T")
QUANTITY = re.compile(r"(?<![\d-])[1-9]\d{0,2}(?= ?[处张人位名个具盏份间次天])")
AREAS = 10_000
"""Divisions that begin with 99 are nobody's."""


def _sample_day() -> date:
    city, _ = read_city(SAMPLE)
    assert city, "the sample has a city"
    assert city.as_of, "the sample has a day"
    return city.as_of


DAY = _sample_day()
"""The day on which the nation was reported: the sample's, so that its law and calendar fit."""


class Shares(Generic[T]):
    """Things with the share of each, of which one is drawn by a single number."""

    def __init__(self, shares: Mapping[T, float]) -> None:
        """Add up the shares; they need not make a hundred."""
        self._things = tuple(shares)
        self._sums = tuple(accumulate(shares.values()))

    def draw(self, chance: Random) -> T:
        """Draw one."""
        return self._things[bisect(self._sums, chance.random() * self._sums[-1])]


class Drawn:
    """What is drawn by a chance of its own, so that it is the same whatever came before."""

    neglect = 0.03
    """The share of rows in which something is not known."""
    silent = False
    """Whether nothing is reported at all."""

    def __init__(self, seed: int, kind: int, number: int) -> None:
        """Begin the chance of the `number`-th of its kind."""
        self.number = number
        self.chance = Random(seed << 40 | kind << 32 | number)  # noqa: S311 (no secret)

    def one_in(self, many: float) -> bool:
        """Tell whether something happens to this one; to the first of all, everything does.

        So even a small nation has a row in every table.
        """
        return self.number == 0 or self.chance.random() * many < 1

    def between(self, least: int, most: int) -> int:
        """Draw a whole number; both ends may come."""
        return least + int(self.chance.random() * (most - least + 1))

    def yes(self, share: float) -> str:
        """Draw 是 with this share, else 否."""
        return "是" if self.chance.random() < share else "否"


@cache
def ago(days: int) -> str:
    """Write the day so many days before `DAY`; negative numbers lie ahead."""
    return (DAY - timedelta(days)).isoformat()


def vary(chance: Random, sentence: str) -> str:
    """Say a sentence with other quantities."""
    return QUANTITY.sub(lambda found: str(1 + int(chance.random() * int(found[0]) * 2)), sentence)


def telephone(chance: Random) -> str:
    """Give a number in the sample's area code, which is nobody's."""
    return f"0000-555{int(chance.random() * 100_000):05}"


def credit_code(kind: str, area: int, serial: int) -> str:
    """Give a code with both check characters right and a division that there is not (GB 32100)."""
    body = f"{serial:08}"
    front = f"{kind}99{area % AREAS:04}{body}{organisation_check(body)}"
    return front + str(uscc.calc_check_digit(front))
