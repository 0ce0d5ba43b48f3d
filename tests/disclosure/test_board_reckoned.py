"""What a board reckons from what was filed: terms, delays, multiples, and by which rule."""

from __future__ import annotations

import re

import pytest

from content import Catalog
from content.tables import Contract, Hazard, Hotline, Photo, Reply
from tests.disclosure.conftest import GetPage
from tests.disclosure.test_board_sheets import FULL, sheet
from tests.pages import Page


def article(page: Page, id_: str) -> str:
    """Cut one hazard out of a board."""
    found = re.search(rf'<article class="life[^"]*" id="{id_}".*?</article>', page.html, re.DOTALL)
    assert found, id_
    return found[0]


def test_a_contract_can_be_read(page: GetPage, catalog: Catalog) -> None:
    (contract,) = catalog.of(Contract, FULL)

    assert contract.document in page(f"/institutions/{FULL}/").links


@pytest.mark.parametrize(
    ("number", "said"),
    [("T2023-0001", "剩余不足 6 个月"), ("T2022-0001", "合同期超过 20 年"), ("T2018-0001", "")],
)
def test_a_contract_that_is_long_or_almost_over_says_so(
    page: GetPage, catalog: Catalog, number: str, said: str
) -> None:
    contract = catalog.get(Contract, number)
    text = sheet(page(f"/institutions/{contract.institution}/"), "identity")

    assert re.findall("剩余不足 6 个月|合同期超过 20 年", text) == ([said] if said else [])


def test_the_first_visit_after_filing_is_held_against_the_twenty_days(page: GetPage) -> None:
    late = sheet(page("/institutions/100009/"), "identity")
    before_the_rule = sheet(page(f"/institutions/{FULL}/"), "identity")

    assert re.search(r"备案以后 \d\d 个工作日.*规定是 20 个工作日以内\s*超过规定", late)
    assert "备案以后 10 个工作日" in before_the_rule
    assert "规定是" not in before_the_rule


def test_a_change_of_operator_is_told_for_twelve_months(page: GetPage) -> None:
    assert "2026-04-01 换了运营方" in sheet(page("/institutions/100020/"), "identity")
    assert "换了运营方" not in sheet(page(f"/institutions/{FULL}/"), "identity")


@pytest.mark.parametrize(
    ("home", "others"),
    [("100008", ["100022"]), ("100013", ["100014", "100015"]), ("100012", [])],
)
def test_homes_of_one_operator_or_chain_lead_to_each_other(
    page: GetPage, home: str, others: list[str]
) -> None:
    board = page(f"/institutions/{home}/")
    text = sheet(board, "identity")

    assert {f"/institutions/{other}/" for other in others} <= set(board.links)
    assert (f"本站还有 {len(others)} 家" in text) is bool(others)


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_whoever_reads_the_prices_is_told_whom_to_call_about_fund_raising(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    number = catalog.get(Hotline, "feifa-jizi").number

    assert number in sheet(page(f"{prefix}/institutions/{FULL}/"), "price")


def test_a_food_licence_is_told_of_sixty_days_before_its_end(page: GetPage) -> None:
    html = page("/institutions/100003/").html

    line = re.search(r'<tr id="A0304">.*?</tr>', html, re.DOTALL)
    assert line
    assert "60 日内到期" in line[0]


def test_an_agreement_that_has_run_out_says_so(page: GetPage) -> None:
    text = sheet(page("/institutions/100023/"), "living")

    assert re.search(r"医保协议至\s*\d{4}-\d\d-\d\d\s*已过期", text)


def test_drills_are_counted_year_by_year(page: GetPage) -> None:
    assert re.search(r"应急演练\s*2026 年 \d 次", sheet(page(f"/institutions/{FULL}/"), "safety"))


def test_social_workers_are_told_for_a_hundred_beds(page: GetPage) -> None:
    text = sheet(page(f"/institutions/{FULL}/"), "quality")

    assert re.search(r"平均每 100 张床位有 \d+(\.\d)? 名社会工作者", text)


def test_a_penalty_says_by_which_rule_it_is_on_display(page: GetPage) -> None:
    assert "规则 XF-2026-一般" in sheet(page(f"/institutions/{FULL}/"), "problems")


def test_a_penalty_says_who_was_punished_and_whose_data_it_is(page: GetPage) -> None:
    text = sheet(page("/institutions/100020/"), "problems")

    assert "处罚的是示例市书院颐享服务有限公司（法人和非法人组织）" in text
    assert re.search(r"处罚机关信用代码：11999901\w{10}", text)
    assert re.search(r"数据来源：示例市甲区民政局（信用代码 11999901\w{10}）", text)


def test_a_photo_of_a_finding_stands_with_it_and_not_with_the_premises(
    page: GetPage, catalog: Catalog
) -> None:
    (photo,) = (row for row in catalog.of(Photo, FULL) if row.record)
    board = page(f"/institutions/{FULL}/")

    assert catalog.has(Hazard, str(photo.record), FULL)
    assert photo.description in article(board, str(photo.record))
    assert photo.description not in sheet(board, "living")


def test_a_record_can_be_cited_by_its_number(page: GetPage) -> None:
    board = page(f"/institutions/{FULL}/")

    assert "隐患编号 D2026-0010" in article(board, "D2026-0010")
    assert "检查编号 I2026-0026" in board.text


def test_a_sheet_says_who_filled_it_in(page: GetPage) -> None:
    assert "（机构填报）" in sheet(page(f"/institutions/{FULL}/"), "price")
    assert "（第三方填报）" in sheet(page("/institutions/100013/"), "quality")


def test_a_price_leads_to_where_it_can_be_read(page: GetPage) -> None:
    assert "https://minzheng.example/prices/100012" in page(f"/institutions/{FULL}/").links


def test_the_contact_of_a_home_has_its_own_date(page: GetPage) -> None:
    assert "养老服务机构投诉渠道登记表" in sheet(page(f"/institutions/{FULL}/"), "contact")


def test_a_home_may_answer_whatever_is_said_of_it_and_is_heard(
    page: GetPage, catalog: Catalog
) -> None:
    for reply in catalog.all(Reply):
        assert reply.text in page(f"/institutions/{reply.institution}/").text


def test_a_service_that_is_not_offered_says_why(page: GetPage) -> None:
    text = sheet(page("/institutions/100003/"), "living")

    assert "短期托养（暂停，床位用于长期入住）" in text


def test_a_disputed_penalty_says_since_when(page: GetPage) -> None:
    assert "2026-10-08 起复议中，决定可能改变" in page("/institutions/100009/").text


@pytest.mark.parametrize(
    ("home", "id_", "said"),
    [
        ("100009", "contact", "（电话依法不公开）"),
        ("100008", "contact", "（电话未填报）"),
        ("100008", "problems", "整改措施：未填报"),
        ("100012", "problems", "整改措施：待核实"),
        ("100009", "safety", "，人数未填报"),
        ("100008", "living", "（待核实）"),
    ],
)
def test_what_is_not_there_is_never_left_blank(
    page: GetPage, home: str, id_: str, said: str
) -> None:
    assert said in sheet(page(f"/institutions/{home}/"), id_)
