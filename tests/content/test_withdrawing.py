"""The explanation that stays of a withdrawn decision (行政处罚法 第四十八条)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.tables import Penalty, Row
from content.withdrawing import Withdrawal
from tests import rows

REVOKED: dict[str, Any] = {"remedy": "撤销", "remedy_on": date(2026, 8, 20)}


def told(day: str, *given: Row) -> list[Withdrawal]:
    known = given or (rows.penalty(**REVOKED),)
    return Catalog(
        rows.city(), [rows.institution(), *known], {}, date.fromisoformat(day)
    ).withdrawals


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        ("2026-08-19", False),  # the decision itself is still on display
        ("2026-08-20", True),
        ("2027-08-20", True),  # twelve months
        ("2027-08-21", False),
    ],
)
def test_it_stands_for_twelve_months(day: str, *, stands: bool) -> None:
    assert bool(told(day)) is stands


@pytest.mark.parametrize("outcome", ["变更", "撤销", "确认违法", "确认无效"])
def test_it_says_what_became_of_the_decision_and_why(outcome: str) -> None:
    penalty = rows.penalty(**{**REVOKED, "remedy": outcome}, remedy_reason="程序违法")

    (one,) = told("2026-09-01", penalty)

    assert (one.outcome, one.reason) == (outcome, "程序违法")
    assert one.until == date(2027, 8, 20)


def test_a_reason_that_nobody_gave_is_missing_and_never_blank() -> None:
    assert told("2026-09-01")[0].reason == "未填报"


def test_it_holds_neither_the_facts_nor_the_document_number() -> None:
    penalty = rows.penalty(**REVOKED)

    (one,) = told("2026-09-01", penalty)

    values = " ".join(str(getattr(one, field.name)) for field in fields(one))
    for gone in (penalty.document_number, penalty.facts, penalty.content, penalty.offence):
        assert gone not in values


@pytest.mark.parametrize(
    "changes",
    [
        {"published_on": "不适用"},  # never published
        {"severity": "待核实"},
        {"repaired_on": date(2026, 7, 1)},  # repaired before
        {"severity": "轻微", "remedy_on": date(2026, 8, 11)},  # expired the day before
        {"remedy_on": date(2026, 5, 14)},  # revoked before it was published
    ],
)
def test_what_was_not_on_display_is_not_explained(changes: dict[str, Any]) -> None:
    assert told("2026-09-01", rows.penalty(**{**REVOKED, **changes})) == []


def test_it_survives_the_institution_as_penalties_do() -> None:
    closed = rows.institution(valid_to=date(2026, 7, 1))
    found = Catalog(rows.city(), [closed, rows.penalty(**REVOKED)], {}, date(2026, 9, 1))

    assert len(found.withdrawals) == 1
    assert found.all(Penalty) == []
