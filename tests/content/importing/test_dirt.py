"""A dirty cell is reported by its place, and nobody's mobile number is kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from content import read_folder
from content.tables import GivenId, Place
from tests.content.importing.twin import MOBILE, changed_list, done, snapshot, take


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (3, "电话", "有 2 个号码，取第一个；其余 0000-5550103"),
        (4, "街道", "没有街道，所在地区只到区"),
        (4, "电话", "是手机号，不公开；记为待核实"),
        (5, "床位数", "为 0；记为待核实"),
        (5, "成立日期", "空白；记为待核实"),
        (5, "性质", "空白；记为待核实"),
        (5, "电话", "空白；记为待核实"),
        (6, "成立日期", "不是完整的日期；记为待核实"),
        (6, "电话", "是手机号，不公开；记为待核实"),
        (7, "床位数", "不是整数；记为待核实"),
        (7, "地址", "含有个人信息，不公开；记为待核实"),
        (7, "性质", "应为 公建公营、公建民营、民建民营；记为待核实"),
        (7, "电话", "改写为 0000-5550106"),
        (8, "经度", "不在 73 至 136 度之间；记为待核实"),
        (8, "电话", "其中的手机号不公开，取 0000-5550107-8001"),
        (14, "电话", "改写为 0000-5550113"),
    ],
)
def test_a_dirty_cell_is_reported_by_its_place(
    tmp_path: Path, row: int, column: str, told: str
) -> None:
    assert done(take(tmp_path / "city"), row, column) == told


def test_a_clean_row_is_not_reported(tmp_path: Path) -> None:
    assert [dirt for dirt in take(tmp_path / "city").dirty if dirt.row == 2] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (9, "区：对照表里没有“南区”"),
        (11, "编码：与第 2 行重复"),
        (12, "机构名称：空白"),
        (13, "机构名称：以 = + - @ 开头，像是公式"),
    ],
)
def test_a_rejected_row_says_why(tmp_path: Path, row: int, reason: str) -> None:
    rejected = {one.row: one.reason for one in take(tmp_path / "city").rejected}

    assert rejected[row] == reason


def test_a_rejected_row_leaves_no_place_and_no_number(city: Path) -> None:
    folder = read_folder(city)

    assert "南区" not in {row.name for row in folder.rows(Place)}
    assert "T08" not in {row.source_id for row in folder.rows(GivenId)}


def test_no_file_holds_a_mobile_number(city: Path) -> None:
    for path, content in snapshot(city).items():
        words = content.decode().translate({ord("０") + digit: str(digit) for digit in range(10)})
        assert not MOBILE.search(words.replace("-", "")), path.name


def test_the_reports_lie_beside_the_tables_and_open_in_a_spreadsheet(city: Path) -> None:
    rejected = (city / "rejected.csv").read_text(encoding="utf-8")
    report = (city / "import-report.csv").read_text(encoding="utf-8")

    assert rejected.startswith("\ufeffrow,reason,编码,区,")
    assert len(list(csv.reader(rejected.splitlines()))) == 5
    assert report.startswith("\ufeffrow,column,cell,done\n")
    assert "'=东区公式养老院" in rejected


def test_a_clean_list_empties_the_reports_of_the_run_before(city: Path, tmp_path: Path) -> None:
    def only_the_first(rows: list[dict[str, str]]) -> None:
        del rows[1:]

    take(city, changed_list(tmp_path, only_the_first))

    assert (city / "rejected.csv").read_text(encoding="utf-8").count("\n") == 1
