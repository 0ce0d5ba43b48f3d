"""Terms of retention: which rule, and to the day."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.retention.terms import TEXT, last_day, rule_for
from content import Catalog
from content.tables import RetentionRule
from content.tables.retention import TermUnit


def rule(n: int, unit: TermUnit) -> RetentionRule:
    return RetentionRule(
        id="K90", what="联系方式", kind="任何", n=n, unit=unit, basis="示例", source="示例"
    )


@pytest.mark.parametrize(
    ("closed_on", "n", "unit", "expected"),
    [
        (date(2026, 11, 20), 12, "月", date(2027, 11, 20)),
        (date(2026, 8, 31), 6, "月", date(2027, 2, 28)),  # No 31 February: the month's end.
        (date(2027, 8, 31), 6, "月", date(2028, 2, 29)),  # Of a leap year, too.
        (date(2028, 2, 29), 1, "年", date(2029, 2, 28)),
        (date(2026, 12, 31), 1, "月", date(2027, 1, 31)),
        (date(2026, 11, 20), 30, "年", date(2056, 11, 20)),
    ],
)
def test_a_term_ends_on_the_same_day_of_its_last_month(
    closed_on: date, n: int, unit: TermUnit, expected: date
) -> None:
    assert last_day(rule(n, unit), closed_on) == expected


def test_the_rule_for_a_kind_goes_before_that_for_any(catalog: Catalog) -> None:
    rules = catalog.all(RetentionRule)

    chosen = [rule_for(rules, TEXT, kind) for kind in ("举报", "投诉", "表扬")]
    assert [one and one.id for one in chosen] == ["K04", "K03", "K06"]


def test_without_a_rule_it_is_kept_for_ever() -> None:
    assert rule_for([], TEXT, "投诉") is None
