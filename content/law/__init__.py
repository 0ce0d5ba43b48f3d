"""Law as data: every period is a dated row with the rule it comes from and its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


class NoRuleError(Exception):
    """No rule of law covers this subject on this day."""


@dataclass(frozen=True)
class Rule:
    """How long a fact is shown. Months; `most_months` is None where no rule ends it."""

    rule: str
    subject: str
    severity: str
    least_months: int
    most_months: int | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str

    def in_force(self, day: date) -> bool:
        """Tell whether the rule was law on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def publicity_rules() -> tuple[Rule, ...]:
    """Read the rules of publicity that come with the program."""
    text = (resources.files(__name__) / "publicity.csv").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in csv.DictReader(text.splitlines()))


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


def _rule(row: dict[str, str]) -> Rule:
    most, ends = row["most_months"], row["valid_to"]
    return Rule(
        rule=row["rule"],
        subject=row["subject"],
        severity=row["severity"],
        least_months=int(row["least_months"]),
        most_months=int(most) if most else None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(ends) if ends else None,
        basis=row["basis"],
        source=row["source"],
    )
