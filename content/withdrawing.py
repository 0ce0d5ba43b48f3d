"""Decisions that were withdrawn (行政处罚法 第四十八条).

A published penalty that is changed, revoked or found unlawful or void leaves the site at once.
What stays for the months of the rule is the explanation which the law asks for: that there was a
decision, what became of it and why; never its facts nor its document number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from content.law import NoRuleError, Rule, rule_for
from content.publicity import Window, Withheld, add_months, window_by_rule
from content.tables import Missing, Penalty, Row


@dataclass(frozen=True)
class Withdrawal:
    """The explanation of a withdrawn decision; `until` is the last day on which it stands.

    `id` is the decision's own, so that an old link still leads somewhere; `decided_on` is the day
    on which it was changed or revoked.
    """

    id: str
    institution: str
    kind: str
    outcome: str
    decided_on: date
    until: date
    reason: str | Missing
    rule: Rule


def withdrawals(withheld: Iterable[tuple[Row, Withheld]], day: date) -> list[Withdrawal]:
    """Give the explanations that stand on `day`, the newest first."""
    found = [
        told
        for row, why in withheld
        if why is Withheld.WITHDRAWN and isinstance(row, Penalty) and (told := _told(row, day))
    ]
    return sorted(found, key=lambda one: (one.decided_on, one.id), reverse=True)


def _told(row: Penalty, day: date) -> Withdrawal | None:
    """Explain, but only what had been on display: nobody else need learn that it ever was."""
    if row.remedy_on is None or not _was_shown(row, row.remedy_on, day):
        return None
    try:
        rule = rule_for("withdrawal", "", day)
    except NoRuleError:
        return None
    until = add_months(row.remedy_on, rule.most_months or 0)
    if day > until:
        return None
    reason = row.remedy_reason or Missing.NOT_REPORTED
    return Withdrawal(
        row.id, row.institution, row.TITLE, row.remedy, row.remedy_on, until, reason, rule
    )


def _was_shown(row: Penalty, last: date, day: date) -> bool:
    """Tell whether the decision was on display when it was withdrawn, by the law of `day`."""
    window = window_by_rule(row, day)
    return (
        isinstance(window, Window)
        and window.begins <= last
        and (window.ends is None or last <= window.ends)
    )
