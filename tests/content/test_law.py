"""Law as data: every period and every limit is a dated row with its rule and its source."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from content.law import Dated, NoRuleError, limit_for, limits, limits_for, publicity_rules, rule_for

DAY = date(2026, 11, 20)
ROWS: tuple[Dated, ...] = (*publicity_rules(), *limits())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_row_names_its_basis_and_its_source(row: Dated) -> None:
    assert row.basis
    assert row.source


def test_a_code_names_one_version_of_one_rule() -> None:
    codes = [row.code for row in ROWS]

    assert sorted(set(codes)) == sorted(codes)


def at_once(one: Dated, other: Dated) -> bool:
    return max(one.valid_from, other.valid_from) <= min(
        one.valid_to or date.max, other.valid_to or date.max
    )


def test_no_two_rules_of_publicity_hold_for_one_case_on_any_day() -> None:
    same = [
        (one.code, other.code)
        for one, other in combinations(publicity_rules(), 2)
        if (one.subject, one.severity) == (other.subject, other.severity) and at_once(one, other)
    ]

    assert same == []


def test_no_two_general_limits_hold_for_one_subject_on_any_day() -> None:
    general = [limit for limit in limits() if not limit.local]
    same = [
        (one.code, other.code)
        for one, other in combinations(general, 2)
        if one.subject == other.subject and at_once(one, other)
    ]

    assert same == []


def test_what_the_site_decides_for_itself_says_so() -> None:
    own = [row for row in ROWS if row.code.startswith("BZ-")]

    assert own
    assert all(row.is_own for row in own)
    assert not limit_for("withdrawal", DAY).is_own


def test_a_rule_of_one_place_counts_everywhere_only_as_a_rule_of_this_site() -> None:
    """A grade in doubt follows Shanghai's rules of grading, which bind no other city."""
    assert rule_for("grade_review", "", DAY).is_own


@pytest.mark.parametrize(
    ("subject", "value", "unit"),
    [
        ("prepayment", 12, "个月"),
        ("deposit", 12, "倍月床位费"),
        ("withdrawal", 3, "工作日"),  # 行政处罚法 第八十五条: 三日 means working days
        ("penalty_published", 7, "工作日"),
        ("permit_published", 7, "工作日"),
        ("filing_visit", 20, "工作日"),
        ("rectification", 3, "个月"),
        ("closure_notice", 30, "自然日"),
        ("drill", 12, "个月"),
        ("survey_answers", 10, "份"),
    ],
)
def test_the_limits_are_those_of_their_documents(subject: str, value: int, unit: str) -> None:
    limit = limit_for(subject, DAY)

    assert (int(limit.value), limit.unit) == (value, unit)


@pytest.mark.parametrize(
    ("adopted", "codes"),
    [((), ["YF-2024-预收"]), (("NX-2025-预收",), ["YF-2024-预收", "NX-2025-预收"])],
)
def test_a_local_limit_counts_only_where_a_city_adopts_it(
    adopted: tuple[str, ...], codes: list[str]
) -> None:
    assert [limit.code for limit in limits_for("prepayment", DAY, adopted)] == codes


def test_a_limit_counts_from_its_first_day() -> None:
    assert limit_for("withdrawal", date(2021, 7, 15)).code == "CF-2021-撤回"
    with pytest.raises(NoRuleError):
        limit_for("withdrawal", date(2021, 7, 14))


def test_what_the_law_of_a_day_does_not_cover_has_no_rule() -> None:
    with pytest.raises(NoRuleError):
        rule_for("penalty", "一般", date(2026, 3, 31))
