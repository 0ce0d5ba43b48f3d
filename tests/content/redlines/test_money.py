"""Red lines of money, at their limit and one step beyond."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.redlines import RedLine, red_lines
from content.tables import Fee, Prepayment, Row
from tests import rows

DAY = date(2026, 11, 20)


def line(code: str, *given: Row, adopted: tuple[str, ...] = (), **home: Any) -> RedLine:
    found = Catalog(
        rows.city(local_rules=adopted), [rows.place(), rows.institution(**home), *given], {}, DAY
    )
    (one,) = [one for one in red_lines(found, "100001") if one.code == code]
    return one


def prepaid(**changes: Any) -> Prepayment:
    return rows.record(Prepayment, **changes)


def bed(amount: object, **changes: Any) -> Fee:
    return rows.fee("F1001", "床位费", amount, **changes)


def deposit(amount: object, **changes: Any) -> Fee:
    return rows.fee("F1002", "押金", amount, unit="元/次", **changes)


@pytest.mark.parametrize(
    ("stated", "state"),
    [
        ({"longest_months": 12}, "未触及"),
        ({"longest_months": 13}, "触及"),
        ({"period_months": 13}, "触及"),
        ({"longest_months": "未填报", "period_months": 1}, "无法判断"),
        ({"longest_months": "不适用", "period_months": 1}, "未触及"),
    ],
)
def test_fees_may_be_taken_twelve_months_beforehand(stated: dict[str, Any], state: str) -> None:
    assert line("YF-2024-预收", prepaid(**stated)).state == state


def test_what_was_not_filed_cannot_be_judged() -> None:
    assert line("YF-2024-预收").state == "无法判断"
    assert line("YF-2024-押金").state == "无法判断"


@pytest.mark.parametrize(("amount", "state"), [(12000, "未触及"), (12001, "触及")])
def test_a_deposit_may_be_twelve_monthly_bed_fees(amount: int, state: str) -> None:
    assert line("YF-2024-押金", bed(1000), deposit(amount)).state == state


def test_a_bed_let_by_the_day_counts_thirty_days() -> None:
    by_day = bed(50, unit="元/日")

    assert line("YF-2024-押金", by_day, deposit(18000)).state == "未触及"
    assert line("YF-2024-押金", by_day, deposit(18001)).state == "触及"


def test_amounts_are_said_without_idle_decimals() -> None:
    found = line("YF-2024-押金", bed("1000.50"), deposit("20000.00"))

    assert found.why == "押金 20000 元，月床位费 1000.5 元，超过 12 倍"


def test_a_local_cap_stands_beside_the_general_one() -> None:
    fees = bed(1000), deposit(7000)

    assert line("YF-2024-押金", *fees, adopted=("DF-示例-押金",)).state == "未触及"
    assert line("DF-示例-押金", *fees, adopted=("DF-示例-押金",)).state == "触及"


def test_every_room_is_held_against_its_own_bed_fee() -> None:
    double = rows.room("R1001")
    single = rows.room("R1002")
    fees = (
        bed(1000, room="R1001"),
        rows.fee("F1003", "床位费", 3000, room="R1002"),
        deposit(20000),
    )

    found = line("YF-2024-押金", double, single, *fees)

    assert found.state == "触及"
    assert "20000 元" in found.why
    assert "1000 元" in found.why


@pytest.mark.parametrize("amount", ["未填报", "不适用"])
def test_a_deposit_beside_an_unknown_bed_fee_cannot_be_judged(amount: str) -> None:
    assert line("YF-2024-押金", bed(amount), deposit(9000)).state == "无法判断"


def test_a_room_without_a_deposit_leaves_the_others_to_be_judged() -> None:
    rooms = (rows.room("R1001"), rows.room("R1002"))
    beds = (bed(1000, room="R1001"), rows.fee("F1003", "床位费", "不适用", room="R1002"))
    deposits = (
        deposit(12000, room="R1001"),
        rows.fee("F1004", "押金", "不适用", room="R1002"),
    )

    assert line("YF-2024-押金", *rooms, *beds, *deposits).state == "未触及"


def test_no_deposit_touches_no_line() -> None:
    assert line("YF-2024-押金", bed("未填报"), deposit("不适用")).state == "未触及"


def test_a_red_line_names_its_rule_its_source_and_what_it_rests_on() -> None:
    found = line("YF-2024-预收", prepaid(longest_months=24))

    assert found.basis == "养老服务费预收的周期最长不超过十二个月"
    assert "民发〔2024〕19号" in found.source
    assert [type(row) for row in found.records] == [Prepayment]
    assert not found.local


def test_a_local_rule_is_off_until_the_city_adopts_it() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        line("DF-会员费", prepaid(membership_fee=100))

    assert line("DF-会员费", prepaid(membership_fee=100), adopted=("DF-会员费",)).local


@pytest.mark.parametrize(
    ("built_run", "fee", "state"),
    [
        ("公建民营", 1, "触及"),
        ("公建公营", 30000, "触及"),
        ("公建民营", 0, "未触及"),
        ("公建民营", "不适用", "未触及"),
        ("公建民营", "未填报", "无法判断"),
        ("民建民营", 30000, "未触及"),
        ("待核实", 30000, "无法判断"),
    ],
)
def test_a_public_home_takes_no_membership_fee(built_run: str, fee: object, state: str) -> None:
    found = line(
        "DF-会员费", prepaid(membership_fee=fee), adopted=("DF-会员费",), built_run=built_run
    )

    assert found.state == state
