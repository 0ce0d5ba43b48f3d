"""Law as data: every period and every limit is a dated row with its rule and its source."""

from __future__ import annotations

from datetime import date

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


def test_no_two_rules_of_publicity_hold_for_one_case_on_one_day() -> None:
    cases = [(rule.subject, rule.severity) for rule in publicity_rules() if rule.in_force(DAY)]

    assert len(set(cases)) == len(cases)


def test_no_two_general_limits_hold_for_one_subject_on_one_day() -> None:
    general = [limit.subject for limit in limits() if limit.in_force(DAY) and not limit.local]

    assert len(set(general)) == len(general)


def test_what_the_site_decides_for_itself_says_so() -> None:
    own = [row for row in ROWS if row.code.startswith("BZ-")]

    assert own
    assert all(row.source.startswith("本站规则") for row in own)


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
