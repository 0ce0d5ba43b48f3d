"""The command writes the form as a workbook: its lines, and the source rows as they stand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest
from openpyxl import Workbook, load_workbook

from content.evaluation.commands import write_evaluation
from content.evaluation.indicators import indicators
from tests.folders import copy_sample, read, set_cell

DAY = date(2026, 11, 20)
FORM, SOURCES = "养老服务监管效能评估表", "来源行"
HOSTILE = '=HYPERLINK("https://x.example","点这里")'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "content")


def written(source: Path, *, as_json: bool = False) -> Workbook:
    target = source.parent / "form.xlsx"
    write_evaluation(source, target, DAY, as_json=as_json)
    return load_workbook(target)


def texts(book: Workbook, sheet: str) -> list[list[str]]:
    rows = book[sheet].iter_rows(values_only=True)
    return [[str(cell) for cell in cells if cell is not None] for cells in rows]


def test_the_form_has_its_headings_and_a_line_for_every_indicator(source: Path) -> None:
    lines = texts(written(source), FORM)

    assert lines[0] == [FORM]
    assert lines[4][:4] == ["一级指标", "编号", "二级指标", "填写什么"]
    assert [line[1] for line in lines[5:]] == [one.number for one in indicators()]


def test_the_form_is_printed_as_wide_as_a_sheet_with_its_headings_on_each(source: Path) -> None:
    sheet = written(source)[FORM]

    assert sheet.page_setup.orientation == "landscape"
    settings = sheet.sheet_properties.pageSetUpPr
    assert settings is not None
    assert settings.fitToPage
    assert sheet.print_title_rows == "$5:$5"
    assert sheet["A5"].value == "一级指标"


def test_every_source_row_stands_in_full_with_its_row_in_the_spreadsheet(source: Path) -> None:
    header, rows = read(source, "grades")
    blocks = texts(written(source), SOURCES)

    start = blocks.index(["等级评定（grades.csv）"])
    assert blocks[start + 1][:3] == ["行号", "用于指标", "评定编号"]
    number, _, key, *_ = blocks[start + 2]
    assert rows[int(number) - 2][header.index("id")] == key


def test_a_row_without_the_withheld_record_that_it_named_is_still_found(source: Path) -> None:
    header, [hazard, *_] = read(source, "hazards")
    number, home = hazard[0], hazard[header.index("institution")]
    _, rows = read(source, "penalties")
    set_cell(source, "hazards", number, "valid_to", "2026-10-01")
    for row in rows:
        set_cell(source, "penalties", row[0], "institution", home)
        set_cell(source, "penalties", row[0], "hazard", number)

    blocks = texts(written(source), SOURCES)

    start = blocks.index(["行政处罚（penalties.csv）"])
    place, _, key, *cells = blocks[start + 2]
    assert rows[int(place) - 2][0] == key
    assert number not in cells


def test_text_that_looks_like_a_formula_stays_text(source: Path) -> None:
    set_cell(source, "institutions", "100012", "name", HOSTILE)
    book = written(source)

    cells = [cell for cells in book[SOURCES].iter_rows() for cell in cells]
    assert HOSTILE in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value == HOSTILE} == {"s"}
    assert "f" not in {cell.data_type for cell in cells}


def test_a_program_gets_the_same_as_json(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(source, as_json=True)
    told = json.loads(capsys.readouterr().out)

    assert [one["number"] for one in told["indicators"]] == [one.number for one in indicators()]
    [grades] = [one for one in told["indicators"] if one["number"] == "4.5"]
    assert any(name.startswith("grades:G") for name in grades["sources"])


def test_a_day_before_the_rules_of_today_leaves_their_lines_to_a_person(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = (source / "city.toml").read_text(encoding="utf-8")
    (source / "city.toml").write_text(toml.replace("2026-11-20", "2019-06-01"), encoding="utf-8")

    written(source, as_json=True)

    told = {one["number"]: one for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert told["2.6"]["result"] == "需人工填写"
    assert "2019-06-01 没有可以对照的规定" in told["2.6"]["remark"]


def test_content_with_a_fault_gives_no_form(source: Path) -> None:
    set_cell(source, "capacity", "100012", "beds", "很多")

    with pytest.raises(click.ClickException, match=r"capacity\.csv"):
        written(source)
    assert not (source.parent / "form.xlsx").exists()


def test_a_place_that_cannot_be_written_to_is_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match=r"没有\.xlsx|写不了"):
        write_evaluation(source, tmp_path / "没有" / "form.xlsx", DAY, as_json=False)
