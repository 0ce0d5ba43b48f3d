"""What is filed against a limit is asked about on the first figure above it, and not before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from content.checks.filings import filing_warnings
from content.tables import Approval, Missing, Premises, Prepayment, Row
from tests import rows

DAY = date(2026, 6, 1)


def warned(*given: Row, local: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Give the column and the rule of every warning."""
    faults = list(filing_warnings(rows.folder(*given, local_rules=local)))
    assert {fault.weight for fault in faults} <= {"warning"}
    return [(f.column.partition("（")[0], f.message.partition("（")[2][:10]) for f in faults]


def prepayment(**changes: Any) -> Prepayment:
    return rows.record(Prepayment, as_of=DAY, **changes)


@pytest.mark.parametrize(
    ("months", "codes"),
    [
        (1, []),
        (2, ["BZ-2026-按月"]),
        (12, ["BZ-2026-按月"]),
        (13, ["BZ-2026-按月", "YF-2024-预收"]),
    ],
)
def test_a_period_longer_than_a_month_is_asked_about(months: int, codes: list[str]) -> None:
    assert warned(prepayment(period_months=months)) == [("period_months", code) for code in codes]


@pytest.mark.parametrize(("months", "count"), [(12, 0), (13, 1), (Missing.NOT_APPLICABLE, 0)])
def test_more_than_twelve_months_beforehand_are_asked_about(
    months: int | Missing, count: int
) -> None:
    assert warned(prepayment(longest_months=months)) == [("longest_months", "YF-2024-预收")] * count


def test_a_local_limit_is_asked_about_where_it_is_adopted() -> None:
    row = prepayment(longest_months=7)

    assert warned(row) == []
    assert warned(row, local=("NX-2025-预收",)) == [("longest_months", "NX-2025-预收")]


def test_a_row_is_held_against_the_law_of_its_own_day() -> None:
    assert warned(rows.record(Prepayment, as_of=date(2024, 9, 30), longest_months=24)) == []


@pytest.mark.parametrize(("invested", "count"), [(True, 1), (False, 0), (None, 0)])
def test_prepaid_money_is_not_invested(*, invested: bool | None, count: int) -> None:
    assert [name for name, _ in warned(prepayment(invested=invested))] == ["invested"] * count


@pytest.mark.parametrize(
    ("pricing", "document", "count"),
    [
        ("政府定价", "不适用", 1),
        ("政府定价", "甲发改价〔2025〕3号", 0),
        ("市场自主定价", "不适用", 0),
    ],
)
def test_a_price_that_the_government_fixed_has_its_document(
    pricing: str, document: str, count: int
) -> None:
    row = prepayment(pricing=pricing, pricing_document=document)

    assert [name for name, _ in warned(row)] == ["pricing_document"] * count


@pytest.mark.parametrize(("deposit", "count"), [("24000", 0), ("24000.01", 1)])
def test_a_deposit_above_twelve_of_the_dearest_bed_is_asked_about(deposit: str, count: int) -> None:
    beds = [
        rows.fee(id_, "床位费", amount, as_of=DAY)
        for id_, amount in (("F1001", 1000), ("F1002", 2000))
    ]
    paid = rows.fee("F1003", "押金", Decimal(deposit), unit="元/次", as_of=DAY)

    assert warned(*beds, paid) == [("amount", "YF-2024-押金")] * count


def test_a_bed_by_the_day_counts_thirty_days() -> None:
    bed = rows.fee("F1001", "床位费", 100, unit="元/日", as_of=DAY)
    paid = rows.fee("F1002", "押金", 36000, unit="元/次", as_of=DAY)

    assert warned(bed, paid) == []


def test_without_a_known_bed_fee_a_deposit_is_no_multiple() -> None:
    bed = rows.fee("F1001", "床位费", Missing.UNVERIFIED, as_of=DAY)

    assert warned(bed, rows.fee("F1002", "押金", 90000, unit="元/次", as_of=DAY)) == []


@pytest.mark.parametrize(("area", "count"), [("1000", 0), ("1000.01", 1)])
def test_a_large_building_tells_of_its_fire_papers(area: str, count: int) -> None:
    premises = rows.record(Premises, as_of=DAY, building_area=Decimal(area))

    assert [name for name, _ in warned(premises)] == ["building_area"] * count


def test_a_fire_paper_that_was_never_asked_for_is_told_too() -> None:
    premises = rows.record(Premises, as_of=DAY, building_area=Decimal(5000))
    papers = [
        rows.record(Approval, id="A1001", kind="消防设计审查", result="未办理"),
        rows.record(Approval, id="A1002", kind="消防验收", result="合格"),
    ]

    assert warned(premises, *papers) == []
    assert len(warned(premises, papers[0])) == 1
