"""Working days (工作日): counted with make-up days, explained day by day, never guessed silently.

The day of the event is day 0 and is not counted (民法典 第二百零一条); a deadline ends with its
last day, and natural days that end on a rest day roll forward (第二百零三条). A year whose file is
provisional (暂定) makes every date it touches provisional; without a file a date is undetermined
(待定). The last week of a year is provisional until the next year's notice is in, because that
notice may move its days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from content.tables import CalendarDay

SATURDAY = 5
LAST_WEEK = 7
ONE = timedelta(days=1)
WORKING_DAY, NATURAL_DAY = UNITS = ("工作日", "自然日")
WEEK_SOURCE = "《国务院关于职工工作时间的规定》第七条"
NOT_PAUSED: frozenset[date] = frozenset()
PAUSED = "办理暂停"


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
    UNKNOWN = "待定"


WORKING = frozenset({Kind.COUNTED, Kind.MAKE_UP})
COUNTING = WORKING | {Kind.PLAIN}
WORDS = {
    Kind.COUNTED: "第 {number} 个工作日",
    Kind.MAKE_UP: "第 {number} 个工作日（{name}调休上班）",
    Kind.PLAIN: "第 {number} 天",
    Kind.REST: "周末，不计",
    Kind.HOLIDAY: "{name}放假，不计",
    Kind.PAUSED: "{name}，不计",
    Kind.ROLLED: "最后一天遇休息日，顺延到这一天",
    Kind.UNKNOWN: "还没有 {year} 年的工作日历，从这一天起不能确定",
}


@dataclass(frozen=True)
class Step:
    """One day on the way to a due date: what it is, its number if it counts, and why."""

    day: date
    kind: Kind
    number: int | None
    name: str
    source: str
    state: State


@dataclass(frozen=True)
class Due:
    """A due date with its explanation; `day` is None while it is undetermined."""

    day: date | None
    state: State
    steps: tuple[Step, ...]


class WorkingDays:
    """The working days of all years that have a calendar file."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        """Learn the days that differ from the ordinary week.

        One provisional day makes its year provisional: half a notice is no notice.
        """
        self._special = {row.date: row for row in days}
        provisional = {day.year for day, row in self._special.items() if row.state == "暂定"}
        self._years = {
            day.year: State.PROVISIONAL if day.year in provisional else State.OFFICIAL
            for day in self._special
        }

    def kind(self, day: date) -> Kind:
        """Tell what a day is: by its year's file or, where that is silent, by the week."""
        if day.year not in self._years:
            return Kind.UNKNOWN
        if special := self._special.get(day):
            return Kind.MAKE_UP if special.day == "班" else Kind.HOLIDAY
        return Kind.COUNTED if day.weekday() < SATURDAY else Kind.REST

    def is_working(self, day: date) -> bool:
        """Tell whether `day` is known to be a working day."""
        return self.kind(day) in WORKING

    def state(self, day: date) -> State:
        """Tell how certain it is whether `day` is a working day."""
        year = self._years.get(day.year, State.UNDETERMINED)
        in_last_week = (date(day.year, 12, 31) - day).days < LAST_WEEK
        following = self._years.get(day.year + 1)
        if year is State.OFFICIAL and in_last_week and following is not State.OFFICIAL:
            return State.PROVISIONAL
        return year

    def add(
        self, day0: date, n: int, unit: str = WORKING_DAY, paused: Collection[date] = NOT_PAUSED
    ) -> Due:
        """Give the date that is `n` days after `day0`, with every day on the way.

        Natural days that end on a rest day roll forward to the next working day. `paused` days do
        not count; a mapping says of each why. Raises ValueError for n < 1 and for a unit that
        there is not.
        """
        if n < 1 or unit not in UNITS:
            raise ValueError(f"no deadline of {n} {unit}")
        steps = tuple(self._walk(day0, n, unit, paused))
        states = {step.state for step in steps}
        if not steps or State.UNDETERMINED in states:
            return Due(None, State.UNDETERMINED, steps)
        provisional = State.PROVISIONAL in states
        return Due(steps[-1].day, State.PROVISIONAL if provisional else State.OFFICIAL, steps)

    def between(self, first: date, last: date, paused: Collection[date] = NOT_PAUSED) -> int | None:
        """Count the working days after `first` up to and including `last`, as `add` does.

        Backwards the number is negative. None: a day on the way is undetermined.
        """
        if last < first:
            back = self.between(last, first, paused)
            return None if back is None else -back
        days = [first + ONE * k for k in range(1, (last - first).days + 1)]
        if any(day.year not in self._years for day in days):
            return None
        return sum(self.is_working(day) and day not in paused for day in days)

    def _walk(self, day0: date, n: int, unit: str, paused: Collection[date]) -> Iterator[Step]:
        """Go from day to day until n have counted; an unknown year ends the walk."""
        day, number, arrived = day0, 0, False
        while not arrived and day < date.max:
            day += ONE
            kind = self._kind_on_the_way(day, unit, paused, rolling=number == n)
            counts = kind in COUNTING
            number += counts
            paused_for = _why(paused, day) if kind is Kind.PAUSED else ""
            yield self._step(day, kind, number if counts else None, paused_for)
            on_rest = kind is Kind.PLAIN and not self.is_working(day)
            arrived = kind in (Kind.UNKNOWN, Kind.ROLLED) or (
                counts and number == n and not on_rest
            )

    def _kind_on_the_way(
        self, day: date, unit: str, paused: Collection[date], *, rolling: bool
    ) -> Kind:
        kind = self.kind(day)
        takes_time = kind in WORKING or (unit == NATURAL_DAY and not rolling)
        if kind is Kind.UNKNOWN or not takes_time:
            return kind
        if day in paused:
            return Kind.PAUSED
        if unit == NATURAL_DAY:
            return Kind.ROLLED if rolling else Kind.PLAIN
        return kind

    def _step(self, day: date, kind: Kind, number: int | None, paused_for: str) -> Step:
        special = self._special.get(day)
        name, source = (special.name, special.source) if special else ("", "")
        name = paused_for or name
        if kind is Kind.REST:
            source = WEEK_SOURCE
        return Step(day, kind, number, name, source, self.state(day))


def _why(paused: Collection[date], day: date) -> str:
    return (paused.get(day) if isinstance(paused, Mapping) else None) or PAUSED


def explain(due: Due, n: int | None = None) -> list[str]:
    """Say in plain Chinese how a date came about, a line for each day, the date last.

    `n` are the days of the rule: those counted after them were given by an extension (延期).
    """
    lines = [f"{say_day(due.steps[0].day - ONE)}：起算日，不计"] if due.steps else []
    lines += [f"{_marked(step.day, step.state)}：{_say_step(step, n)}" for step in due.steps]
    return [*lines, say_due(due)]


def say_due(due: Due) -> str:
    """Say a due date with how certain it is; it lasts until the end of its day."""
    if due.day is None:
        return "到期日：待定；有了那一年的工作日历就能确定，不影响受理和办理"
    line = f"到期日：{_marked(due.day, due.state)}，当天 24 时前"
    if due.state is State.PROVISIONAL:
        line += "；放假安排公布后可能调整"
    return line


def say_day(day: date) -> str:
    """Write a day with its weekday: 2026-02-28（星期六）."""
    return f"{day}（星期{'一二三四五六日'[day.weekday()]}）"


def _marked(day: date, state: State) -> str:
    return say_day(day) + ("（暂定）" if state is State.PROVISIONAL else "")


def _say_step(step: Step, n: int | None) -> str:
    said = WORDS[step.kind].format(number=step.number, name=step.name, year=step.day.year)
    beyond = step.number - n if n is not None and step.number is not None else 0
    return f"{said}，延期第 {beyond} 天" if beyond > 0 else said
