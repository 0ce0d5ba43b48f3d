"""Cells as offices write them: telephones, counts, days, places, names."""

from __future__ import annotations

import pytest

from content.importing.cleaning import (
    count,
    credit_code,
    day,
    longitude,
    telephone,
    text,
    without_personal_data,
)
from tests.content.importing.twin import REMOVED


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("66610001", "021-66610001"),
        ("021-66610001", "021-66610001"),
        ("02166610001", "021-66610001"),
        ("（021）6661-0001", "021-66610001"),
        ("021--66610001", "021-66610001"),
        ("６６６１０００１", "021-66610001"),
        ("66610001、66610002", "021-66610001"),
        ("66610001 66610002", "021-66610001"),
        ("66610001转8102", "021-66610001-8102"),
        ("66610001*80101", "021-66610001-80101"),
        ("66610001-602或603", "021-66610001-602"),
        ("0571-66610001", "0571-66610001"),
        ("4008780388", "400-878-0388"),
        (f"{REMOVED}、66610001", "021-66610001"),
        ("66610001（业务办）*13800138000某老师", "021-66610001"),
        (REMOVED, "待核实"),
        ("13800138000", "待核实"),
        ("+86 138-0013-8000", "待核实"),
        ("138 0013 8000", "待核实"),
        ("013800138000", "待核实"),
        ("无", "待核实"),
        ("80101", "待核实"),
    ],
)
def test_a_telephone_cell_gives_its_first_landline(cell: str, value: str) -> None:
    assert telephone(cell, "021").value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("120", "120"),
        ("１２０", "120"),
        ("120张", "120"),
        ("120.0", "120"),
        ("0", "待核实"),
        ("-5", "待核实"),
        ("约100", "待核实"),
    ],
)
def test_a_count_is_a_whole_number_above_zero(cell: str, value: str) -> None:
    assert count(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2015-07-22", "2015-07-22"),
        ("2015/7/2", "2015-07-02"),
        ("2015.7.2", "2015-07-02"),
        ("2015年7月22日", "2015-07-22"),
        ("20150722", "2015-07-22"),
        ("2015-07", "待核实"),
        ("2015-02-30", "待核实"),
        ("42207", "待核实"),
    ],
)
def test_a_day_is_read_in_the_ways_offices_write_it(cell: str, value: str) -> None:
    assert day(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("121.415111", "121.415111"),
        ("121.4151112345", "121.415111"),
        ("121.4", "121.4"),
        ("31.3", "待核实"),
        ("0", "待核实"),
        ("NaN", "待核实"),
        ("东", "待核实"),
    ],
)
def test_a_longitude_lies_in_china(cell: str, value: str) -> None:
    assert longitude(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  柳荫路\u3000１２ 号\n", "柳荫路 12 号"),
        ("养老院（东区）", "养老院（东区）"),
        ("联系 138 0013 8000", "待核实"),
        ("someone@qq.com", "待核实"),
        ("=HYPERLINK(1)", "待核实"),
    ],
)
def test_text_is_tidied_and_personal_data_not_taken(cell: str, value: str) -> None:
    assert text(cell).value == value


def test_a_credit_code_is_taken_only_with_its_check_character() -> None:
    assert credit_code("91310115MA1K00000X").value == "待核实"


def test_a_report_shows_a_cell_without_its_mobile_number() -> None:
    assert without_personal_data("夜间 １３８００１３８０００") == f"夜间 {REMOVED}"
    assert without_personal_data("（夜间）") == "（夜间）"
