"""What a month and the first day cost: summed only where every part is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from content import Catalog
from content.costs import Cost, costs, lowest
from content.tables import Fee, Missing, Row
from tests import rows

BED = rows.fee("F0001", "床位费", 1000)
CARE = rows.fee("F0002", "护理费", 500)
MEALS = rows.fee("F0003", "伙食费", 600)


def reckon(*given: Row) -> tuple[Cost, ...]:
    everything = [rows.place(), rows.institution(), *given]
    return costs(Catalog(rows.city(), everything, {}, date(2026, 11, 20)), "100001")


def only(*given: Row) -> Cost:
    (cost,) = reckon(*given)
    return cost


def test_a_month_is_bed_care_and_meals() -> None:
    assert only(BED, CARE, MEALS).monthly == Decimal(2100)


def test_a_price_by_the_day_counts_thirty_days() -> None:
    by_day = rows.fee("F0003", "伙食费", 20, unit="元/日")

    assert only(BED, CARE, by_day).monthly == Decimal(2100)


def test_a_price_for_each_use_is_no_part_of_a_month() -> None:
    bath = rows.fee("F0004", "服务费", 80, unit="元/次")

    assert only(BED, CARE, MEALS, bath).monthly == Decimal(2100)


def test_the_first_day_takes_the_first_month_and_what_is_paid_on_entry() -> None:
    deposit = rows.fee("F0004", "押金", 6000, unit="元/次")

    cost = only(BED, CARE, MEALS, deposit)

    assert cost.on_entry == Decimal(6000)
    assert cost.first_day == Decimal(8100)


def test_without_a_stated_deposit_nobody_knows_the_first_day() -> None:
    nothing = rows.fee("F0004", "押金", Missing.NOT_APPLICABLE, unit="元/次")

    assert only(BED, CARE, MEALS).first_day is Missing.NOT_REPORTED
    assert only(BED, CARE, MEALS, nothing).first_day == Decimal(2100)


def test_a_bill_has_its_parts_to_the_fen() -> None:
    meals = rows.fee("F0003", "伙食费", "20.35", unit="元/日")
    once = rows.fee("F0005", "一次性费用", "99.99", unit="元/次")

    cost = only(BED, CARE, meals, once)

    amounts = {part.item: part.amount for part in (*cost.of_month, *cost.of_entry)}
    assert amounts == {
        "床位费": Decimal(1000),
        "护理费": Decimal(500),
        "伙食费": Decimal("610.50"),
        "服务费": 0,
        "代收代付": 0,
        "押金": Missing.NOT_REPORTED,
        "一次性费用": Decimal("99.99"),
    }


@pytest.mark.parametrize("by_day", ["床位费", "伙食费"])
def test_only_the_bed_makes_a_home_one_that_charges_by_the_day(by_day: str) -> None:
    given = [rows.fee(f"F000{n}", item, 50, unit="元/日" if item == by_day else "元/月")
             for n, item in enumerate(("床位费", "护理费", "伙食费"))]  # fmt: skip

    assert only(*given).by_day is (by_day == "床位费")


@pytest.mark.parametrize("lacking", [BED, CARE, MEALS])
def test_without_a_needed_part_there_is_no_sum(lacking: Fee) -> None:
    given = [fee for fee in (BED, CARE, MEALS) if fee is not lacking]

    assert all(cost.monthly is Missing.NOT_REPORTED for cost in reckon(*given))


def test_an_unknown_part_makes_the_sum_unknown_for_its_reason() -> None:
    unverified = rows.fee("F0002", "护理费", Missing.UNVERIFIED)

    assert only(BED, unverified, MEALS).monthly is Missing.UNVERIFIED


def test_a_part_that_does_not_apply_costs_nothing() -> None:
    no_care = rows.fee("F0002", "护理费", Missing.NOT_APPLICABLE)

    assert only(BED, no_care, MEALS).monthly == Decimal(1600)


def test_the_price_of_a_room_or_level_goes_before_the_general_one() -> None:
    single = rows.room("R1002", name="单人间")
    dearer = rows.fee("F0004", "床位费", 2500, room="R1002")

    by_room = {cost.room: cost.monthly for cost in reckon(BED, CARE, MEALS, single, dearer)}

    assert by_room == {single: Decimal(3600)}


def test_every_level_is_reckoned_in_every_room() -> None:
    given = [rows.room("R1001"), rows.room("R1002"), rows.care_level("C1001")]

    assert len(reckon(BED, CARE, MEALS, *given, rows.care_level("C1002"))) == 4


def test_a_home_without_bed_fees_has_no_month_to_reckon() -> None:
    assert reckon(rows.fee("F0001", "服务费", 80, unit="元/次")) == ()


def test_the_lowest_known_month_is_found_among_unknown_ones() -> None:
    dear, cheap = rows.room("R1001"), rows.room("R1002")
    beds = [
        rows.fee("F0001", "床位费", Missing.NOT_REPORTED, room="R1001"),
        rows.fee("F0004", "床位费", 800, room="R1002"),
    ]

    found = lowest(reckon(*beds, CARE, MEALS, dear, cheap))

    assert found is not None
    assert found.room == cheap
