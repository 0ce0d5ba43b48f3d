"""The guides: what a family or a home finds when it wants something done."""

from __future__ import annotations

import pytest

from content import Catalog
from content.tables import Guide
from tests.disclosure.conftest import GetPage

EDITIONS = ["", "/elder"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_every_guide_is_listed_and_has_its_page(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    links = page(f"{prefix}/guides/").links

    for guide in catalog.all(Guide):
        assert f"{prefix}/guides/{guide.id}/" in links
        assert guide.title in page(f"{prefix}/guides/{guide.id}/").text


def test_what_families_need_stands_before_what_homes_need(page: GetPage) -> None:
    text = page("/guides/").text

    assert text.index("老人和家属") < text.index("高龄津贴") < text.index("举办和经营机构")


def test_a_guide_says_who_where_how_long_and_what_it_costs(page: GetPage) -> None:
    guide = page("/guides/gaoling-jintie/")

    for word in ("八十周岁以上", "便民窗口", "10 个工作日", "不收费", "核对日期"):
        assert word in guide.text
    assert "tel:00005550100" in guide.links


def test_its_text_has_steps_that_can_be_linked_to(page: GetPage) -> None:
    assert {"section-1", "section-2"} <= set(page("/guides/beian/").ids)


def test_where_nothing_is_applied_for_no_number_of_days_is_invented(page: GetPage) -> None:
    assert "不适用" in page("/guides/touzi-zhinan/").text
