"""Red lines of licences, drills, carers, grades and inspections, on their boundary days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.redlines import RedLine, red_lines
from content.tables import Approval, Drill, Inspection, InspectionRule, Registration, Row, Staffing
from tests import rows

DAY = date(2026, 11, 20)


def lines(*given: Row, day: date = DAY) -> list[RedLine]:
    home = rows.institution(kind="养老机构")
    found = Catalog(rows.city(), [rows.place(), rows.unit(), home, *given], {}, day)
    return red_lines(found, "100001")


def line(code: str, *given: Row) -> RedLine:
    (one,) = [one for one in lines(*given) if one.code == code]
    return one


def approval(id_: str, until: date, **changes: Any) -> Approval:
    return rows.record(Approval, id=id_, expires_on=until, **changes)


@pytest.mark.parametrize(("until", "state"), [(DAY, "未触及"), (date(2026, 11, 19), "触及")])
@pytest.mark.parametrize("paper", ["registration", "approval"])
def test_a_licence_holds_on_its_last_day(paper: str, until: date, state: str) -> None:
    row: Row = (
        rows.record(Registration, licence_until=until)
        if paper == "registration"
        else approval("A1001", until, kind="电梯检验")
    )

    assert line("XK-2019-证照", row).state == state


def test_a_renewed_licence_replaces_the_old_one() -> None:
    old, new = approval("A1001", date(2025, 1, 1)), approval("A1002", date(2029, 1, 1))

    found = line("XK-2019-证照", new, old)

    assert found.state == "未触及"
    assert "看最晚到期的一张" in found.why
    assert "看最晚到期的一张" not in line("XK-2019-证照", new).why
    assert line("BZ-2026-食品", new, old).state == "未触及"


def test_a_paper_without_a_stated_end_is_neither_a_breach_nor_a_pass() -> None:
    dated = approval("A1001", date(2029, 1, 1), kind="电梯检验")
    silent = rows.record(Approval, id="A1002", kind="机构责任保险", expires_on="待核实")

    found = line("XK-2019-证照", dated, silent)

    assert (found.state, found.why) == ("无法判断", "机构责任保险没有写明有效期，其余的没有过期")
    assert found.records == (dated, silent)


def test_a_paper_that_was_never_given_has_no_end_to_tell() -> None:
    dated = approval("A1001", date(2029, 1, 1), kind="电梯检验")
    none: dict[str, Any] = {"kind": "机构责任保险", "result": "未投保", "expires_on": "未填报"}

    found = line("XK-2019-证照", dated, rows.record(Approval, id="A1002", **none))

    assert found.state == "未触及"


def test_a_paper_that_lasts_makes_up_for_one_of_its_kind_that_does_not_tell() -> None:
    dated = approval("A1001", date(2029, 1, 1), kind="电梯检验")
    lasting: dict[str, Any] = {"kind": "消防验收", "result": "合格", "expires_on": "不适用"}
    silent = {**lasting, "expires_on": "未填报"}
    papers = [
        rows.record(Approval, id=id_, **one) for id_, one in (("A1002", lasting), ("A1003", silent))
    ]

    assert line("XK-2019-证照", dated, *papers).state == "未触及"


def test_a_lapsed_paper_is_a_breach_whatever_else_is_not_stated() -> None:
    lapsed = approval("A1001", date(2026, 11, 19), kind="电梯检验")

    assert line("XK-2019-证照", lapsed, rows.record(Registration)).state == "触及"


def test_a_lapsed_licence_is_named_with_its_day() -> None:
    found = line("XK-2019-证照", approval("A1001", date(2025, 1, 1), kind="电梯检验"))

    assert found.why == "电梯检验的有效期至 2025-01-01，已经过期，没有填报新的"


@pytest.mark.parametrize(("until", "near"), [(date(2027, 1, 19), True), (date(2027, 1, 20), False)])
def test_a_food_licence_is_told_sixty_days_before_its_end(until: date, *, near: bool) -> None:
    found = line("BZ-2026-食品", approval("A1001", until))

    assert found.state == "未触及"
    assert ("60 日以内" in found.why) is near


def test_a_paper_without_an_end_replaces_one_that_has_run_out() -> None:
    old = approval("A1001", date(2025, 1, 1), kind="医疗机构备案")
    new = rows.record(
        Approval, id="A1002", kind="医疗机构备案", result="已备案", expires_on="不适用"
    )

    assert line("XK-2019-证照", new, old).state != "触及"


@pytest.mark.parametrize("result", ["未办理", "未填报"])
def test_a_paper_that_nobody_gave_replaces_none(result: str) -> None:
    old = approval("A1001", date(2025, 1, 1), kind="医疗机构备案")
    none = rows.record(
        Approval, id="A1002", kind="医疗机构备案", result=result, expires_on="不适用"
    )

    assert line("XK-2019-证照", none, old).state == "触及"


@pytest.mark.parametrize("result", ["未办理", "不合格"])
def test_a_food_licence_that_was_never_given_touches_the_line(result: str) -> None:
    lacking = rows.record(Approval, result=result, expires_on="不适用")

    found = line("BZ-2026-食品", lacking)

    assert found.state == "触及"
    assert found.why == f"食品经营许可填报为“{result}”"
    assert found.records == (lacking,)


def test_who_lets_food_be_delivered_needs_the_deliverers_licence_only() -> None:
    own = rows.record(Approval, result="未办理", expires_on="不适用")
    delivered = approval("A1002", date(2029, 1, 1), kind="送餐单位食品经营许可")

    assert line("BZ-2026-食品", own, delivered).state == "未触及"


@pytest.mark.parametrize(("held", "state"), [(DAY, "未触及"), (date(2025, 11, 20), "未触及")])
def test_a_drill_counts_for_twelve_months(held: date, state: str) -> None:
    assert line("BZ-2026-演练", rows.record(Drill, held_on=held)).state == state


def test_a_drill_that_is_still_to_come_does_not_count() -> None:
    past = rows.record(Drill, held_on=date(2025, 1, 1))
    planned = rows.record(Drill, id="E2026-0002", held_on=date(2026, 12, 1))

    assert line("BZ-2026-演练", past, planned).state == "触及"


def test_a_year_without_a_drill_touches_the_line() -> None:
    assert line("BZ-2026-演练", rows.record(Drill, held_on=date(2025, 11, 19))).state == "触及"


@pytest.mark.parametrize("code", ["XK-2019-证照", "BZ-2026-食品", "BZ-2026-演练", "BZ-2026-照护"])
def test_what_was_not_filed_cannot_be_judged(code: str) -> None:
    assert line(code).state == "无法判断"


@pytest.mark.parametrize(
    ("by_day", "promised", "state"),
    [("6", "6", "未触及"), ("6.1", "6", "触及"), ("未填报", "6", "无法判断")],
)
def test_carers_are_held_against_the_homes_own_promise(
    by_day: str, promised: str, state: str
) -> None:
    assert line("BZ-2026-照护", rows.record(Staffing, by_day=by_day, promised=promised)).state == (
        state
    )


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"by_day": "6", "promised": "不适用"}, "承诺照护比是“不适用”"),
        ({"by_day": "未填报", "promised": "6"}, "白天照护比是“未填报”"),
    ],
)
def test_what_is_lacking_of_carers_is_said_as_it_was_filed(
    stated: dict[str, Any], why: str
) -> None:
    assert line("BZ-2026-照护", rows.record(Staffing, **stated)).why == why


def test_a_grade_beside_a_penalty_touches_the_line() -> None:
    assert line("DJ-复核", rows.grade(), rows.penalty()).state == "触及"
    assert line("DJ-复核", rows.grade()).state == "未触及"
    assert line("DJ-复核", rows.penalty()).state == "未触及"


@pytest.mark.parametrize(
    ("decided", "state"), [(date(2024, 11, 20), "触及"), (date(2024, 11, 19), "未触及")]
)
def test_a_penalty_stands_against_a_grade_for_two_years(decided: date, state: str) -> None:
    grave = rows.penalty(severity="严重", decided_on=decided, published_on=decided)

    assert line("DJ-复核", rows.grade(), grave).state == state


def test_only_what_stands_against_a_grade_is_named_as_such() -> None:
    long_ago = date(2024, 6, 1)
    old = rows.penalty("P2024-0001", severity="严重", decided_on=long_ago, published_on=long_ago)
    new = rows.penalty()

    assert line("DJ-复核", rows.grade(), old, new).records == (rows.grade(), new)


def test_a_penalty_that_is_no_longer_shown_touches_nothing() -> None:
    repaired = rows.penalty(repaired_on=DAY)

    assert line("DJ-复核", rows.grade(), repaired).state == "未触及"


def test_a_year_that_nobody_inspected_is_the_bureaus_own_failure() -> None:
    elsewhere = rows.record(Inspection, inspected_on=date(2025, 5, 1), units=())
    found = line("YC01", rows.record(InspectionRule), elsewhere)

    assert (found.state, found.basis) == ("触及", "某办法第一条")
    assert "检查部门的责任" in found.why


def test_a_year_that_was_inspected_touches_nothing() -> None:
    came = rows.record(Inspection, inspected_on=date(2025, 5, 1))

    assert line("YC01", rows.record(InspectionRule), came).state == "未触及"


def test_a_year_of_which_no_inspection_is_known_accuses_nobody() -> None:
    assert line("YC01", rows.record(InspectionRule)).state == "无法判断"


def test_no_sentence_tells_the_day_of_the_build() -> None:
    given = (approval("A1001", date(2026, 12, 1)), rows.record(Drill), rows.record(Staffing))

    before, after = lines(*given, day=date(2026, 11, 20)), lines(*given, day=date(2026, 11, 21))

    assert [one.why for one in before] == [one.why for one in after]


def test_an_institution_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        red_lines(Catalog(rows.city(), [], {}, DAY), "100099")
