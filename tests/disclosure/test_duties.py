"""The three lists: what each department supervises, by which law and with which people."""

from __future__ import annotations

import re

import pytest

from content import Catalog
from content.tables import Department, Duty, InspectionRule
from tests.disclosure.conftest import GetPage

EDITIONS = ["", "/elder"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_every_department_has_its_duties_under_its_name(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    lists = page(f"{prefix}/duties/")

    for department in catalog.all(Department):
        assert f"{prefix}/departments/{department.code}/" in lists.links
    assert {row.id for row in catalog.all(Duty)} <= set(lists.ids)


def line_with(html: str, words: str) -> str:
    """Give the line of a table that says so; there is only one."""
    (line,) = (one for one in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if words in one)
    return str(line)


def test_a_duty_tells_what_how_by_which_clause_and_step_by_step(page: GetPage) -> None:
    row = line_with(page("/duties/").html, "核查食品经营许可")

    assert all(word in row for word in ("食品安全", "留样", "双政办规〔2023〕10号 二（四）", "→"))


def test_the_three_lists_can_be_reached_from_the_top(page: GetPage) -> None:
    lists = page("/duties/")

    assert {"#list", "#statutes", "#enforcers"} <= set(lists.links)
    assert {"list", "statutes", "enforcers"} <= set(lists.ids)


def test_a_rule_of_another_place_is_shown_only_where_the_city_adopted_it(
    page: GetPage, catalog: Catalog
) -> None:
    shown = set(page("/duties/").ids)

    for rule in catalog.all(InspectionRule):
        assert (rule.id in shown) == rule.adopted
    assert any(rule.local and rule.adopted for rule in catalog.all(InspectionRule))


def test_a_statute_whose_number_nobody_checked_says_so(page: GetPage) -> None:
    html = page("/duties/").html

    assert "待核实" in line_with(html, "中华人民共和国老年人权益保障法（2018年修正）</th>")


def test_a_department_shows_its_own_part_and_no_other(page: GetPage) -> None:
    fire = page("/departments/xf/")

    assert {"JG31", "ZF02", "ZF08"} <= set(fire.ids)
    assert "JG23" not in fire.ids
    assert "/duties/" in fire.links


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_department_has_an_index_of_what_stands_on_its_page(page: GetPage, prefix: str) -> None:
    """Its page is long: whoever wants the telephone should not have to look for it."""
    bureau = page(f"{prefix}/departments/mz/")
    inside = {link[1:] for link in bureau.links if link.startswith("#")} - {"main"}

    assert {"supervision", "handles", "units"} <= inside <= set(bureau.ids)


@pytest.mark.parametrize("address", ["/departments/", "/departments/xf/", "/duties/"])
def test_who_may_punish_leads_to_procedure_and_remedies(page: GetPage, address: str) -> None:
    """行政处罚法第三十九条: 实施机关、立案依据、实施程序和救济渠道 are public."""
    assert {"/help/#procedure", "/help/#remedies"} <= set(page(address).links)
    assert {"procedure", "remedies"} <= set(page("/help/").ids)


def test_a_department_without_a_team_shows_none(page: GetPage) -> None:
    assert "执法队伍清单" not in page("/departments/sj/").text


def test_a_team_that_did_not_report_its_officers_says_so(page: GetPage) -> None:
    row = re.search(r"<tr id=\"ZF07\">.*?</tr>", page("/duties/").html, re.DOTALL)

    assert row
    assert "未填报" in row[0]
