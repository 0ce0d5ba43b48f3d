"""Law as data: every period and every limit is a dated row with its rule and its source.

A rule that changes gets a new row with a new code; the old row keeps its `valid_to`. What no law
fixes and this site decides for itself is named 本站规则 and stands in the same two tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

YES, OWN = "是", "本站规则"


class NoRuleError(Exception):
    """No rule of law covers this subject on this day."""


@dataclass(frozen=True)
class Dated:
    """A row of law: in force from one day to another, with its basis and where to read it."""

    code: str
    subject: str
    valid_from: date
    valid_to: date | None
    basis: str
    source: str

    @property
    def is_own(self) -> bool:
        """Whether no law fixes it and this site decided for itself (本站规则)."""
        return self.source.startswith(OWN)

    def in_force(self, day: date) -> bool:
        """Tell whether the rule was law on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Rule(Dated):
    """How long a fact is shown. Months; `most_months` is None where no rule ends it."""

    severity: str
    least_months: int
    most_months: int | None


@dataclass(frozen=True)
class Limit(Dated):
    """A threshold or a time limit: so many of `unit`.

    A `local` limit is the law of one place; it counts where `local_rules` of city.toml adopts it.
    """

    value: Decimal
    unit: str
    local: bool


@cache
def publicity_rules() -> tuple[Rule, ...]:
    """Read the rules of publicity that come with the program."""
    return tuple(_rule(row) for row in _rows("publicity.csv"))


@cache
def limits() -> tuple[Limit, ...]:
    """Read the limits that come with the program."""
    return tuple(_limit(row) for row in _rows("limits.csv"))


@cache
def rule_for(subject: str, severity: str, day: date) -> Rule:
    """Find the rule in force on `day`.

    Raises NoRuleError where the law of that day says nothing: what no rule allows is not shown.
    """
    for rule in publicity_rules():
        if (rule.subject, rule.severity) == (subject, severity) and rule.in_force(day):
            return rule
    message = f"{subject} {severity} {day}"
    raise NoRuleError(message)


@cache
def limits_for(subject: str, day: date, adopted: tuple[str, ...] = ()) -> tuple[Limit, ...]:
    """Find the limits in force on `day`: the general one, and the local ones that are adopted."""
    return tuple(
        limit
        for limit in limits()
        if limit.subject == subject
        and limit.in_force(day)
        and (not limit.local or limit.code in adopted)
    )


def limit_for(subject: str, day: date) -> Limit:
    """Find the general limit in force on `day`.

    Raises NoRuleError where there is none.
    """
    for limit in limits_for(subject, day):
        return limit
    message = f"{subject} {day}"
    raise NoRuleError(message)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _rule(row: dict[str, str]) -> Rule:
    most = row["most_months"]
    return Rule(
        **_dated(row),
        severity=row["severity"],
        least_months=int(row["least_months"]),
        most_months=int(most) if most else None,
    )


def _limit(row: dict[str, str]) -> Limit:
    return Limit(
        **_dated(row),
        value=Decimal(row["value"]),
        unit=row["unit"],
        local=row["local"] == YES,
    )


def _dated(row: dict[str, str]) -> dict[str, Any]:
    ends = row["valid_to"]
    return {
        "code": row["code"],
        "subject": row["subject"],
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
        "basis": row["basis"],
        "source": row["source"],
    }
