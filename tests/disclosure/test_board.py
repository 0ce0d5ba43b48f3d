"""What a family reads on a board."""

from __future__ import annotations

import json
import re

import pytest

from tests.disclosure.conftest import GetPage

EDITIONS = ["", "/elder"]
ORDER = ["我家老人能住吗", "要花多少钱", "好不好", "出过什么问题", "找谁"]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_board_answers_in_the_order_in_which_a_family_asks(page: GetPage, prefix: str) -> None:
    text = page(f"{prefix}/institutions/100012/").text

    assert sorted(ORDER, key=text.index) == ORDER


def test_a_board_gives_each_month_and_first_day(page: GetPage) -> None:
    text = page("/institutions/100012/").text

    assert "2,860" in text
    assert "首日共付 8,860" in text


def test_a_sum_with_an_unknown_part_is_not_shown(page: GetPage) -> None:
    html = page("/institutions/100012/").html
    cell = re.search(r"<th scope=\"row\">重度失能照护.*?单人间\">(.*?)</td>", html, re.DOTALL)

    assert cell
    assert "未填报" in cell[1]


def test_a_live_penalty_puts_the_grade_in_doubt(page: GetPage) -> None:
    assert "等级待复核" in page("/institutions/100012/").text
    assert "等级待复核" not in page("/institutions/100001/").text


def test_a_penalty_says_until_when_it_is_shown_and_what_can_be_done(page: GetPage) -> None:
    board = page("/institutions/100012/")

    assert "公示至 2027-09-18" in board.text
    assert "2026-12-19 起可以申请信用修复" in board.text
    assert "/help/#remedies" in board.links
    assert "P2026-0012" in board.ids


@pytest.mark.parametrize(("number", "word"), [("100009", "复议中"), ("100008", "诉讼中")])
def test_a_disputed_penalty_says_so(page: GetPage, number: str, word: str) -> None:
    assert word in page(f"/institutions/{number}/").text


@pytest.mark.parametrize("prefix", EDITIONS)
def test_a_board_leads_to_the_complaint_about_this_home(page: GetPage, prefix: str) -> None:
    assert (
        f"{prefix}/complaints/new?institution=100012"
        in page(f"{prefix}/institutions/100012/").links
    )


def test_an_ended_home_keeps_its_address_and_its_penalties(page: GetPage) -> None:
    board = page("/institutions/100005/")

    assert "这家机构从 2026-07-01 起不再公示" in board.text
    assert "原因可能是注销、停业或者重复登记" in board.text
    assert "P2026-0004" in board.ids
    assert "要花多少钱" not in board.text


def test_every_price_has_its_unit_its_day_and_its_basis(page: GetPage) -> None:
    html = page("/institutions/100012/").html
    row = re.search(r"<tr><th scope=\"row\">伙食费.*?</tr>", html, re.DOTALL)

    assert row
    assert "元/月" in row[0]
    assert "2026-07-01" in row[0]


def test_machines_read_the_same_name_and_telephone(page: GetPage) -> None:
    html = page("/institutions/100012/").html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)

    assert found
    data = json.loads(found[1])
    assert data["name"] == "柳荫颐养院"
    assert data["telephone"] == "0000-5550112"


def test_a_home_that_reported_nothing_says_so_everywhere(page: GetPage) -> None:
    text = page("/institutions/100008/").text

    assert "未填报" in text
    assert "None" not in text


def test_a_paper_of_which_nothing_is_known_is_never_called_valid(page: GetPage) -> None:
    html = page("/institutions/100029/").html
    safety = html.partition('id="safety"')[2].partition('id="redlines"')[0]

    assert "没有填报或者待核实的 3 项，是不是有效不知道" in safety
    assert "都有效" not in safety
    assert "有效的审批" not in safety


def test_a_place_where_nobody_lives_is_not_accused_of_hiding_a_monthly_price(
    page: GetPage,
) -> None:
    board = page("/institutions/100011/").html.partition('class="glance"')[2]
    line = page("/institutions/").html.partition("衡度老年人能力评估中心")[2]

    for price in (board.partition("<dd>")[2], line.partition("一个月")[2]):
        assert "不适用" in price.partition("</dd>")[0]


def test_what_nobody_reported_bears_no_date_of_a_report(page: GetPage) -> None:
    glance = page("/institutions/100029/").html.partition('class="glance"')[2]

    assert " 填报" not in glance.partition("</dl>")[0]


@pytest.mark.parametrize("prefix", EDITIONS)
def test_every_page_of_the_sample_says_that_it_is_one(page: GetPage, prefix: str) -> None:
    for url in ("/", "/institutions/100012/", "/404.html", "/offline/search/"):
        assert "示例数据，截至 2026-11-20" in page(prefix + url).text
