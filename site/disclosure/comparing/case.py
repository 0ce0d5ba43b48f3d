"""Our case (我家的情况): what a family looks for, as it stands in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from content.tables import Missing, Room
from content.tables.institutions import Ability
from disclosure.comparing.said import Said, say

CARE: tuple[str, ...] = get_args(Ability)
"""The abilities of GB/T 42195, from the least care to the most."""
ROOMS = {"1": "单人间", "2": "双人间", "3": "三人间", "4": "四人间或更多人"}
MEALS = {"yes": "在院里吃", "no": "不在院里吃"}
MOST_IN_ROOM = 4
MONTHS, MOST_MONTHS = 12, 120


@dataclass(frozen=True)
class Case:
    """One family's case; an empty `care` is not known yet, an empty `room` is any."""

    care: str = ""
    room: str = ""
    meals: bool = True
    months: int = MONTHS

    def query(self) -> list[tuple[str, str]]:
        """Give the case as it stands in an address; what nobody chose is left out."""
        chosen = (
            ("care", self.care, ""),
            ("room", self.room, ""),
            ("meals", "yes" if self.meals else "no", "yes"),
            ("months", str(self.months), str(MONTHS)),
        )
        return [(name, value) for name, value, usual in chosen if value != usual]

    def wants(self, room: Room) -> bool:
        """Tell whether a room is of the wanted type."""
        persons = min(room.persons, MOST_IN_ROOM)
        return not self.room or str(persons) == self.room

    def admitted(self, takes_in: tuple[str, ...] | Missing) -> bool | None:
        """Tell whether a home takes in this person; None where nobody can say."""
        if not self.care or isinstance(takes_in, Missing):
            return None
        return self.care in takes_in


def read_case(answers: Mapping[str, str]) -> tuple[Case, list[Said]]:
    """Read a case from an address, and say what in it could not be understood."""
    problems: list[Said] = []
    care, room = answers.get("care", "").strip(), answers.get("room", "").strip()
    if care and care not in CARE:
        care = ""
        problems.append(say("没有看懂照护等级，请重新选。"))
    if room and room not in ROOMS:
        room = ""
        problems.append(say("没有看懂房型，请重新选。"))
    months = _months(answers.get("months", "").strip())
    if months is None:
        problems.append(say("住几个月，请写 1 到 %(most)s 的整数。", most=MOST_MONTHS))
    return Case(care, room, answers.get("meals") != "no", months or MONTHS), problems


def _months(text: str) -> int | None:
    if not text:
        return MONTHS
    if not text.isdecimal() or len(text) > len(str(MOST_MONTHS)):
        return None
    return int(text) if 1 <= int(text) <= MOST_MONTHS else None
