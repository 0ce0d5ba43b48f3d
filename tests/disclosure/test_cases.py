"""Typical cases and unregistered places: what is told, and what must not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.conftest import GetPage
from tests.disclosure.live import live
from tests.folders import copy_sample, set_cell

EDITIONS = ["", "/elder"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_bad_case_leads_to_the_decision_on_which_it_rests(page: GetPage, prefix: str) -> None:
    assert f"{prefix}/institutions/100012/#P2026-0012" in page(f"{prefix}/cases/").links


def test_a_case_goes_with_the_penalty_on_which_it_rests(page: GetPage) -> None:
    told = page("/cases/")

    assert "AL2026-0001" in told.ids
    assert "AL2025-0002" not in told.ids
    assert "三个回路" not in told.text


def test_the_case_is_gone_the_day_after_its_penalty_is_repaired(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "city")
    set_cell(folder, "penalties", "P2026-0012", "repaired_on", "2026-11-20")

    assert "AL2026-0001" not in live(folder, "/cases/").ids


def test_bad_examples_stand_before_good_ones_and_disputes(page: GetPage) -> None:
    text = page("/cases/").text.split("案例也撤下")[1]
    order = ["反面典型", "正面典型", "纠纷调解"]

    assert sorted(order, key=text.index) == order


@pytest.mark.parametrize("prefix", EDITIONS)
def test_an_unregistered_place_tells_where_it_is_and_what_was_done(
    page: GetPage, prefix: str
) -> None:
    places = page(f"{prefix}/unregistered/")

    assert "WD2026-0004" in places.ids
    for word in ("白鹭滩路 118 号", "甲区白鹭滩街道", "2026-03-03", "已取缔", "2026-03-27"):
        assert word in places.text


def test_whoever_finds_an_unregistered_place_reads_which_department_deals_with_it(
    page: GetPage,
) -> None:
    text = page("/unregistered/").text

    for organ in ("归市场监管部门", "归民政部门", "归机构编制部门"):
        assert organ in text


def test_a_place_that_is_still_being_dealt_with_has_no_day_of_an_end(page: GetPage) -> None:
    row = page("/unregistered/").html.split('id="WD2026-0001"')[1].split("</tr>")[0]

    assert "正在处理" in row
    assert "不适用" in row
