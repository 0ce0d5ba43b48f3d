"""What the sheets of a board say of what was filed, and of what was not."""

from __future__ import annotations

import re

import pytest

from content import Catalog
from content.completeness import board_fields
from content.schema import columns
from content.tables import (
    TABLES,
    Approval,
    Commitment,
    Institution,
    KitchenProbe,
    Premises,
    Prepayment,
)
from disclosure.filed import filed, of_institutions, unreported
from disclosure.pages.board.safety import Paper
from disclosure.thresholds import Standing
from tests.disclosure.conftest import GetPage
from tests.pages import Page
from tests.rows import record

FULL, SPARSE = "100012", "100008"
SHEETS = [
    *("living", "price", "quality", "safety", "redlines", "problems", "inspections"),
    *("promises", "identity", "contact", "completeness"),
]


def sheet(page: Page, id_: str) -> str:
    """Cut one sheet out of a board, without its tags."""
    found = re.search(rf'<section class="sheet" id="{id_}".*?</section>', page.html, re.DOTALL)
    assert found, id_
    return re.sub(r"<[^>]*>", "", found[0])


@pytest.mark.parametrize("prefix", ["", "/elder"])
@pytest.mark.parametrize("number", [FULL, SPARSE])
def test_the_contents_lead_to_every_sheet_in_its_order(
    page: GetPage, prefix: str, number: str
) -> None:
    board = page(f"{prefix}/institutions/{number}/")

    assert [link[1:] for link in board.links if link.startswith("#")][1:] == SHEETS
    assert [one for one in board.ids if one in SHEETS] == SHEETS


def test_every_record_of_the_fullest_home_stands_on_its_board(
    page: GetPage, catalog: Catalog
) -> None:
    board = page(f"/institutions/{FULL}/")
    anchored = ("penalties", "hazards", "inspections", "measures", "permits", "commitments")
    shown = {
        str(row.id)  # type: ignore[attr-defined]
        for kind in of_institutions(TABLES)
        if kind.NAME in (*anchored, "approvals", "supervisions", "corrections", "closures")
        for row in catalog.of(kind, FULL)
    }

    assert shown <= set(board.ids)


def test_a_group_in_which_nothing_is_reported_is_one_line(page: GetPage, catalog: Catalog) -> None:
    absent = unreported(catalog, SPARSE, Prepayment, Approval, Commitment)
    text = sheet(page(f"/institutions/{SPARSE}/"), "price")

    assert Prepayment.TITLE in absent
    assert "未填报：" in text
    assert text.count(Prepayment.TITLE) == 1
    assert "专用账户银行" not in text


def test_every_field_is_either_told_or_named_as_lacking(catalog: Catalog) -> None:
    labels = {field.label for field in board_fields() if field.table == Prepayment.NAME}
    for home in catalog.all(Institution):
        group = filed(catalog, Prepayment, home.id)
        assert {fact.label for fact in group.facts} | set(group.lacking) == labels


def test_a_price_that_has_run_out_stands_in_the_history(page: GetPage) -> None:
    text = sheet(page(f"/institutions/{FULL}/"), "price")

    assert "以前的价格（5 项）" in text
    assert "到何时止" in text


def test_the_deposit_is_told_in_monthly_bed_fees(page: GetPage) -> None:
    assert "押金是月床位费的 2.8 倍到 7.1 倍" in sheet(page(f"/institutions/{FULL}/"), "price")


def test_each_sentence_of_a_commitment_stands_beside_conduct(
    page: GetPage, catalog: Catalog
) -> None:
    lines = re.findall(r"<tr.*?</tr>", page(f"/institutions/{FULL}/").html, re.DOTALL)
    for row in catalog.of(Commitment, FULL):
        (line,) = (one for one in lines if f"{row.number}. {row.sentence}" in one)
        assert re.search("已履行|部分履行|未履行|还没有核查", line)


def test_a_red_line_that_is_touched_comes_with_its_rule_and_source(page: GetPage) -> None:
    text = sheet(page(f"/institutions/{FULL}/"), "redlines")

    assert text.index("触及：") < text.index("没有触及的")
    assert "规定：" in text
    assert "出处：" in text


def test_no_date_of_a_red_line_breaks_over_lines(page: GetPage) -> None:
    lapsed = page("/institutions/100027/").html

    assert '食品经营许可的有效期至 <span class="date">2026-10-15</span>，已经过期' in lapsed


def test_what_cannot_be_judged_says_what_is_missing(page: GetPage) -> None:
    assert "无法判断的" in sheet(page(f"/institutions/{SPARSE}/"), "redlines")


def test_completeness_is_told_in_words_for_the_three_groups(page: GetPage) -> None:
    text = sheet(page(f"/institutions/{SPARSE}/"), "completeness")

    for group in ("基本信息", "服务资源信息", "服务质量管理信息"):
        assert re.search(rf"{group}\s*\d+ / \d+ 项", text)
    assert "还缺" in text


def test_a_paper_that_has_run_out_says_so(page: GetPage, catalog: Catalog) -> None:
    lapsed = next(
        row
        for row in catalog.all(Approval)
        if not isinstance(row.expires_on, str) and row.expires_on < catalog.day
        and row.result not in ("不合格", "未办理", "C级", "D级", "未投保")
    )  # fmt: skip
    html = page(f"/institutions/{lapsed.institution}/").html
    line = re.search(rf'<tr id="{lapsed.id}">.*?</tr>', html, re.DOTALL)

    assert line
    assert "已过期" in line[0]


def test_an_ended_home_is_asked_nothing_more(page: GetPage) -> None:
    board = page("/institutions/100005/")

    assert {"living", "redlines", "inspections", "completeness"}.isdisjoint(board.ids)
    assert {"problems", "identity", "contact"} <= set(board.ids)


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_a_word_that_only_officials_know_is_explained(page: GetPage, prefix: str) -> None:
    board = page(f"{prefix}/institutions/{FULL}/")

    for sheet_, word in (("price", "超过净资产"), ("safety", "实时监测"), ("safety", "平台单位")):
        kind = {"超过净资产": Prepayment, "实时监测": Premises, "平台单位": KitchenProbe}[word]
        (column,) = (one for one in columns(kind) if one.title == word)
        assert column.plain
        assert re.search(rf"{word}\s*\S+\s*{column.plain}", sheet(board, sheet_))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("食品经营许可", "发证日期"),
        ("消防验收", "验收日期"),
        ("环评审批", "批准日期"),
        ("环评备案", "备案日期"),
        ("机构责任保险", "投保日期"),
    ],
)
def test_a_paper_says_what_was_done_on_its_date(kind: str, said: str) -> None:
    paper = Paper(record(Approval, kind=kind), Standing.IN_TIME)

    assert paper.dated == said


def test_the_date_of_every_paper_on_a_board_is_named(page: GetPage, catalog: Catalog) -> None:
    text = sheet(page(f"/institutions/{FULL}/"), "safety")

    for row in catalog.of(Approval, FULL):
        assert f"{Paper(row, Standing.IN_TIME).dated} {row.issued_on}" in text
