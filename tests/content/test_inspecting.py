"""What the bureaus had to inspect in a year, what they did, and what they failed to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.inspecting import Due, dues_of, years
from content.tables import CreditClass, Inspection, InspectionRule, Institution, Missing, Row
from tests import rows

DAY = date(2026, 11, 20)
OLD: dict[str, Any] = {"kind": "养老机构", "opened_on": date(2019, 5, 1)}


def catalog(*given: Row, day: date = DAY, **changes: Any) -> Catalog:
    home = rows.institution(**{**OLD, **changes})
    units = [rows.unit(), rows.unit("jia-xf", department="xf", level="区")]
    return Catalog(rows.city(), [rows.place(), *units, home, *given], {}, day)


def dues(catalog: Catalog, year: int) -> list[Due]:
    return [due for home in catalog.all(Institution) for due in dues_of(catalog, home, year)]


def only(found: list[Due]) -> Due:
    (due,) = found
    return due


def rule(**changes: Any) -> InspectionRule:
    return rows.record(InspectionRule, **changes)


def inspection(on: date, number: int = 1, **changes: Any) -> Inspection:
    return rows.record(Inspection, id=f"I{on.year}-{number:04}", inspected_on=on, **changes)


def test_a_year_with_enough_inspections_is_done() -> None:
    due = only(dues(catalog(rule(), inspection(date(2026, 5, 1))), 2026))

    assert (due.state, due.wanted, [row.id for row in due.done]) == ("已完成", 1, ["I2026-0001"])


@pytest.mark.parametrize(
    "changes",
    [
        {"opened_on": date(2026, 1, 1)},
        {"opened_on": Missing.NOT_APPLICABLE},  # not open yet
        {"filing": "未登记"},
        {"filing": "登记未开展"},
    ],
)
def test_nobody_has_to_inspect_what_is_not_open_or_not_registered(changes: dict[str, Any]) -> None:
    assert dues(catalog(rule(), **changes), 2026) == []


def test_a_home_of_unknown_age_counts_as_open() -> None:
    assert len(dues(catalog(rule(), opened_on=Missing.NOT_REPORTED), 2026)) == 1


def test_this_year_there_is_still_time() -> None:
    assert only(dues(catalog(rule()), 2026)).state == "应在年内完成"


def test_a_year_that_is_over_without_enough_inspections_was_missed() -> None:
    found = catalog(rule(times=2), inspection(date(2025, 12, 31)))

    assert only(dues(found, 2025)).state == "应查未查"


@pytest.mark.parametrize(
    ("changes", "units", "counts"),
    [
        ({}, ("shi-mz",), True),
        ({}, ("jia-xf",), False),  # another department
        ({}, ("jia-xf", "shi-mz"), True),
        ({"level": "区"}, ("shi-mz",), False),  # another level
        ({"department": "xf", "level": "区"}, ("jia-xf",), True),
    ],
)
def test_only_the_department_of_the_rule_on_its_level_counts(
    changes: dict[str, Any], units: tuple[str, ...], *, counts: bool
) -> None:
    found = catalog(rule(**changes), inspection(date(2026, 5, 1), units=units))

    assert bool(only(dues(found, 2026)).done) is counts


@pytest.mark.parametrize(("manner", "counts"), [("联合", True), ("单独", False)])
def test_a_joint_inspection_must_be_joint(manner: str, *, counts: bool) -> None:
    found = catalog(rule(joint=True), inspection(date(2026, 5, 1), manner=manner))

    assert bool(only(dues(found, 2026)).done) is counts


@pytest.mark.parametrize(
    "changes",
    [
        {"local": True, "adopted": False},
        {"kind": "居家社区养老服务机构"},
        {"valid_from": date(2026, 11, 21)},
        {"valid_to": date(2026, 11, 19)},
        {"risk": "高"},  # nobody has rated this institution
    ],
)
def test_a_rule_that_does_not_apply_wants_nothing(changes: dict[str, Any]) -> None:
    assert dues(catalog(rule(**changes)), 2026) == []


def test_a_local_rule_counts_where_it_is_adopted() -> None:
    assert dues(catalog(rule(local=True, adopted=True)), 2026)


@pytest.mark.parametrize(("grade", "wanted"), [("红", True), ("D", True), ("绿", False)])
def test_a_rule_for_high_risk_wants_only_high_risk(grade: str, *, wanted: bool) -> None:
    rated = rows.record(CreditClass, grade=grade)

    assert bool(dues(catalog(rule(risk="高"), rated), 2026)) is wanted


def test_a_risk_that_was_rated_later_wants_nothing_of_an_earlier_year() -> None:
    rated = rows.record(CreditClass, grade="红", rated_on=date(2026, 1, 1))
    found = catalog(rule(risk="高"), rated, inspection(date(2025, 3, 1)))

    assert dues(found, 2025) == []
    assert len(dues(found, 2026)) == 1


def test_an_inspection_that_may_not_be_shown_accuses_nobody() -> None:
    """Its text names a penalty that was repaired, so it went with it; it was made all the same."""
    gone = rows.penalty(repaired_on=date(2026, 7, 1))
    made = inspection(date(2025, 3, 1), findings="处罚 P2026-0001 的问题复查")
    elsewhere = inspection(date(2025, 3, 1), 2, institution="100002")
    other = rows.institution("100002", **OLD)

    found = catalog(rule(), gone, made, elsewhere, other)

    assert 2025 in years(found)
    assert [due.institution.id for due in dues(found, 2025)] == ["100002"]


def test_the_risk_that_was_rated_last_counts() -> None:
    before = rows.record(CreditClass, grade="红", rated_on=date(2026, 1, 1))
    after = rows.record(CreditClass, id="J2026-0002", grade="绿", rated_on=date(2026, 2, 1))

    assert dues(catalog(rule(risk="高"), after, before), 2026) == []


@pytest.mark.parametrize(("opened", "due"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_nothing_is_due_in_the_year_in_which_a_home_opens(opened: date, *, due: bool) -> None:
    assert bool(dues(catalog(rule(), opened_on=opened), 2025)) is due


def test_years_of_which_nothing_is_known_are_not_reckoned() -> None:
    found = catalog(inspection(date(2025, 3, 1)))

    assert years(found) == [2026, 2025]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2027, 1, 1), [2027, 2024]),
        (date(2027, 1, 2), [2027]),  # an inspection of 2024-01-01 has left the display
    ],
)
def test_a_year_that_is_partly_withheld_accuses_nobody(day: date, known: list[int]) -> None:
    assert years(catalog(inspection(date(2024, 12, 1)), day=day)) == known
