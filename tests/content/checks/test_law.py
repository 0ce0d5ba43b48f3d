"""The check of the law: rules without source or past their date, decisions not taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from content import Fault
from content.checks.law import law_faults, law_warnings
from content.law import limits, publicity_rules
from content.tables import Case, Hazard, InspectionRule, Row, Survey
from tests import rows
from tests.calendars import sample_days

DAY = date(2026, 11, 20)
RULE, LIMIT = publicity_rules()[0], limits()[0]


def warnings(*given: Row, day: date = DAY, **law: Any) -> list[Fault]:
    planted = {"rules": (), "numbers": (), **law}
    return list(law_warnings(rows.folder(*given, days=sample_days()), day, **planted))


@pytest.mark.parametrize("source", ["", "某办法；条款待核实"])
def test_rules_whose_source_is_not_certain_are_told_in_one_line_by_their_codes(source: str) -> None:
    (found,) = warnings(
        rules=(replace(RULE, source=source),), numbers=(replace(LIMIT, source=source),)
    )

    assert RULE.code in found.message
    assert LIMIT.code in found.message


def test_a_local_rule_is_examined_only_where_it_is_adopted() -> None:
    local = replace(LIMIT, local=True, code="X", source="待核实")
    adopting = rows.folder(local_rules=("X",))

    assert warnings(numbers=(local,)) == []
    assert list(law_warnings(adopting, DAY, (), (local,)))


@pytest.mark.parametrize(("ends", "warned"), [(DAY, 0), (date(2026, 11, 19), 1)])
def test_a_rule_past_its_date_that_nothing_replaced_is_named(ends: date, warned: int) -> None:
    over = replace(RULE, source="某办法", valid_to=ends)

    assert len(warnings(rules=(over,))) == warned


def test_a_local_rule_past_its_date_is_named_though_the_general_one_goes_on() -> None:
    general = replace(LIMIT, source="某办法")
    local = replace(general, local=True, code="X", valid_to=date(2026, 11, 19))
    adopting = rows.folder(local_rules=("X",))

    (found,) = law_warnings(adopting, DAY, (), (general, local))

    assert found.column == "X"


def test_a_rule_that_was_replaced_is_history() -> None:
    old = replace(RULE, source="某办法", valid_to=date(2026, 6, 30))
    new = replace(old, code="XF-2027", valid_from=date(2026, 7, 1), valid_to=None)

    assert warnings(rules=(old, new)) == []


@pytest.mark.parametrize(("day", "warned"), [(date(2026, 3, 31), True), (date(2026, 4, 1), False)])
def test_a_record_that_no_rule_of_the_day_covers_is_named(day: date, *, warned: bool) -> None:
    found = warnings(rows.penalty(), day=day)

    assert any("P2026-0001" in fault.message for fault in found) is warned


def test_an_unrated_penalty_waits_for_its_organ_and_not_for_a_rule() -> None:
    assert warnings(rows.penalty(severity="待核实")) == []


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        (date(2026, 9, 28), False),  # the third working day, after the Mid-Autumn holiday
        (date(2026, 9, 29), True),
    ],
)
def test_a_revoked_decision_must_be_taken_back_within_three_working_days(
    day: date, *, warned: bool
) -> None:
    revoked = rows.penalty(remedy="撤销", remedy_on=date(2026, 9, 22))

    found = warnings(revoked, day=day)

    assert any("CF-2021-撤回" in fault.message for fault in found) is warned


@pytest.mark.parametrize(("taken_back", "warned"), [(28, 0), (29, 1)])
def test_the_day_on_which_it_was_taken_back_is_held_against_the_limit(
    taken_back: int, warned: int
) -> None:
    revoked = rows.penalty(
        remedy="撤销", remedy_on=date(2026, 9, 22), withdrawn_on=date(2026, 9, taken_back)
    )

    assert len(warnings(revoked)) == warned


@pytest.mark.parametrize(("withdrawn_on", "warned"), [(None, 1), (date(2026, 9, 23), 0)])
def test_without_a_calendar_what_was_not_taken_back_is_named_all_the_same(
    withdrawn_on: date | None, warned: int
) -> None:
    revoked = rows.penalty(remedy="撤销", remedy_on=date(2026, 9, 22), withdrawn_on=withdrawn_on)

    found = list(law_warnings(rows.folder(revoked), DAY, (), ()))

    assert len(found) == warned
    assert all("没有工作日历" in fault.message for fault in found)


@pytest.mark.parametrize("changes", [{"remedy": "复议中"}, {"published_on": "不适用"}])
def test_what_stands_or_was_never_public_need_not_be_taken_back(changes: dict[str, Any]) -> None:
    values = {"remedy": "撤销", "remedy_on": date(2026, 9, 1), **changes}

    assert warnings(rows.penalty(**values)) == []


def test_a_rule_of_inspection_without_a_certain_source_is_named_by_its_row() -> None:
    (fault,) = warnings(rows.record(InspectionRule, source="待核实"))

    assert (fault.file, fault.row) == ("inspection_rules.csv", 2)


OVER: dict[str, Any] = {"source": "某办法", "valid_to": date(2026, 11, 19)}


@pytest.mark.parametrize(
    ("given", "warned"),
    [
        ([OVER], 1),
        ([{**OVER, "valid_to": DAY}], 0),
        ([{**OVER, "local": True, "adopted": False}], 0),  # not adopted
        ([OVER, {"id": "YC02", "source": "某办法"}], 0),  # replaced
        ([OVER, {"id": "YC02", "source": "某办法", "risk": "高"}], 1),
    ],
)
def test_a_rule_of_inspection_past_its_date_that_nothing_replaced_is_named(
    given: list[dict[str, Any]], warned: int
) -> None:
    assert len(warnings(*(rows.record(InspectionRule, **one) for one in given))) == warned


@pytest.mark.parametrize("changes", [{"penalty": "P2026-0001"}, {"valid_to": DAY}])
def test_a_bad_example_must_name_its_penalty_or_its_end(changes: dict[str, Any]) -> None:
    assert warnings(rows.record(Case, **changes)) == []
    assert warnings(rows.record(Case))


def test_time_alone_makes_no_fault_that_would_stop_a_build() -> None:
    given = [rows.penalty(remedy="撤销", remedy_on=date(2026, 9, 1)), rows.record(Hazard)]

    found = warnings(*given, day=date(2026, 3, 1), rules=(replace(RULE, source=""),))

    assert found
    assert {fault.weight for fault in found} == {"warning"}


def test_a_local_rule_that_there_is_not_is_a_fault() -> None:
    (fault,) = law_faults(rows.folder(local_rules=("NX-2025-预收", "XX-1")))

    assert (fault.file, fault.column) == ("city.toml", "local_rules")
    assert "XX-1" in fault.message


def test_a_revoked_decision_without_a_day_is_a_fault() -> None:
    (fault,) = law_faults(rows.folder(rows.penalty(remedy="撤销")))

    assert "要写明是哪一天" in fault.message


def test_a_survey_that_no_limit_of_the_day_covers_is_named() -> None:
    found = warnings(rows.record(Survey), day=date(2025, 12, 31))

    assert any("X2026-0001" in fault.message for fault in found)


def test_a_decision_that_was_taken_back_and_stands_is_a_fault() -> None:
    (fault,) = law_faults(rows.folder(rows.penalty(withdrawn_on=date(2026, 9, 1))))

    assert fault.column == "withdrawn_on（撤回日期）"
    assert "“无”" in fault.message


def test_a_reason_that_tells_the_facts_is_a_fault() -> None:
    revoked = rows.penalty(remedy="撤销", remedy_on=date(2026, 9, 1))
    told = replace(revoked, remedy_reason=f"证据不足：{revoked.facts}")

    (fault,) = law_faults(rows.folder(told))

    assert "违法事实" in fault.message
    assert list(law_faults(rows.folder(replace(revoked, remedy_reason="证据不足")))) == []
    short = replace(revoked, facts="证据不足", remedy_reason="证据不足")
    assert list(law_faults(rows.folder(short))) == []
