"""Working days (工作日): counted with make-up days, explained day by day, never guessed silently.

The day of the event is day 0 and is not counted; a deadline ends with its last day. A year whose
file is provisional (暂定) makes every date it touches provisional; without a file a date is
undetermined (待定). The last week of a year is provisional until the next year's notice is in,
because that notice may move its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from content.tables import CalendarDay

Unit = Literal["工作日", "自然日"]
SATURDAY = 5
LAST_WEEK = 7
ONE = timedelta(days=1)


class State(StrEnum):
    """How certain a date is."""

    OFFICIAL = "正式"
    PROVISIONAL = "暂定"
    UNDETERMINED = "待定"


class Kind(StrEnum):
    """What a day is to the clock."""

    COUNTED = "工作日"
    MAKE_UP = "调休上班"
    REST = "周末"
    HOLIDAY = "放假"
    PAUSED = "暂停"
    PLAIN = "自然日"
    ROLLED = "顺延"


@dataclass(frozen=True)
class Step:
    """One day on the way to a due date: what it is, its number if it counts, and why."""

    day: date
    kind: Kind
    number: int | None
    name: str
    source: str


@dataclass(frozen=True)
class Due:
    """A due date with its explanation; `day` is None while it is undetermined."""

    day: date | None
    state: State
    steps: tuple[Step, ...]


class WorkingDays:
    """The working days of all years that have a calendar file."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        """Learn the days that differ from the ordinary week."""
        self._special = {row.date: row for row in days}
        self._years = {row.date.year: State(row.state) for row in self._special.values()}

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on `day`, by its file or, without one, by the week."""
        special = self._special.get(day)
        return special.day == "班" if special else day.weekday() < SATURDAY

    def state(self, day: date) -> State:
        """Tell how certain it is whether `day` is a working day."""
        year = self._years.get(day.year, State.UNDETERMINED)
        in_last_week = (date(day.year, 12, 31) - day).days < LAST_WEEK
        following = self._years.get(day.year + 1)
        if year is State.OFFICIAL and in_last_week and following is not State.OFFICIAL:
            return State.PROVISIONAL
        return year

    def add(
        self, day0: date, n: int, unit: Unit = "工作日", paused: frozenset[date] = frozenset()
    ) -> Due:
        """Give the date that is `n` days after `day0`, with every day on the way.

        Natural days that end on a rest day roll forward to the next working day. `paused` days do
        not count. Raises ValueError for n < 1.
        """
        if n < 1:
            message = "a deadline is at least one day"
            raise ValueError(message)
        steps = tuple(self._walk(day0, n, unit, paused))
        states = [self.state(step.day) for step in steps]
        if State.UNDETERMINED in states:
            return Due(None, State.UNDETERMINED, steps)
        provisional = State.PROVISIONAL in states
        return Due(steps[-1].day, State.PROVISIONAL if provisional else State.OFFICIAL, steps)

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`; 0 if none."""
        days = (first + ONE * k for k in range(1, (last - first).days + 1))
        return sum(self.is_working(day) for day in days)

    def _walk(self, day0: date, n: int, unit: Unit, paused: frozenset[date]) -> Iterator[Step]:
        """Go from day to day until n have counted; an unknown year ends the walk."""
        day, count = day0, 0
        while count < n or (unit == "自然日" and not self.is_working(day)):
            day += ONE
            rolling = count >= n
            counts = not rolling and day not in paused
            counts = counts and (unit == "自然日" or self.is_working(day))
            count += counts
            yield self._step(day, unit, count if counts else None, day in paused, rolling)
            if self.state(day) is State.UNDETERMINED:
                return

    def _step(
        self,
        day: date,
        unit: Unit,
        number: int | None,
        paused: bool,  # noqa: FBT001 (told by position once)
        rolling: bool,  # noqa: FBT001
    ) -> Step:
        special = self._special.get(day)
        kind = self._kind(day)
        if paused:
            kind = Kind.PAUSED
        elif rolling:
            kind = Kind.ROLLED
        elif unit == "自然日":
            kind = Kind.PLAIN
        return Step(
            day, kind, number, special.name if special else "", special.source if special else ""
        )

    def _kind(self, day: date) -> Kind:
        special = self._special.get(day)
        if special:
            return Kind.MAKE_UP if special.day == "班" else Kind.HOLIDAY
        return Kind.COUNTED if day.weekday() < SATURDAY else Kind.REST
