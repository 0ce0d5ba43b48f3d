"""A hazard is closed in order, with proof, and in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.checks.dates import date_faults
from content.checks.hazards import hazard_faults, hazard_warnings, is_name
from content.tables import Approval, Hazard, Row, Supervision
from tests import rows

CLOSED: dict[str, Any] = {
    "rectified_on": date(2026, 5, 1),
    "closed_on": date(2026, 5, 8),
    "rechecked_by": "shi-mz",
    "evidence": "某复查〔2026〕1号",
}


def hazard(**changes: Any) -> Hazard:
    return rows.record(Hazard, **changes)


def faults(row: Hazard) -> list[str]:
    return [fault.column.split("（")[0] for fault in hazard_faults(rows.folder(row))]


def warnings(*given: Row) -> list[str]:
    return [fault.message for fault in hazard_warnings(rows.folder(*given))]


def test_an_open_hazard_and_one_closed_in_order_are_right() -> None:
    assert faults(hazard()) == []
    assert faults(hazard(**CLOSED)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("rectified_on", "不适用"), ("evidence", "未填报"), ("rechecked_by", None)],
)
def test_a_closing_needs_rectification_and_proof(column: str, value: object) -> None:
    assert faults(hazard(**{**CLOSED, column: value})) == [column]


@pytest.mark.parametrize(
    ("result", "severity", "field", "asked"),
    [
        ("C级", "一般", "建筑", True),
        ("D级", "重大", "消防", True),
        ("C级", "重大", "建筑", False),
        ("B级", "一般", "建筑", False),
    ],
)
def test_a_dangerous_building_is_a_grave_hazard(
    result: str, severity: str, field: str, *, asked: bool
) -> None:
    paper = rows.record(Approval, kind="房屋安全鉴定", result=result)
    found = warnings(paper, hazard(severity=severity, criterion="第四条", field=field))

    assert [message[:2] for message in found] == ([result] if asked else [])


def test_a_grave_hazard_names_its_criterion() -> None:
    assert faults(hazard(severity="重大")) == ["criterion"]
    assert faults(hazard(severity="重大", criterion="判定标准第三条")) == []


@pytest.mark.parametrize(
    ("column", "day"),
    [
        ("assigned_on", date(2026, 3, 31)),
        ("due_on", date(2026, 3, 31)),
        ("rectified_on", date(2026, 3, 31)),
        ("closed_on", date(2026, 4, 30)),  # before it was rectified
    ],
)
def test_the_steps_come_in_order(column: str, day: date) -> None:
    row = hazard(**{**CLOSED, column: day})

    assert column in [fault.column.split("（")[0] for fault in date_faults(rows.folder(row))]


@pytest.mark.parametrize(("due", "warned"), [(date(2026, 7, 1), 0), (date(2026, 7, 2), 1)])
def test_a_period_above_three_months_is_warned_of_with_its_rule(due: date, warned: int) -> None:
    found = warnings(hazard(due_on=due))

    assert len(found) == warned
    assert all("BZ-2026-整改" in message for message in found)


def test_a_period_set_before_there_was_a_rule_is_not_held_against_it() -> None:
    old = hazard(found_on=date(2025, 6, 1), due_on=date(2026, 6, 1))

    assert warnings(old) == []


def test_supervision_ends_with_its_hazard() -> None:
    supervision = rows.record(Supervision, hazard="D2026-0001")

    assert warnings(hazard(**CLOSED), supervision)
    assert warnings(hazard(), supervision) == []


@pytest.mark.parametrize("post", ["院长", "后勤部主任", "安全员", "法定代表人", "护士长"])
def test_a_post_is_no_name(post: str) -> None:
    assert not is_name(post)


@pytest.mark.parametrize("name", ["王小明", "李某", "欧阳修"])
def test_a_name_where_a_post_is_asked_for_is_warned_of(name: str) -> None:
    (message,) = warnings(hazard(responsible=name))

    assert "不写姓名" in message
    assert name not in message
