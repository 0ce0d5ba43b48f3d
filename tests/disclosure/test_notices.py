"""Warnings, telephone numbers, notices and mediation on one page."""

from __future__ import annotations

import re

import pytest

from content import Catalog
from content.tables import Hotline, Notice, RiskNotice
from tests.disclosure.conftest import GetPage

EDITIONS = ["", "/elder"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_warnings_come_first_then_the_numbers_then_the_notices(page: GetPage, prefix: str) -> None:
    text = page(f"{prefix}/notices/").text.split("先看防骗提示", 1)[1]
    order = ["怎样识别", "打哪个电话", "情况通报", "受理"]

    assert sorted(order, key=text.index) == order


def test_every_warning_has_its_kind_of_number_beside_it(page: GetPage, catalog: Catalog) -> None:
    html = page("/notices/").html

    for risk in catalog.all(RiskNotice):
        note = re.search(rf'id="{risk.id}".*?</div>', html, re.DOTALL)
        assert note
        assert catalog.get(Hotline, risk.hotline).number in note[0]


@pytest.mark.parametrize("address", ["/", "/elder/", "/notices/", "/elder/notices/"])
def test_the_number_for_illegal_fund_raising_is_always_in_sight(
    page: GetPage, address: str
) -> None:
    assert "tel:00005551017" in page(address).links


def test_every_notice_has_an_anchor_and_the_latest_comes_first(
    page: GetPage, catalog: Catalog
) -> None:
    latest_first = sorted(catalog.all(Notice), key=lambda row: row.issued_on, reverse=True)
    wanted = [row.id for row in latest_first]

    assert [one for one in page("/notices/").ids if one in wanted] == wanted


def test_a_district_that_did_not_report_its_disputes_says_so(page: GetPage) -> None:
    row = re.search(r"<tr id=\"TJ2025-0004\">.*?</tr>", page("/notices/").html, re.DOTALL)

    assert row
    assert row[0].count("未填报") == 2
