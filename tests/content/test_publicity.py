"""How long a record may be shown: windows by law, ended at once by repair or revocation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.law import publicity_rules
from content.publicity import Window, Withheld, add_months, judge
from content.tables import Missing
from tests import rows


def verdict(day: str, **changes: Any) -> str:
    """Judge a penalty of ordinary severity, decided 2026-05-10, published 2026-05-15."""
    judged = judge(rows.penalty(**changes), date.fromisoformat(day))
    return "shown" if isinstance(judged, Window) else judged.name


@pytest.mark.parametrize(
    ("severity", "day", "expected"),
    [
        ("一般", "2026-05-14", "NOT_YET"),  # decided, but its organ publishes tomorrow
        ("一般", "2026-05-15", "shown"),  # the organ's own publication
        ("一般", "2027-05-10", "shown"),  # one year after the decision: the last day
        ("一般", "2027-05-11", "ENDED"),  # the day after
        ("严重", "2029-05-10", "shown"),  # three years
        ("严重", "2029-05-11", "ENDED"),
        ("轻微", "2026-08-10", "shown"),  # three months, where the organ published at all
        ("轻微", "2026-08-11", "ENDED"),
        ("待核实", "2026-06-01", "UNRATED"),  # never guessed
    ],
)
def test_a_penalty_is_shown_from_its_publication_to_the_last_day_of_its_severity(
    severity: str, day: str, expected: str
) -> None:
    assert verdict(day, severity=severity) == expected


@pytest.mark.parametrize("word", ["不适用", "未填报"])
def test_a_penalty_that_its_organ_did_not_publish_is_not_shown(word: str) -> None:
    assert verdict("2026-06-01", published_on=word) == "UNPUBLISHED"


def test_repair_ends_publication_on_its_own_day() -> None:
    assert verdict("2026-08-19", repaired_on=date(2026, 8, 20)) == "shown"
    assert verdict("2026-08-20", repaired_on=date(2026, 8, 20)) == "REPAIRED"


@pytest.mark.parametrize("remedy", ["变更", "撤销", "确认违法"])
def test_a_decision_that_did_not_stand_is_withdrawn_on_that_day(remedy: str) -> None:
    assert verdict("2026-08-19", remedy=remedy, remedy_on=date(2026, 8, 20)) == "shown"
    assert verdict("2026-08-20", remedy=remedy, remedy_on=date(2026, 8, 20)) == "WITHDRAWN"


def test_a_withdrawn_decision_without_a_date_is_withdrawn_at_once() -> None:
    assert verdict("2026-06-01", remedy="撤销") == "WITHDRAWN"


@pytest.mark.parametrize("remedy", ["无", "复议中", "诉讼中"])
def test_a_decision_under_dispute_stays_on_display(remedy: str) -> None:
    assert verdict("2026-06-01", remedy=remedy) == "shown"


def test_the_editors_date_shortens_a_window_and_never_lengthens_it() -> None:
    assert verdict("2026-07-02", valid_to=date(2026, 7, 1)) == "ENDED"
    assert verdict("2027-05-11", valid_to=date(2030, 1, 1)) == "ENDED"


def test_a_window_names_the_day_from_which_repair_may_be_applied_for() -> None:
    window = judge(rows.penalty(), date(2026, 6, 1))

    assert isinstance(window, Window)
    assert window.relief_from == date(2026, 8, 11)  # the shortest period lasts until the 10th


def test_what_no_rule_of_that_day_covers_is_not_shown() -> None:
    before_the_rule = {"decided_on": date(2026, 1, 5), "published_on": date(2026, 1, 6)}

    assert verdict("2026-03-31", **before_the_rule) == "NO_RULE"
    assert verdict("2026-04-01", **before_the_rule) == "shown"


def test_an_entry_of_the_blacklist_goes_on_the_day_of_its_removal() -> None:
    entry = rows.blacklist_entry(removed_on=date(2027, 4, 1))

    assert isinstance(judge(entry, date(2027, 3, 31)), Window)
    assert judge(entry, date(2027, 4, 1)) is Withheld.REMOVED


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 3, 2), True), (date(2026, 3, 3), False)])
def test_an_entry_of_the_blacklist_goes_when_its_term_is_over(day: date, *, shown: bool) -> None:
    entry = rows.blacklist_entry(ends=date(2026, 3, 2))

    assert isinstance(judge(entry, day), Window) is shown


def test_an_entry_of_the_blacklist_without_a_term_stays() -> None:
    entry = rows.blacklist_entry(ends=Missing.NOT_APPLICABLE)

    assert isinstance(judge(entry, date(2040, 1, 1)), Window)


def test_removal_from_the_blacklist_may_be_applied_for_after_two_years() -> None:
    window = judge(rows.blacklist_entry(), date(2026, 1, 1))

    assert isinstance(window, Window)
    assert window.relief_from == date(2027, 3, 2)
    assert window.ends is None


def test_a_grade_lapses_after_three_years() -> None:
    assert isinstance(judge(rows.grade(), date(2027, 5, 31)), Window)
    assert judge(rows.grade(), date(2027, 6, 1)) is Withheld.ENDED


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-30", 3, "2027-02-28"),  # a month without that day ends it on its last
        ("2027-11-30", 3, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-09-18", 12, "2027-09-18"),
        ("2026-01-15", 0, "2026-01-15"),
        ("9999-12-31", 12, "9999-12-31"),  # 长期, as some registers write it
    ],
)
def test_months_are_counted_as_the_civil_code_counts_them(
    day: str, months: int, expected: str
) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_every_rule_names_its_basis_and_its_source() -> None:
    assert all(rule.basis and rule.source for rule in publicity_rules())
