"""Two cells that cannot both be true are a fault; two that hardly are, a question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from content.checks.contradictions import contradiction_faults
from content.tables import Approval, Assessment, Inspection, Missing, Row
from tests import rows


def found(*given: Row) -> list[tuple[str, str]]:
    return [
        (one.column.partition("（")[0], one.weight)
        for one in contradiction_faults(rows.folder(*given))
    ]


@pytest.mark.parametrize(
    ("result", "problems", "wrong"),
    [("未发现问题", 3, True), ("未发现问题", 0, False), ("责令整改", 3, False)],
)
def test_no_problem_is_not_three_problems(result: str, problems: int, *, wrong: bool) -> None:
    inspection = rows.record(Inspection, result=result, problems=problems)

    assert found(inspection) == ([("problems", "fault")] if wrong else [])


@pytest.mark.parametrize(
    ("kind", "result", "wrong"),
    [
        ("消防验收", "已投保", True),
        ("消防验收", "未投保", True),
        ("机构责任保险", "已投保", False),
        ("消防验收", "合格", False),
        ("食品经营许可", "B级", True),
        ("房屋安全鉴定", "D级", False),
    ],
)
def test_only_an_insurance_is_taken_out_and_only_a_building_has_a_class(
    kind: str, result: str, *, wrong: bool
) -> None:
    approval = rows.record(Approval, kind=kind, result=result)

    assert found(approval) == ([("result", "fault")] if wrong else [])


@pytest.mark.parametrize(
    ("result", "failings", "wrong"),
    [("未达标", "不适用", True), ("未达标", "缺一份预案", False), ("达标", "不适用", False)],
)
def test_who_failed_failed_in_something(result: str, failings: str, *, wrong: bool) -> None:
    assessment = rows.record(Assessment, result=result, failings=failings)

    assert found(assessment) == ([("failings", "warning")] if wrong else [])


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"party_kind": "自然人", "party": "张某"}, []),
        ({"party_kind": "自然人", "party": "张**"}, []),
        ({"party_kind": "自然人", "party": "张三丰"}, ["party"]),
        ({"party_kind": "自然人"}, ["party"]),
        ({"party_kind": "自然人", "party": "张某", "representative": "李四"}, ["representative"]),
        ({"party_kind": "法人和非法人组织", "party": "某公司", "representative": "李四"}, []),
        ({}, []),
    ],
)
def test_a_penalty_against_a_person_names_nobody(changes: dict[str, str], wrong: list[str]) -> None:
    assert found(rows.penalty(**changes)) == [(name, "fault") for name in wrong]


def test_the_rooms_have_no_more_free_beds_than_the_home_has_beds() -> None:
    first, second = rows.room("R1001", vacant=6), rows.room("R1002", vacant=5)

    assert found(rows.capacity(beds=11), first, second) == []
    assert found(rows.capacity(beds=10), first, second) == [("vacant", "fault")]
    assert found(rows.capacity(beds=Missing.UNVERIFIED), first, second) == []


def test_a_type_of_room_that_has_ended_is_not_counted() -> None:
    ended = rows.room("R1001", vacant=500, valid_to=date(2026, 1, 31))

    assert found(rows.capacity(beds=10), ended) == []


@pytest.mark.parametrize(
    ("content", "fine", "wrong"),
    [
        ("罚款 5000 元", 50000, True),
        ("罚款 50,000 元", 50000, False),
        ("罚款 1.2 万元", 12000, False),
        ("没收违法所得 300 元，罚款 5000.00 元", 5000, False),
        ("罚款伍仟元", 5000, False),
    ],
)
def test_a_fine_that_the_words_do_not_name_is_asked_about(
    content: str, fine: int, *, wrong: bool
) -> None:
    penalty = rows.penalty(content=content, fine=Decimal(fine))

    assert found(penalty) == ([("fine", "warning")] if wrong else [])


def test_a_row_that_ends_before_its_data_is_never_shown() -> None:
    as_of = date(2026, 1, 1)

    assert found(rows.room(as_of=as_of, valid_to=as_of)) == []
    assert found(rows.room(as_of=as_of, valid_to=date(2025, 12, 31))) == [("valid_to", "warning")]
