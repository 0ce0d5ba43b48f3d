"""The site map leads everywhere, and the help says how a penalty comes about and what to do."""

from __future__ import annotations

from datetime import date

import pytest

from content import Catalog
from content.law import publicity_rules
from disclosure.pages import PAGES
from disclosure.registry import HTML, VARIABLE
from tests.disclosure.conftest import GetPage
from tests.rows import city, institution, place, unit

EDITIONS = ["", "/elder"]
NOT_LISTED = {"home", "not_found", "sitemap"}


@pytest.mark.parametrize("prefix", EDITIONS)
def test_the_site_map_leads_to_every_page_that_stands_alone(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    alone = {
        prefix + one.path
        for name, one in PAGES.items()
        if one.media_type == HTML and not VARIABLE.search(one.path) and name not in NOT_LISTED
        if list(one.keys(catalog))
    }

    assert alone <= set(page(f"{prefix}/sitemap/").links)


@pytest.mark.parametrize("prefix", EDITIONS)
def test_the_front_page_has_doors_to_guides_and_warnings(page: GetPage, prefix: str) -> None:
    assert {f"{prefix}/guides/", f"{prefix}/notices/"} <= set(page(f"{prefix}/").links)


def test_the_help_says_how_a_penalty_comes_about_before_the_remedies(page: GetPage) -> None:
    told = page("/help/")

    assert told.ids.index("procedure") < told.ids.index("remedies")
    for step in ("立案：", "调查：", "告知：", "听证：", "决定：", "公开："):
        assert step in told.text
    assert {"/duties/", "#procedure"} <= set(told.links)


def test_the_help_tells_how_long_records_are_shown_by_the_rules_in_force(
    page: GetPage, catalog: Catalog
) -> None:
    told = page("/help/").text

    assert [
        one for one in publicity_rules() if (one.basis in told) != one.in_force(catalog.day)
    ] == []


def test_how_long_changes_stand_is_claimed_only_while_there_is_a_rule() -> None:
    rows = [institution(), place(), unit()]
    before, since = (
        PAGES["board_changes"].model(Catalog(city(), rows, {}, day), id="100001")
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    )

    assert before.values["kept"] == ""
    assert str(since.values["kept"]).endswith("自发布之日起算。")
