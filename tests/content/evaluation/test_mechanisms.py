"""How supervision runs, as content tells it: joint, random, within twenty working days."""

from __future__ import annotations

from datetime import date

import pytest

from content.tables import (
    Admission,
    CalendarDay,
    Case,
    Duty,
    Enforcer,
    GradeReview,
    Mediation,
    Missing,
    Notice,
    Registration,
    Unregistered,
)
from tests import rows
from tests.content.evaluation.asking import ask, home, inspection
from tests.disclosed import row

NEW_YEAR = CalendarDay(
    date=date(2026, 1, 1), day="休", name="元旦", source="示例通知", state="正式"
)
FILED = date(2026, 3, 2)
LAST_DAY = date(2026, 3, 30)
"""The twentieth working day after FILED, a Monday, in a month without holidays."""


def filed(**dates: object) -> Registration:
    return row(Registration, filed_on=FILED, **dates)


def duty(id_: str, department: str) -> Duty:
    return row(
        Duty,
        id=id_,
        department=department,
        subject="消防安全",
        weight="重点事项",
        measure="检查",
        basis="某法",
        process="发现、整改、复查",
    )


def test_joint_supervision_is_told_by_duties_and_joint_inspections() -> None:
    given = (home(), duty("JG01", "mz"), duty("JG02", "xf"), duty("JG03", "xf"))
    joint = inspection("I2026-0001", "联合", "未发现问题")
    alone = inspection("I2026-0002", "单独", "未发现问题")

    found = ask("2.1", *given, joint, alone)

    assert found.result == "部门监管清单 3 项，涉及 2 个部门；联合检查 1 次"
    assert joint in found.rows
    assert alone not in found.rows


def test_random_inspection_is_told_by_all_that_it_is_made_of() -> None:
    plan = row(
        Notice, id="GG2026-0001", kind="检查计划", title="年度计划", organ="某局",
        issued_on=date(2026, 1, 5), text="计划",
    )  # fmt: skip
    team = row(Enforcer, id="ZF01", unit="shi-mz", team="大队", scope="全部", basis="某法")
    done = inspection("I2026-0001", "双随机", "责令整改")

    found = ask("2.2", home(), duty("JG01", "mz"), plan, team, done)

    assert found.result == (
        "部门监管清单 1 项；检查对象 1 家；执法队伍 1 支；"
        "公告：检查计划 1 份；双随机检查：责令整改 1 次"
    )


@pytest.mark.parametrize(
    ("dates", "day", "said"),
    [
        ({"visited_on": LAST_DAY}, date(2026, 11, 20), "按期 1 家，占 1 家的 100.0%"),
        (
            {"visited_on": date(2026, 3, 31)},
            date(2026, 11, 20),
            "按期 0 家，占 1 家的 0.0%；逾期 1 家",
        ),
        ({}, LAST_DAY, "没有要计的机构"),  # Its time has not run out.
        ({}, date(2026, 3, 31), "无法计算：1 家未填报"),
        ({"filed_on": Missing.NOT_REPORTED}, LAST_DAY, "无法计算：1 家未填报"),
    ],
)
def test_a_visit_after_filing_counts_to_the_twentieth_working_day(
    dates: dict[str, object], day: date, said: str
) -> None:
    given = row(Registration, **({"filed_on": FILED} | dates))

    assert ask("2.5", home(filing="已备案"), given, NEW_YEAR, day=day).result == said


@pytest.mark.parametrize("visit", [{"visited_on": date(2020, 12, 31)}, {}])
def test_a_filing_of_before_the_rule_is_not_held_against_it(visit: dict[str, object]) -> None:
    before = row(Registration, filed_on=date(2020, 10, 31), **visit)

    found = ask("2.5", home(filing="已备案"), before, NEW_YEAR)

    assert found.result == "没有要计的机构"
    assert "规定施行以前备案的不计" in found.remark


def test_without_the_calendar_of_the_year_nobody_is_called_late() -> None:
    given = filed(visited_on=date(2026, 9, 1))

    found = ask("2.5", home(filing="已备案"), given)

    assert found.result == "无法计算：1 家未填报"
    assert "工作日历" in found.remark


def test_homes_without_filing_and_unregistered_places_are_told_apart() -> None:
    place = row(
        Unregistered, id="WD2026-0001", place="jia", location="某路 9 号", found_on=FILED,
        result="已取缔", dealt_on=LAST_DAY, dealt_by="shi-mz",
    )  # fmt: skip
    late = row(
        Unregistered, id="WD2026-0002", place="jia", location="某路 10 号", found_on=FILED,
        result="已取缔", dealt_on=date(2026, 3, 31), dealt_by="shi-mz",
    )  # fmt: skip
    visit = inspection("I2026-0001", "单独", "责令整改")

    found = ask("2.6", home(filing="登记未备案"), home(2), visit, place, late, NEW_YEAR)

    assert found.result == (
        "未备案机构 1 家，其中 1 家有现场检查；未登记场所 2 处，1 处在发现后 20 个工作日内处理"
    )


def test_assessment_before_admission_is_counted_and_the_silent_are_named() -> None:
    told = row(Admission, assessor="某评估机构")
    level = rows.care_level()

    found = ask("2.8", home(), home(2), told, level)

    assert found.result == (
        "公开入院评估 1 家，占 2 家的 50.0%；1 家未填报；"
        "公开照护等级判定标准 1 家，占 2 家的 50.0%；1 家未填报"
    )


def test_who_grades_and_what_reviews_found() -> None:
    review = row(
        GradeReview, id="H2026-0001", grade="G2024-0001", reviewed_on=date(2026, 5, 1),
        result="保持", organ="某评定委员会",
    )  # fmt: skip

    found = ask("2.9", home(), rows.grade(), review)

    assert found.result == "评定组织：某评定委员会 1 家；抽查复评：保持 1 次"


@pytest.mark.parametrize("number", ["2.10", "4.10"])
def test_disputes_are_added_and_the_cases_named(number: str) -> None:
    known = row(Mediation, id="TJ2025-0001", place="jia", year=2025, disputes=5, settled=4)
    silent = row(Mediation, id="TJ2025-0002", place="jia", year=2024, disputes=2)
    case = row(
        Case, id="AL2026-0001", kind="纠纷调解", title="示例案例", told_on=date(2026, 1, 1),
        story="示例", outcome="示例", lesson="示例",
    )  # fmt: skip

    assert ask(number, known, silent, case).result == (
        "受理纠纷 7 件，调解成功 4 件（1 处未填报）；调解案例 1 个《示例案例》"
    )


def test_officers_are_added_over_the_teams() -> None:
    team = row(
        Enforcer, id="ZF01", unit="shi-mz", team="甲", scope="全部", basis="某法", officers=7
    )
    silent = row(Enforcer, id="ZF02", unit="shi-mz", team="乙", scope="全部", basis="某法")

    assert ask("3.1", team, silent).result == "执法队伍 2 支，执法人员 7 人（1 支未填报）"
