"""The clock of a complaint: the rule that holds, the day it runs out, and the edges of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.clock import (
    Light,
    Standing,
    choose,
    due,
    explain,
    in_time,
    light,
    local_day,
    overdue_since,
    remaining,
)
from content import read_folder
from content.tables import Deadline
from content.working_days import Due, State
from tests.calendars import working_days
from tests.folders import SAMPLE

DAY = date(2026, 6, 1)


def rule(id_: str = "D01", **changes: Any) -> Deadline:
    """Make a rule of five working days for any acceptance."""
    values: dict[str, Any] = {
        "id": id_,
        "kind": "任何",
        "role": "牵头",
        "leg": "受理",
        "n": 5,
        "unit": "工作日",
        "day_zero": "收到",
        "basis": "某规定第一条",
        "source": "某文〔2026〕1号",
    }
    return Deadline(**{**values, **changes})


def chosen(*rules: Deadline, day: date = DAY, **case: Any) -> str | None:
    """Choose for an ordinary complaint about 消防 (F01, 安全)."""
    values: dict[str, Any] = {
        "kind": "投诉",
        "matter": "F01",
        "group": "安全",
        "urgent": False,
        "role": "牵头",
        "leg": "受理",
    }
    found = choose(rules, **{**values, **case}, day=day)
    return found.id if found else None


def ends(text: str, *years: int) -> Due:
    """Give the due date of five working days from that day."""
    return due(rule(), date.fromisoformat(text), working_days(*years))


def test_the_rule_for_any_case_holds_when_there_is_no_other() -> None:
    assert chosen(rule("D01")) == "D01"


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({}, {"kind": "投诉"}),
        ({"kind": "投诉"}, {"group": "安全"}),
        ({"group": "安全"}, {"matter": "F01"}),
        ({"kind": "投诉"}, {"matter": "F01"}),
        ({"matter": "F01"}, {"matter": "F01", "kind": "投诉"}),
        ({"group": "安全"}, {"group": "安全", "kind": "投诉"}),
    ],
)
def test_the_more_particular_rule_holds(less: dict[str, Any], more: dict[str, Any]) -> None:
    assert chosen(rule("D01", **less), rule("D02", **more)) == "D02"
    assert chosen(rule("D02", **more), rule("D01", **less)) == "D02"


def test_a_rule_for_the_urgent_goes_before_a_matter_s_own() -> None:
    rules = (rule("D01", matter="F01"), rule("D02", urgent=True, n=1))

    assert chosen(*rules, urgent=True) == "D02"
    assert chosen(*rules, urgent=False) == "D01"


def test_a_rule_for_the_not_urgent_is_only_a_little_more_particular() -> None:
    general, calm = rule("D01"), rule("D02", urgent=False)

    assert chosen(general, calm) == "D02"
    assert chosen(general, calm, urgent=True) == "D01"
    assert chosen(calm, rule("D03", kind="投诉")) == "D03"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "咨询"},
        {"matter": "M01"},
        {"group": "资金"},
        {"urgent": True},
        {"role": "主办"},
        {"leg": "答复"},
    ],
)
def test_a_rule_for_something_else_does_not_hold(other: dict[str, Any]) -> None:
    assert chosen(rule(**other)) is None


def test_a_rule_for_a_matter_does_not_hold_before_the_matter_is_known() -> None:
    rules = (rule("D01"), rule("D02", matter="F01"), rule("D03", group="安全"))

    assert chosen(*rules, matter=None, group=None) == "D01"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-05-31", "D01"), ("2026-06-01", "D02"), ("2026-12-31", "D02"), ("2027-01-01", None)],
)
def test_the_rule_in_force_on_that_day_holds(day: str, expected: str | None) -> None:
    old = rule("D01", valid_to=date(2026, 5, 31))
    new = rule("D02", valid_from=date(2026, 6, 1), valid_to=date(2026, 12, 31))

    assert chosen(old, new, day=date.fromisoformat(day)) == expected


def test_of_two_equals_the_older_holds_in_whatever_order_they_stand() -> None:
    assert chosen(rule("D02"), rule("D01")) == "D01"
    assert chosen(rule("D01"), rule("D02")) == "D01"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, (5, "收到")),
        ({"urgent": True}, (1, "收到")),
        ({"role": "主办", "leg": "退回"}, (5, "分派")),
        ({"role": "协办", "leg": "退回"}, (5, "分派")),
        ({"role": "主办", "leg": "答复"}, (15, "受理")),
        ({"role": "协办", "leg": "答复"}, (10, "分派")),
        ({"role": "主办", "leg": "答复", "kind": "咨询"}, (3, "受理")),
        ({"role": "主办", "leg": "答复", "kind": "表扬"}, (15, "受理")),
    ],
)
def test_the_sample_s_rules(case: dict[str, Any], expected: tuple[int, str]) -> None:
    rules = {row.id: row for row in read_folder(SAMPLE).rows(Deadline)}
    found = rules[chosen(*rules.values(), **case) or ""]

    assert (found.n, found.day_zero) == expected
    assert found.unit == "工作日"
    assert found.basis == "示例·由民政局设定"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-01T15:59:59+00:00", "2026-06-01"),  # 23:59:59 in Shanghai: still that day.
        ("2026-06-01T16:00:00+00:00", "2026-06-02"),  # Midnight there.
        ("2026-06-01T23:30:00+08:00", "2026-06-01"),
        ("2026-06-01T23:30:00-05:00", "2026-06-02"),  # Wherever it was written.
    ],
)
def test_day_zero_is_the_day_of_receipt_in_shanghai(moment: str, day: str) -> None:
    assert local_day(datetime.fromisoformat(moment)) == date.fromisoformat(day)


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 6, 1, 12, tzinfo=UTC).replace(tzinfo=None))


def test_received_late_on_a_rest_day_is_received_that_day() -> None:
    saturday = local_day(datetime(2026, 6, 6, 15, 59, tzinfo=UTC))

    assert due(rule(n=1), saturday, working_days()).day == date(2026, 6, 8)


def test_paused_days_do_not_count() -> None:
    paused = frozenset({date(2026, 6, 3), date(2026, 6, 4)})

    assert due(rule(), DAY, working_days()).day == date(2026, 6, 8)
    assert due(rule(), DAY, working_days(), paused).day == date(2026, 6, 10)


# Five working days from Monday 2026-06-01 end on Monday 2026-06-08; from 05-29, on Friday 06-05.
@pytest.mark.parametrize(
    ("received", "today", "left", "since"),
    [
        ("2026-06-01", "2026-06-01", 5, None),
        ("2026-06-01", "2026-06-05", 1, None),
        ("2026-06-01", "2026-06-06", 1, None),  # Saturday: Monday is left.
        ("2026-06-01", "2026-06-08", 0, None),  # The due day, to its end.
        ("2026-06-01", "2026-06-09", -1, "2026-06-09"),  # The day after.
        ("2026-05-29", "2026-06-05", 0, None),
        ("2026-05-29", "2026-06-06", -1, "2026-06-06"),  # A Saturday after a Friday is over too.
        ("2026-05-29", "2026-06-08", -1, "2026-06-06"),
        ("2026-05-29", "2026-06-09", -2, "2026-06-06"),  # A late timer dates it the same.
        ("2026-02-12", "2026-02-28", 0, None),  # Due on a make-up Saturday,
        ("2026-02-12", "2026-03-01", -1, "2026-03-01"),  # over on the Sunday.
    ],
)
def test_the_due_day_and_the_day_after(
    received: str, today: str, left: int, since: str | None
) -> None:
    n = 7 if received.startswith("2026-02") else 5
    found = due(rule(n=n), date.fromisoformat(received), working_days())
    day = date.fromisoformat(today)

    assert remaining(found, day, working_days()) == left
    assert overdue_since(found, day) == (date.fromisoformat(since) if since else None)
    assert in_time(found, day) is (since is None)


@given(st.dates(date(2026, 1, 1), date(2026, 8, 1)), st.integers(0, 60))
def test_what_is_told_of_a_leg_never_contradicts_itself(start: date, later: int) -> None:
    found = due(rule(), start, working_days())
    today = date.fromordinal(start.toordinal() + later)
    left = remaining(found, today, working_days())

    assert left is not None
    late = overdue_since(found, today) is not None
    assert late is (left < 0)
    assert late is not in_time(found, today)
    assert late is (light(found, today, working_days()).standing is Standing.OVERDUE)
    assert (left == 0) is (today == found.day)


@pytest.mark.parametrize(
    ("today", "standing", "words"),
    [
        ("2026-06-01", Standing.IN_TIME, "按期，2026-06-08 到期"),
        ("2026-06-03", Standing.IN_TIME, "按期，2026-06-08 到期"),
        ("2026-06-04", Standing.NEAR, "临期，2026-06-08 到期，还有 2 个工作日"),
        ("2026-06-07", Standing.NEAR, "临期，2026-06-08 到期，还有 1 个工作日"),
        ("2026-06-08", Standing.NEAR, "临期，2026-06-08 到期，就是今天"),
        ("2026-06-09", Standing.OVERDUE, "逾期，2026-06-08 到期，自 2026-06-09 起逾期"),
        ("2026-07-09", Standing.OVERDUE, "逾期，2026-06-08 到期，自 2026-06-09 起逾期"),
    ],
)
def test_the_light_has_words(today: str, standing: Standing, words: str) -> None:
    found = light(ends("2026-06-01"), date.fromisoformat(today), working_days())

    assert found == Light(standing, words)


def test_how_near_is_near_can_be_told() -> None:
    found = light(ends("2026-06-01"), date(2026, 6, 1), working_days(), near=5)

    assert found.standing is Standing.NEAR


@pytest.mark.parametrize("today", ["2027-03-01", "2027-03-08", "2027-04-01"])
def test_a_provisional_date_is_called_so_whenever_it_is_told(today: str) -> None:
    words = light(ends("2027-03-01"), date.fromisoformat(today), working_days()).words

    assert "（暂定）" in words


def test_an_undetermined_leg_is_never_called_late() -> None:
    found = ends("2026-12-30", 2026)
    later = date(2027, 3, 1)

    assert found.day is None
    assert overdue_since(found, later) is None
    assert remaining(found, later, working_days(2026)) is None
    assert light(found, later, working_days(2026)).standing is Standing.UNDETERMINED


def test_an_undetermined_leg_was_in_time_if_it_ended_before_the_unknown_year() -> None:
    found = ends("2026-12-30", 2026)

    assert in_time(found, date(2026, 12, 31)) is True
    assert in_time(found, date(2027, 1, 2)) is None
    assert in_time(Due(None, State.UNDETERMINED, ()), date(2026, 12, 31)) is None


def test_a_new_year_file_turns_an_undetermined_date_into_a_date() -> None:
    assert ends("2026-12-30", 2026).day is None
    assert ends("2026-12-30", 2026, 2027).day == date(2027, 1, 7)


def test_the_explanation_begins_with_the_rule_and_its_source() -> None:
    found = due(rule(n=1), DAY, working_days())

    assert explain(found, rule(n=1)) == [
        "时限：1 个工作日；依据：某规定第一条；出处：某文〔2026〕1号",
        "2026-06-01（星期一）：起算日，不计",
        "2026-06-02（星期二）：第 1 个工作日",
        "到期日：2026-06-02（星期二），当天 24 时前",
    ]
    assert explain(found) == explain(found, rule(n=1))[1:]


def test_a_leg_is_explained_from_what_it_was_given() -> None:
    @dataclass
    class Kept:
        n: int = 2
        unit: str = "自然日"
        basis: str = "旧规定"
        source: str = "旧文"

    found = due(Kept(), DAY, working_days())

    assert explain(found, Kept())[0] == "时限：2 个自然日；依据：旧规定；出处：旧文"
    assert found.day == date(2026, 6, 3)
