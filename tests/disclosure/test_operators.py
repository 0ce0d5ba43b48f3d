"""The legal persons behind the homes, and the page of a credit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import cut, read_folder
from disclosure.pages import PAGES
from tests.disclosure.conftest import GetPage
from tests.disclosure.live import DAY
from tests.folders import copy_sample, set_cell

EDITIONS = ["", "/elder"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_legal_person_leads_to_every_home_it_runs(page: GetPage, prefix: str) -> None:
    links = page(f"{prefix}/operators/huaixu/").links

    assert f"{prefix}/institutions/100003/" in links
    assert f"{prefix}/institutions/100007/" in links


def test_it_shows_the_penalties_of_all_its_homes_under_their_anchors(page: GetPage) -> None:
    operator = page("/operators/huaixu/")

    assert "P2026-0015" in operator.ids
    assert "P2026-0005" not in operator.ids  # Repaired.


def test_it_shows_its_entry_in_the_blacklist(page: GetPage) -> None:
    assert "B2026-0001" in page("/operators/shibu/").ids


def test_a_clean_one_says_so(page: GetPage) -> None:
    assert "都没有公示期内的行政处罚" in page("/operators/hengdu/").text


def test_the_list_counts_homes_and_what_is_on_display(page: GetPage) -> None:
    row = page("/operators/").html.split('href="/operators/huaixu/"')[1].split("</tr>")[0]

    assert "2 家" in row
    assert "1 条" in row


def test_an_ended_legal_person_keeps_its_address_but_not_its_place_in_the_list(
    page: GetPage,
) -> None:
    ended = page("/operators/jiudukou/")

    assert "停用日期" in ended.text
    assert "2026-06-30" in ended.text
    assert "P2026-0004" in ended.ids  # Still on display, though home and operator are gone.
    assert "/operators/jiudukou/" not in page("/operators/").links


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_board_leads_to_the_legal_person_behind_the_home(page: GetPage, prefix: str) -> None:
    assert f"{prefix}/operators/huaixu/" in page(f"{prefix}/institutions/100003/").links


def test_measures_are_on_display_beside_the_penalties(page: GetPage) -> None:
    assert "M2026-0001" in page("/operators/shibu/").ids


def test_a_code_leads_to_every_site_of_that_legal_person(page: GetPage) -> None:
    links = page("/code/91999902MA90010305/").links

    assert {"/institutions/100003/", "/institutions/100007/"} <= set(links)


def test_the_page_of_a_code_exists_once(frozen: Path) -> None:
    assert not (frozen / "current/public/elder/code").exists()


def test_a_home_without_a_code_has_no_page_of_one(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "city")
    set_cell(folder, "institutions", "100009", "credit_code", "未填报")

    catalog = cut(read_folder(folder), DAY)

    assert {"code": "92999904MA900109XY"} not in PAGES["code"].keys(catalog)
