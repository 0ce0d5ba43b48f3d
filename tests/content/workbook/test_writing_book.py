"""The workbook that editors get: a sheet a table, explained, with lists, and safe to type into."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from content import ContentError, read_folder
from content.checks.references import next_free_id
from content.schema import columns
from content.tables import TABLES, Fee, Institution, Missing
from content.workbook.sheets import CHOICES
from content.workbook.writing_book import write_book
from tests.folders import SAMPLE, set_cell
from tests.workbooks import FIRST, cell_of, column_of


@pytest.fixture(scope="module")
def written(sample_book: Path) -> Workbook:
    """Open the workbook of the sample; these tests only look at it."""
    return load_workbook(sample_book)


def rule(book: Workbook, title: str, name: str) -> DataValidation:
    """Give the rule of a column."""
    sheet = book[title]
    cell = sheet.cell(FIRST, column_of(sheet, name)).coordinate
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    return next(one for one in rules if cell in one.sqref)


def words(book: Workbook, found: DataValidation) -> list[object]:
    """Give the words of a list that stands on the hidden sheet."""
    place = str(found.formula1).replace("$", "").partition("!")[2]
    return [cell.value for (cell,) in book[CHOICES][place]]


def test_every_table_of_editors_has_a_sheet_and_no_table_of_the_channel(written: Workbook) -> None:
    titles = written.sheetnames

    assert titles[0] == "说明"
    assert {kind.TITLE for kind in TABLES if not kind.BY_CHANNEL} <= set(titles)
    assert not {kind.TITLE for kind in TABLES if kind.BY_CHANNEL} & set(titles)
    assert {"工作日历2026", "工作日历2027"} <= set(titles)


def test_a_sheet_begins_with_name_explanation_and_heading(written: Workbook) -> None:
    sheet = written["收费"]
    index = column_of(sheet, "amount")

    assert [sheet.cell(row, index).value for row in (1, 2, 3)] == [
        "fees.amount", "这一项不收费时填 不适用；单位 元", "金额",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == [column.title for column in columns(Fee)]
    assert sheet.freeze_panes == "B4"


def meaning(book: Workbook, title: str, name: str) -> str:
    """Give the explanation of a column."""
    return str(book[title].cell(2, column_of(book[title], name)).value)


def test_a_column_that_must_have_a_definite_value_says_so(written: Workbook) -> None:
    assert meaning(written, "机构", "name").endswith("；必填")
    assert "必填" not in meaning(written, "机构", "address")
    assert meaning(written, "机构", "pinyin").endswith("；可空白")


def test_a_column_of_codes_says_where_they_stand(written: Workbook) -> None:
    assert meaning(written, "收费", "institution") == "机构编号；见工作表“机构”；必填"


def test_the_number_of_a_home_may_be_left_out_or_be_the_next(
    written: Workbook,
) -> None:
    said = meaning(written, "机构", "id")

    assert "新机构在工作簿里留空" in said
    assert f"写下一个编号 {next_free_id(read_folder(SAMPLE))} 等" in said
    assert "必填" not in said


def test_the_guide_leads_to_every_sheet(written: Workbook) -> None:
    links = [cell.hyperlink for (cell,) in written["说明"].iter_rows(max_col=1) if cell.hyperlink]
    shown = [sheet.title for sheet in written.worksheets if sheet.sheet_state == "visible"]

    assert [link.location for link in links] == [f"'{title}'!A4" for title in shown[1:]]


def test_days_are_days_numbers_are_numbers_and_codes_are_text(written: Workbook) -> None:
    fees, homes, units = written["收费"], written["机构"], written["单位"]

    assert cell_of(fees, "F0101", "amount").value == 900
    assert cell_of(fees, "F0101", "as_of").value == datetime(2026, 1, 1)  # noqa: DTZ001
    assert cell_of(fees, "F0101", "as_of").number_format == "yyyy-mm-dd"
    assert cell_of(homes, "100001", "id").value == "100001"
    assert cell_of(units, "shili-mz", "telephone").value == "0000-5551001"


def test_a_cell_still_to_be_filled_in_has_the_format_of_its_column(written: Workbook) -> None:
    sheet = written["机构"]

    def format_of(name: str) -> str:
        letter = get_column_letter(column_of(sheet, name))
        return str(sheet.column_dimensions[letter].number_format)

    assert format_of("id") == "@"
    assert format_of("longitude") == "General"
    assert format_of("opened_on") == "yyyy-mm-dd"


def test_an_enumeration_offers_its_words_and_the_missing_ones_and_nothing_else(
    written: Workbook,
) -> None:
    found = rule(written, "机构", "datum")

    assert words(written, found) == ["GCJ-02", "WGS-84", "CGCS2000", *Missing]
    assert (found.showErrorMessage, found.errorStyle) == (True, "stop")


def test_yes_and_no_are_offered(written: Workbook) -> None:
    assert words(written, rule(written, "房型", "bathroom")) == ["是", "否", *Missing]


def test_a_foreign_key_offers_the_keys_that_stand_on_the_other_sheet(written: Workbook) -> None:
    found = rule(written, "收费", "institution")

    assert str(found.formula1).startswith("OFFSET('机构'!$A$4,")
    assert found.errorStyle == "stop"


@pytest.mark.parametrize(
    ("title", "name"),
    [("归口事项", "cooperating"), ("机构", "operator")],  # Several; a missing word.
)
def test_a_list_beside_which_other_words_are_right_only_warns(
    written: Workbook, title: str, name: str
) -> None:
    assert rule(written, title, name).errorStyle == "warning"


@pytest.mark.parametrize(("title", "name"), [("收费", "amount"), ("机构", "opened_on")])
def test_a_number_or_day_that_may_be_missing_takes_both(
    written: Workbook, title: str, name: str
) -> None:
    found = rule(written, title, name)

    assert words(written, found) == list(Missing)
    assert not found.showErrorMessage


@pytest.mark.parametrize("text", ["=1+1", "+86 0000", "-", "@x", "#N/A"])
def test_text_never_becomes_a_formula(folder: Path, tmp_path: Path, text: str) -> None:
    set_cell(folder, "institutions", "100001", "address", text)
    write_book(folder, tmp_path / "book.xlsx")
    cell = cell_of(load_workbook(tmp_path / "book.xlsx")["机构"], "100001", "address")

    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) is (text[0] in "=+-@")


def test_a_day_before_spreadsheets_know_days_stays_text(folder: Path, tmp_path: Path) -> None:
    set_cell(folder, "institutions", "100001", "opened_on", "1895-06-01")
    set_cell(folder, "institutions", "100002", "opened_on", "1900-03-01")
    write_book(folder, tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx")["机构"]

    assert cell_of(sheet, "100001", "opened_on").value == "1895-06-01"
    assert cell_of(sheet, "100002", "opened_on").value.date() == date(1900, 3, 1)


def test_an_existing_file_is_never_overwritten(folder: Path, book: Path) -> None:
    before = book.read_bytes()

    with pytest.raises(ContentError, match="已有文件"):
        write_book(folder, book)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("amount", "很多", "请先改正.*fees.csv 第 2 行 amount（金额）"),
        ("note", "长" * 32_768, "fees.csv 第 2 行 note（说明）.*32767"),
    ],
)
def test_what_a_workbook_would_lose_is_refused_by_its_cell(
    folder: Path, tmp_path: Path, column: str, value: str, words: str
) -> None:
    set_cell(folder, "fees", "F0101", column, value)

    with pytest.raises(ContentError, match=re.compile(words, re.DOTALL)):
        write_book(folder, tmp_path / "book.xlsx")
    assert not (tmp_path / "book.xlsx").exists()


def test_every_column_is_explained(written: Workbook) -> None:
    sheet = written[Institution.TITLE]

    assert all(cell.value for row in (1, 2, 3) for cell in sheet[row])
