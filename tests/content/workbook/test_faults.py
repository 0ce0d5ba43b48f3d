"""Every mistake of an editor comes back by sheet and cell, with what would be right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content import read_folder
from content.checks.references import next_free_id
from tests.folders import SAMPLE
from tests.workbooks import (
    add_row,
    cell_of,
    column_of,
    edited,
    faults,
    row_of,
    set_cell,
)

MISTAKES: list[tuple[str, str, str, object, str]] = [
    ("收费", "F0101", "amount", "很多", "amount（金额）：“很多”不对；应为 数字"),
    ("收费", "F0102", "amount", "900元", "“900元”不对"),
    ("收费", "F0103", "amount", -1, "“-1”不对；应为 数字（不小于 0），单位 元"),
    ("收费", "F0105", "amount", None, "amount（金额）：不能空白"),
    ("收费", "F0105", "unit", "元/年", "“元/年”不对；应为 元/月、元/日、元/次"),
    ("收费", "F0106", "unit", "待核实", "这一列不能填“待核实”"),
    ("收费", "F0107", "as_of", "2026年1月", "“2026年1月”不对；应为 日期，例如 2026-03-01"),
    ("收费", "F0107", "amount", "=900+1", "amount（金额）：这一格的公式没有算出结果"),
    ("收费", "F0108", "id", "f1", "“f1”不对；应为 一至三个大写字母加四至六位数字"),
    ("收费", "F0109", "id", None, "id（收费编号）：不能空白；应为 一至三个大写字母"),
    ("收费", "F0110", "institution", "100099", "工作表“机构”里没有“100099”"),
    ("收费", "F0202", "id", "F0201", "“F0201”与第 15 行重复"),
    ("收费", "F0203", "valid_to", "2025-01-01", "截止日期是 2025-01-01，早于生效日期的"),
    ("收费", "F0301", "amount", True, "“TRUE”不对；应为 数字"),
    ("房型", "R0101", "persons", 2.5, "“2.5”不对；应为 整数"),
    ("房型", "R0102", "bathroom", "有", "“有”不对；应为 是 或 否"),
    ("床位", "100003", "institution", "100002", "与第 5 行重复；一家机构只能有一行"),
    ("床位", "100004", "source_unit", "民政", "提供数据的单位，填代码；见工作表“单位”"),
    ("床位", "100005", "institution", "银杏", "应为 六位数字；机构编号；见工作表“机构”"),
    ("床位", "100001", "beds", 50, "已住与可入住合计 120 张，多于核定的 50 张"),
    ("机构", "100001", "admission_note", "电话 13800000000", "含有手机号"),
    ("机构", "100001", "credit_code", "52999903MJ9001017X", "不是有效的代码"),
    ("机构", "100002", "address", "#REF!", "公式没有算出结果"),
    ("机构", "100003", "filing_number", 5299990301700171234, "多于 15 位的数字已被表格软件改动"),
    ("单位", "jia-mz", "place", "wu", "place（地区）：工作表“地区”里没有“wu”"),
    ("工作日历2026", "2026-01-01 00:00:00", "date", "2027-01-01", "请移到 calendar/2027.csv"),
    ("工作日历2026", "2026-01-02 00:00:00", "day", "假", "“假”不对；应为 休、班"),
]


@pytest.fixture(scope="module")
def mistaken(
    small_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[str], list[str]]:
    """Make all mistakes in one workbook; give their places and what is told."""
    path = Path(shutil.copy(small_book, tmp_path_factory.mktemp("mistakes") / "book.xlsx"))
    places = []
    with edited(path) as opened:
        cells = [cell_of(opened[title], key, name) for title, key, name, _, _ in MISTAKES]
        for cell, (title, _, _, value, _) in zip(cells, MISTAKES, strict=True):
            cell.value = value
            places.append(f"{title}!{cell.coordinate}")
    return places, faults(SAMPLE, path)


@pytest.mark.parametrize("index", range(len(MISTAKES)))
def test_a_mistake_comes_back_by_its_cell(
    mistaken: tuple[list[str], list[str]], index: int
) -> None:
    places, told = mistaken

    assert [
        line
        for line in told
        if line.startswith(f"错误  {places[index]} ") and MISTAKES[index][-1] in line
    ], told


def test_every_mistake_is_told_once_and_nothing_else(
    mistaken: tuple[list[str], list[str]],
) -> None:
    places, told = mistaken

    assert sorted(line.split()[1] for line in told) == sorted(places)


def test_a_percentage_is_not_taken_for_a_hundredth(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        cell = cell_of(opened["收费"], "F0101", "amount")
        cell.value, cell.number_format = 0.07, "0%"

    (told,) = faults(folder, book)

    assert "收费!F4 amount（金额）：这一格是百分比格式：看到的是 7%，存的是 0.07" in told
    assert told.endswith("再填 7")


@pytest.mark.parametrize("shown_as", ['0"%"', "0\\%"])
def test_a_sign_that_is_only_written_behind_a_number_is_no_percentage(
    folder: Path, book: Path, shown_as: str
) -> None:
    with edited(book) as opened:
        cell = cell_of(opened["收费"], "F0101", "amount")
        cell.value, cell.number_format = 7, shown_as

    assert faults(folder, book) == []


def test_merged_cells_are_named(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened["收费"].merge_cells("B5:B7")

    told = faults(folder, book)

    assert any("收费!B5 institution（机构）：合并了单元格 B5:B7" in line for line in told)


def test_merged_cells_above_the_records_do_no_harm(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened["说明"].merge_cells("A1:B3")

    assert faults(folder, book) == []


def test_a_renamed_heading(folder: Path, book: Path) -> None:
    set_cell(book, "收费", "收费编号", "amount", "价格")

    assert faults(folder, book) == ["错误  收费!F3：标题应为“金额”，现在是“价格”；请改回"]


def test_a_renamed_column(folder: Path, book: Path) -> None:
    set_cell(book, "收费", "fees.id", "amount", "价格")

    told = faults(folder, book)

    assert any("收费!F1：“价格”不是这张表的列名" in line for line in told)
    assert any("收费：缺少列 amount（金额）" in line for line in told)


def test_a_deleted_column_is_not_taken_for_blank_cells(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened["收费"].delete_cols(column_of(opened["收费"], "note"))

    assert any("收费：缺少列 note（说明）" in line for line in faults(folder, book))


def test_a_column_that_stands_twice(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        sheet = opened["收费"]
        sheet.cell(1, sheet.max_column + 1).value = "fees.amount"

    assert any("列 fees.amount 出现两次" in line for line in faults(folder, book))


def test_notes_beside_the_table_are_not_lost(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        sheet = opened["收费"]
        sheet.cell(9, sheet.max_column + 1, "问一下")

    (told,) = faults(folder, book)

    assert "9：这一列的第 1 行没有列名" in told


def test_a_deleted_sheet_does_not_remove_its_rows(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        del opened["收费"]

    (told,) = faults(folder, book)

    assert told.startswith("错误  收费：没有找到这张工作表")


def test_a_row_above_the_names_hides_the_table(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened["收费"].insert_rows(1)

    assert "第 1 行已不是列名" in faults(folder, book)[0]


def test_two_sheets_of_one_table(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened.copy_worksheet(opened["收费"]).title = "收费 备份"

    (told,) = faults(folder, book)

    assert told == "错误  收费 备份：与工作表“收费”是同一张表；请只保留一张"


@pytest.mark.parametrize(
    ("title", "key", "words"),
    [
        ("地区", "ding", "代码“ding”这一行不能删除，代码也不能改；请恢复；不再使用的，请填写"),
        ("编号登记", "100012", "编号“100012”这一行不能删除"),
        ("机构", "100012", "编号“100012”这一行不能删除"),
    ],
)
def test_rows_that_others_point_to_are_ended_and_never_removed(
    folder: Path, book: Path, title: str, key: str, words: str
) -> None:
    with edited(book) as opened:
        opened[title].delete_rows(row_of(opened[title], key))

    assert any(line.startswith(f"错误  {title}：{words}") for line in faults(folder, book))


def test_an_unknown_institution_is_told_the_next_free_number(folder: Path, book: Path) -> None:
    number = add_row(book, "机构", "100012", id="100999")

    told = faults(folder, book)

    assert any(
        f"机构!A{number} id（编号）：工作表“编号登记”里没有“100999”" in line
        and f"下一个可用编号是 {next_free_id(read_folder(folder))}" in line
        for line in told
    )
