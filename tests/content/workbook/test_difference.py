"""What a workbook changes is told row by row and cell by cell, and only that is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from content.workbook.writing_book import write_book
from tests import folders
from tests.folders import cell
from tests.workbooks import (
    DAY,
    add_row,
    apply_book,
    cell_of,
    column_of,
    compare,
    edited,
    row_of,
    set_cell,
    told,
)

HOSTILE = '=1+1\n“引号”",逗号；_x0041_ \x0b\t\uffff＋８６'

SPELLINGS = [
    ("rooms", "R0101", "area", "32.00"),
    ("institutions", "100001", "longitude", "-179.12345678"),
    ("institutions", "100001", "opened_on", "1895/6/1"),
    ("institutions", "100001", "address", HOSTILE),
    ("institutions", "100002", "address", "一\r\n二\r三"),
    ("institutions", "100001", "filing_number", "0012345678901234567890"),
    ("institutions", "100001", "former_names", "甲 ;乙"),
    ("institutions", "100001", "visiting", "2026-03-01"),
    ("institutions", "100002", "visiting", "#N/A"),
]
TYPED: list[tuple[str, str, str, Any, str]] = [
    ("收费", "F0101", "amount", " 1200 ", "1200"),
    ("收费", "F0102", "amount", "１２００．５", "1200.5"),
    ("收费", "F0106", "amount", "700\u200b", "700"),
    ("收费", "F0106", "unit", "元/月\ufeff", "元/月"),
    ("收费", "F0103", "amount", 0.1 + 0.2, "0.3"),
    ("收费", "F0105", "amount", "不适用 ", "不适用"),
    ("收费", "F0105", "care_level", "Ｃ０１０２", "C0102"),
    ("收费", "F0101", "valid_to", "2026/12/31", "2026-12-31"),
    ("收费", "F0102", "valid_to", DAY, "2026-11-20"),
    ("单位", "jia-mz", "telephone", 55510010, "55510010"),
    ("单位", "jia-mz", "address", "一楼_x000D_\n二楼", "一楼\n二楼"),
]


def test_a_spreadsheet_that_saves_it_again_changes_nothing(
    folder: Path, sample_book: Path, tmp_path: Path
) -> None:
    book = Path(shutil.copy(sample_book, tmp_path / "saved.xlsx"))
    with edited(book):
        pass

    assert told(folder, book) == []


def test_every_spelling_of_a_value_survives(folder: Path, tmp_path: Path) -> None:
    for table, key, column, value in SPELLINGS:
        folders.set_cell(folder, table, key, column, value)
    write_book(folder, tmp_path / "book.xlsx")

    assert told(folder, tmp_path / "book.xlsx") == []


def test_a_changed_cell_is_told_old_and_new(folder: Path, book: Path) -> None:
    set_cell(book, "收费", "F0101", "amount", 950)

    assert told(folder, book) == ["收费：", "  修改 F0101 金额：900 → 950"]


def test_cells_are_taken_as_editors_type_them(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        for title, key, name, typed, _ in TYPED:
            cell_of(opened[title], key, name).value = typed
    apply_book(folder, book)

    tables = {"收费": "fees", "单位": "units"}
    assert [(typed, cell(folder, tables[title], *at)) for title, *at, typed, _ in TYPED] == [
        (typed, written) for *_, typed, written in TYPED
    ]


def test_rows_are_added_and_removed(folder: Path, book: Path) -> None:
    add_row(book, "房型", "R0101", id="R0199", name="+大间", area=None)
    set_cell(book, "房型", "R0199", "area", "未填报")
    with edited(book) as opened:
        sheet = opened["政策文件"]
        sheet.cell(row_of(sheet, "tousu-guikou-guiding"), column_of(sheet, "title")).value = "新"
        fees = opened["收费"]
        fees.delete_rows(row_of(fees, "F0111"))

    lines = told(folder, book)

    assert any(
        line.startswith("  新增 R0199：房型编号 R0199；机构 100001；房型 +大间；") for line in lines
    )
    assert any(line.startswith("  删除 F0111：") and "一次性费用" in line for line in lines)
    assert any(line.endswith("→ 新") for line in lines)


def test_empty_rows_between_are_passed_over(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened["收费"].insert_rows(10, 3)

    assert told(folder, book) == []


def test_a_moved_column_and_a_renamed_sheet_change_nothing(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        sheet = opened["收费"]
        sheet.title = "收费标准"
        for row in sheet.iter_rows():
            row[1].value, row[5].value = row[5].value, row[1].value

    assert told(folder, book) == []


def test_the_order_of_the_sheet_is_the_order_of_the_table(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        sheet = opened["房型"]
        for first, second in zip(sheet[4], sheet[5], strict=True):
            first.value, second.value = second.value, first.value

    assert told(folder, book) == ["房型：", "  行的次序有改动，或去掉了重复的行"]
    apply_book(folder, book)
    assert [row[0] for row in folders.read(folder, "rooms")[1]][:2] == ["R0102", "R0101"]


def test_a_sheet_of_notes_is_named_and_not_read(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        opened.create_sheet("备注").append(["问一下", "fees"])

    assert compare(folder, book).strangers == ["备注"]
    assert told(folder, book) == []
