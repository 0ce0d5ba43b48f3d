"""The clock of a complaint: which rule of time holds, when it runs out, and how it stands.

Rules without I/O: the day is always an argument. What is asked here has one answer for ever, so a
leg keeps the terms it was given and is explained from those, whatever `deadlines.csv` says later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from content.tables import Deadline
from content.working_days import NOT_PAUSED, ONE, Due, State, WorkingDays
from content.working_days import explain as explain_days

SHANGHAI = ZoneInfo("Asia/Shanghai")
ANY = "任何"
NEAR = 2
"""A deadline with so many working days left, or fewer, is 临期."""


class Terms(Protocol):
    """What a leg was given: a `Deadline` has it, and so has the leg that keeps a copy."""

    @property
    def n(self) -> int:
        """How many days."""

    @property
    def unit(self) -> str:
        """工作日 or 自然日."""

    @property
    def basis(self) -> str:
        """Which clause, or who set it."""

    @property
    def source(self) -> str:
        """Where the basis can be read."""


class Standing(StrEnum):
    """How a running leg stands."""

    IN_TIME = "按期"
    NEAR = "临期"
    OVERDUE = "逾期"
    UNDETERMINED = "待定"


@dataclass(frozen=True)
class Light:
    """How a running leg stands, with words that need no colour."""

    standing: Standing
    words: str


def local_day(moment: datetime) -> date:
    """Give the day in Asia/Shanghai of a moment; day 0 is the day of receipt there.

    Raises ValueError for a moment without a time zone: the machine's own would be a guess.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(SHANGHAI).date()


def choose(  # noqa: PLR0913 (a case has that many sides)
    deadlines: Iterable[Deadline],
    *,
    kind: str,
    matter: str | None,
    group: str | None,
    urgent: bool,
    role: str,
    leg: str,
    day: date,
) -> Deadline | None:
    """Give the most particular rule in force on `day`; None where there is none.

    A rule for urgent cases goes first, then one for the matter, its group, the kind of paper.
    """
    fitting = [
        rule
        for rule in deadlines
        if (rule.role, rule.leg) == (role, leg)
        and rule.kind in (ANY, kind)
        and rule.matter in (None, matter)
        and rule.group in (None, group)
        and rule.urgent in (None, urgent)
        and rule.in_force(day)
    ]
    # Two equals are a fault that `check` finds; should one slip through, the older id holds.
    return max(sorted(fitting, key=lambda rule: rule.id), key=_particular, default=None)


def due(
    terms: Terms,
    day_zero: date,
    working_days: WorkingDays,
    paused: Collection[date] = NOT_PAUSED,
    extended_by: int = 0,
) -> Due:
    """Give the due date of a leg; `paused` are whole days that do not count."""
    return working_days.add(day_zero, terms.n + extended_by, terms.unit, paused)


def overdue_since(due: Due, today: date) -> date | None:
    """Give the day after the due day, once it has come; whenever the timer happens to run."""
    if due.day is None or today <= due.day:
        return None
    return due.day + ONE


def remaining(due: Due, today: date, working_days: WorkingDays) -> int | None:
    """Count the working days left: 0 on the last day, negative from the day after.

    A rest day after the due day already belongs to the first day over. None: undetermined.
    """
    if due.day is None:
        return None
    left = working_days.between(today, due.day)
    return left if left is None or today <= due.day else min(left, -1)


def light(due: Due, today: date, working_days: WorkingDays, near: int = NEAR) -> Light:
    """Tell how a running leg stands on `today`."""
    if due.day is None:
        return Light(Standing.UNDETERMINED, "到期日待定，有了那一年的工作日历就能确定")
    ends = f"{due.day}{'（暂定）' if due.state is State.PROVISIONAL else ' '}到期"
    if since := overdue_since(due, today):
        return Light(Standing.OVERDUE, f"逾期，{ends}，自 {since} 起逾期")
    if today == due.day:
        return Light(Standing.NEAR, f"临期，{ends}，就是今天")
    left = remaining(due, today, working_days)
    if left is not None and left <= near:
        return Light(Standing.NEAR, f"临期，{ends}，还有 {left} 个工作日")
    return Light(Standing.IN_TIME, f"按期，{ends}")


def in_time(due: Due, ended_on: date) -> bool | None:
    """Tell whether a leg that ended on that day kept its time; frozen when the leg ends.

    An undetermined leg kept it if it ended before its last day can be; otherwise None, until
    the calendar is in: nobody is called late by a guess.
    """
    if due.day is not None:
        return ended_on <= due.day
    return True if due.steps and ended_on <= due.steps[-1].day else None


def explain(due: Due, terms: Terms | None = None) -> list[str]:
    """Say in plain Chinese how the date came about: the rule first, then day by day."""
    if terms is None:
        return explain_days(due)
    days = explain_days(due, terms.n)
    rule = f"时限：{terms.n} 个{terms.unit}；依据：{terms.basis}；出处：{terms.source}"
    return [rule, *days]


def _particular(rule: Deadline) -> tuple[bool, bool, bool, bool, bool]:
    """Rank a rule; an urgent one goes before all, or a matter's own rule would switch it off."""
    return (
        rule.urgent is True,
        rule.matter is not None,
        rule.group is not None,
        rule.kind != ANY,
        rule.urgent is not None,
    )
