"""A list brings its mistakes along: what it overwrites, doubles and misspells is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from content import ContentError, check, read_folder
from content.importing.cleaning import telephone
from content.tables import Institution
from tests.content.importing.lists import changed, reasons, take, told
from tests.folders import cell, set_cell

TWIN = Path(__file__).parents[2] / "data" / "import-twin"
LIST, MAPPING = TWIN / "list.csv", TWIN / "mapping.toml"
BUILT_RUN = 'built_run = { from = "性质", values = { "民办" = "民建民营" } }'


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Give a city that took over the twin list."""
    take(tmp_path / "city", MAPPING, LIST)
    return tmp_path / "city"


def reported(city: Path) -> list[dict[str, str]]:
    with (city / "import-report.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_correction_that_the_list_undoes_stands_in_the_report(city: Path) -> None:
    set_cell(city, "institutions", "100001", "name", "东区柳荫养老院（改正）")

    report = take(city, MAPPING, LIST)

    assert cell(city, "institutions", "100001", "name") == "东区柳荫养老院"
    (done,) = told(report, 2, "name（名称）")
    assert "原来是“东区柳荫养老院（改正）”" in done
    assert done in [row["done"] for row in reported(city)]


def test_a_value_that_was_unknown_is_filled_in_without_a_word(city: Path) -> None:
    set_cell(city, "capacity", "100001", "beds", "待核实")

    assert told(take(city, MAPPING, LIST), 2, "beds（核定床位）") == []


def test_an_overwritten_mobile_number_does_not_reach_the_report(city: Path) -> None:
    set_cell(city, "contacts", "100001", "published_by_holder", "是")
    set_cell(city, "contacts", "100001", "hotline", "13800138000")

    take(city, MAPPING, LIST)

    assert "13800138000" not in (city / "import-report.csv").read_text(encoding="utf-8")


def test_the_same_home_twice_is_taken_and_told_by_the_import_and_the_check(tmp_path: Path) -> None:
    first = "T01,东区,柳荫街道,东区柳荫养老院,120,2012-05-01,东区柳荫路 1 号,5550101"
    double = first.replace("T01", "T99")
    source = changed(tmp_path, LIST, (f"{first},", f"{double},公建公营,,\n{first},"))

    report = take(tmp_path / "city", MAPPING, source)

    assert reasons(report).get(3) is None
    (done,) = told(report, 3, "编码")
    assert "与 100001 相同" in done
    found = check(read_folder(tmp_path / "city"))
    assert any("100002 与 100001 的名称、地址相同" in fault.message for fault in found)


@pytest.mark.parametrize(
    ("code", "taken", "word"),
    [
        ("91539902MA00000X99", "待核实", "校验码不符"),
        ("52999901mj90011210", "52999901MJ90011210", "改写为 52999901MJ90011210"),
    ],
)
def test_a_credit_code_is_judged_although_the_mapping_names_no_step(
    tmp_path: Path, code: str, taken: str, word: str
) -> None:
    rules = 'built_run = { at_first = "待核实" }\ncredit_code = { from = "性质" }'
    plan = changed(tmp_path, MAPPING, (BUILT_RUN, rules))
    source = changed(tmp_path, LIST, ("5550101,公建公营", f"5550101,{code}"))

    report = take(tmp_path / "city", plan, source)

    assert read_folder(tmp_path / "city").rows(Institution)[0].credit_code == taken
    assert word in told(report, 2, "性质")[0]


def test_a_number_that_is_no_landline_says_what_one_is() -> None:
    assert "不以 0 或 1 开头" in telephone("0999-1234567").done


def test_a_title_above_the_column_names_is_shown_as_what_was_read(tmp_path: Path) -> None:
    source = changed(tmp_path, LIST, ("编码,区", "某市养老机构名单\n编码,区"))

    with pytest.raises(ContentError, match="第 1 行应是列名，读到的是：某市养老机构名单"):
        take(tmp_path / "city", MAPPING, source)
