"""What supervision achieved: hazards, decisions, grades, papers, people, money."""

from __future__ import annotations

from datetime import date

import pytest

from content.tables import (
    Approval,
    Assessment,
    Clearance,
    Hazard,
    Missing,
    Premises,
    Prepayment,
    Registration,
    Service,
    Staffing,
)
from tests import rows
from tests.content.evaluation.asking import ask, home, inspection
from tests.disclosed import row
from tests.search_index.making import DAY


def approval(kind: str, **changes: object) -> Approval:
    return row(Approval, **({"id": "A1001", "kind": kind} | changes))


def hazard(id_: str, **changes: object) -> Hazard:
    values: dict[str, object] = {
        "field": "消防",
        "severity": "一般",
        "description": "示例",
        "basis": "某法",
        "found_by": "shi-mz",
        "found_on": date(2026, 9, 1),
        "due_on": DAY,
        "closed_on": Missing.NOT_APPLICABLE,
    }
    return row(Hazard, id=id_, **(values | changes))


def test_a_home_counts_as_inspected_in_the_year_of_the_visit() -> None:
    visit = inspection("I2026-0001", "单独", "未发现问题", institution="100001")

    assert ask("3.5", home(), home(2), visit).result == (
        "2026 年检查过 1 家，占 2 家的 50.0%；没有检查的 1 家；"
        "2025 年检查过 0 家，占 2 家的 0.0%；没有检查的 2 家"
    )


@pytest.mark.parametrize(
    ("opened", "years"),
    [
        (date(2025, 12, 31), "2026 年检查过 0 家，占 1 家的 0.0%；没有检查的 1 家；2025 年"),
        (date(2026, 1, 1), "2025 年没有要计的机构"),
        (Missing.NOT_APPLICABLE, "2026 年没有要计的机构；2025 年没有要计的机构"),
    ],
)
def test_nobody_had_to_come_to_a_home_that_was_not_open(opened: object, years: str) -> None:
    assert years in ask("3.5", home(opened_on=opened)).result


@pytest.mark.parametrize("opened", [Missing.UNVERIFIED, date(2026, 12, 1)])
def test_nobody_had_to_come_to_a_home_that_has_not_begun(opened: object) -> None:
    found = ask("3.5", home(filing="登记未开展", opened_on=opened))

    assert found.result == "2026 年没有要计的机构；2025 年没有要计的机构"


def test_a_hazard_is_overdue_on_the_day_after_its_last() -> None:
    due, late = hazard("D2026-0001"), hazard("D2026-0002", due_on=date(2026, 11, 19))
    closed = hazard("D2026-0003", severity="重大", field="食品", closed_on=date(2026, 10, 1))

    assert ask("4.1", home(), due, late, closed).result == (
        "隐患 3 处，其中重大 1 处；按类别：消防 2 处，食品 1 处；已销号 1 处，逾期未销号 1 处"
    )


def test_penalties_are_counted_by_sort_and_their_fines_added() -> None:
    second = rows.penalty("P2026-0002", fine=Missing.NOT_APPLICABLE, category="警告")

    assert ask("4.2", home(), rows.penalty(), second).result == (
        "行政处罚 2 件（罚款 1 件，警告 1 件）；罚款合计 5,000 元；"
        "强制和惩戒措施：没有；反面典型：没有"
    )


def test_the_blacklist_says_where_else_it_is_published() -> None:
    found = ask("4.3", home(), rows.blacklist_entry())

    assert found.result == "本站公布 1 条；决定机关公开在：某市政府网站 1 条"


def test_the_newest_assessment_decides_and_silence_is_no_failure() -> None:
    def assessed(id_: str, result: object, **changes: object) -> Assessment:
        return row(
            Assessment, id=id_, assessed_on=date(2026, 1, 1), assessor="某机构", result=result,
            **changes,
        )  # fmt: skip

    old = assessed("K2025-0001", "未达标", as_of=date(2025, 1, 1))
    new = assessed("K2026-0001", "达标")

    found = ask("4.4", home(), home(2), old, new)

    assert found.result == "达标 1 家，占 2 家的 50.0%；1 家未填报"
    assert [one for one in found.rows if isinstance(one, Assessment)] == [new]


def test_what_is_not_known_is_said_by_its_own_word() -> None:
    unsure = row(Registration, institution="100002", standard_name=Missing.UNVERIFIED)

    found = ask("4.20", home(), home(2), home(3), row(Registration, standard_name=True), unsure)

    assert found.result == ("名称不规范 0 家，占 3 家的 0.0%；规范 1 家；1 家未填报，1 家待核实")


def test_grades_cover_the_homes_that_have_one_in_force() -> None:
    lapsed = rows.grade("G2020-0001", granted_on=date(2020, 1, 1), institution="100002")

    found = ask("4.5", home(), home(2), home(3, kind="培训机构"), rows.grade(), lapsed)

    assert found.result == "有效等级 1 家，占 2 家的 50.0%；没有 1 家；3 级 1 家"


@pytest.mark.parametrize(
    ("number", "tier", "level", "counted"),
    [
        ("4.6", "乡镇级", 2, 1),
        ("4.6", "乡镇级", 3, 0),
        ("4.7", "区县级", 3, 1),
        ("4.7", "区县级", 2, 0),
    ],
)
def test_public_homes_are_counted_by_tier_and_grade(
    number: str, tier: str, level: int, counted: int
) -> None:
    public = home(built_run="公建公营", public_tier=tier)
    private = home(2, built_run="民建民营", public_tier=Missing.NOT_APPLICABLE)
    silent = home(3, built_run="公建民营")
    of_the_city = home(4, built_run="公建公营", public_tier=Missing.NOT_APPLICABLE)

    found = ask(number, public, private, silent, of_the_city, rows.grade(level=level))

    assert f" {counted} 家，占 1 家的" in found.result
    assert found.remark == "另有 1 家公办机构未填报公办层级，未计入"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": "示0001", "expires_on": DAY}, "全面落实：许可有效 1 家"),
        (
            {"number": "示0001", "expires_on": date(2026, 11, 19)},
            "许可有效 0 家，占 1 家的 0.0%；没有",
        ),
        ({"result": "未办理"}, "许可有效 0 家"),
        ({}, "无法计算：1 家未填报"),
        (dict.fromkeys(("number", "result"), Missing.NOT_APPLICABLE), "没有要计的机构"),
    ],
)
def test_a_canteen_needs_a_licence_in_force(given: dict[str, object], said: str) -> None:
    community = home(kind="居家社区养老服务机构")

    assert ask("4.8", community, approval("食品经营许可", **given)).result.startswith(said)


def test_fire_approval_tells_reasons_and_area_of_the_others() -> None:
    passed = approval("消防验收", result="合格")
    failed = approval("消防备案", id="A1002", institution="100002", result="未办理", reason="其他")
    size = row(Premises, institution="100002", building_area="1200.50")

    found = ask("4.9", home(), home(2), passed, failed, size)

    assert found.result == (
        "通过 1 家，占 2 家的 50.0%；未通过 1 家；未通过的：其他 1 件，建筑面积 1,200.5 平方米"
    )
    assert size in found.rows


def test_services_prices_and_charging_are_counted_each_by_itself() -> None:
    service = row(Service, id="W1001", item="助浴", offered=True)
    refused = row(Service, id="W1002", item="医疗", offered=False, institution="100002")

    found = ask("4.14", home(), home(2), service, refused, rows.fee("F1001", "床位费", 900))

    assert found.result == (
        "公开服务内容 1 家，占 2 家的 50.0%；1 家未填报；"
        "公开收费标准 1 家，占 2 家的 50.0%；1 家未填报；无法计算：2 家未填报"
    )


def test_money_taken_against_the_rules_is_added_and_custody_counted() -> None:
    clearance = row(Clearance, id="Q2026-0001", subject="押金", amount=5000, persons=3, repaid=2000)
    kept = row(Prepayment, custody=True)
    no_deposit = row(Prepayment, institution="100002", custody=Missing.NOT_APPLICABLE)

    assert ask("4.18", home(), home(2), clearance, kept, no_deposit).result == (
        "违规收取 5,000 元，涉及 3 人，已清退 2,000 元；专户存管：已建立 1 家，占 1 家的 100.0%"
    )


def test_heads_are_counted_of_care_homes_only() -> None:
    care_home = home(name="某镇敬老院")
    staff = [
        row(Staffing, institution=number, head_education="大专", head_over_sixty=False)
        for number in ("100001", "100002")
    ]

    assert ask("4.19", care_home, home(2), *staff).result == (
        "高中以上学历：是 1 家，占 1 家的 100.0%；满 60 周岁：是 0 家，占 1 家的 0.0%；不是 1 家"
    )


def test_irregular_names_are_counted() -> None:
    found = ask("4.20", home(), row(Registration, standard_name=False))

    assert found.result == "名称不规范 1 家，占 1 家的 100.0%"


def test_social_workers_are_reckoned_of_homes_that_reported_both() -> None:
    staff = row(Staffing, social_workers=1)
    beds = rows.capacity(beds=30)
    alone = rows.capacity(beds=500, institution="100002")

    assert ask("4.21", home(), home(2), staff, beds, alone).result == (
        "每百张床位 3.33 人（社会工作者 1 人，床位 30 张）；1 家未填报，未计入"
    )


def test_no_bed_gives_no_rate() -> None:
    assert ask("4.21", home()).result.startswith("无法计算")
