"""Faults come in the order of the workbook, no more lines than help, and say what may follow."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import gongshi
from tests.workbooks import add_row, column_of, edited, faults, row_of, set_cell


def test_faults_come_by_sheet_row_and_column(folder: Path, book: Path) -> None:
    wanted = [
        set_cell(book, "地区", "jia", "level", "县"),
        set_cell(book, "机构", "100001", "credit_code", "1"),
        set_cell(book, "床位", "100001", "beds", "很多"),
        set_cell(book, "床位", "100001", "vacant", "很多"),
        set_cell(book, "床位", "100012", "beds", "很多"),
    ]

    assert [line.split()[1] for line in faults(folder, book)] == wanted


def test_a_row_that_is_mostly_blank_is_told_in_one_line(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        sheet = opened["床位"]
        row = row_of(sheet, "100012")
        for cell in sheet[row][1:]:
            cell.value = None

    (told,) = faults(folder, book)

    assert told.startswith(f"错误  床位 第 {row} 行：这一行有多格空白：核定床位、已住床位、")


def test_a_name_in_the_place_of_a_number_is_told_the_number(folder: Path, book: Path) -> None:
    with edited(book) as opened:
        homes = opened["机构"]
        name = str(homes.cell(row_of(homes, "100012"), column_of(homes, "name")).value)
    set_cell(book, "收费", "F1206", "institution", name)

    (told,) = faults(folder, book)

    assert f"“{name}”不对；填编号，不填名称：{name}是 100012" in told


def test_a_home_whose_number_was_cleared_is_told_once_and_gets_no_other(
    folder: Path, book: Path
) -> None:
    place = set_cell(book, "机构", "100012", "id", None)

    (told,) = faults(folder, book)

    assert told == f"错误  {place} id（编号）：编号不能清空；这一行原来是 100012，请填回"


def test_a_mobile_number_among_the_contacts_is_told_what_to_fill_in(
    folder: Path, sample_book: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(sample_book.read_bytes())
    set_cell(book, "投诉联系", "100012", "hotline", "13800138000")
    set_cell(book, "投诉联系", "100012", "published_by_holder", "否")

    (told,) = faults(folder, book)

    assert "使用人自行公开的，“本人公开”填 是" in told


def summary(folder: Path, book: Path) -> str:
    words = ["workbook", str(folder), "--read", str(book)]
    return CliRunner().invoke(gongshi.main, words).output.splitlines()[-1]


def test_rows_that_could_not_be_read_may_hide_other_faults(folder: Path, book: Path) -> None:
    set_cell(book, "收费", "F0101", "amount", "很多")

    assert "可能还会查出别的错误" in summary(folder, book)


def test_where_every_row_was_read_no_other_faults_are_announced(folder: Path, book: Path) -> None:
    add_row(book, "床位", "100012")

    assert summary(folder, book) == "错误 1 处，没有写入；请改正后再读"
