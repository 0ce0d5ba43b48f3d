"""Cells of Taipei and Oregon: ROC days, numbers of other registers, sums, telephones."""

from __future__ import annotations

import pytest

from content.importing.cleaning import (
    count,
    record_id,
    roc_day,
    telephone,
    without_personal_data,
)

UNVERIFIED = "待核实"
TAIPEI = "02"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("109.5.29", "2020-05-29"),
        ("民國111年3月1日", "2022-03-01"),
        ("99/12/31", "2010-12-31"),
        ("１１３.2.29", "2024-02-29"),
        ("112.2.29", UNVERIFIED),
        ("110年度", UNVERIFIED),
        ("110.13.1", UNVERIFIED),
        ("2020-05-29", UNVERIFIED),
        ("* 尚未評鑑", UNVERIFIED),
    ],
)
def test_a_day_of_the_republic_is_read(cell: str, value: str) -> None:
    assert roc_day(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("OT41774", "OT41774"),
        ("ck100001", "CK100001"),
        ("AB12", "AB0012"),
        ("OT41781A", "OT41781-1"),
        ("OT073697Z", "OT073697-26"),
        ("OR0000196900", "OR0019-6900"),
        ("OR1234567890", "OR123456-7890"),
        ("OR0000196900A", UNVERIFIED),
        ("BD41223XA", UNVERIFIED),
        ("12345", UNVERIFIED),
        ("", UNVERIFIED),
    ],
)
def test_a_number_of_another_register_is_written_as_ours(cell: str, value: str) -> None:
    assert record_id(cell).value == value


def test_different_numbers_stay_different() -> None:
    cells = ["OT73697", "OT073697", "OT73697A", "OT7369701", "OT73697B", "OR0000196900"]

    assert len({record_id(cell).value for cell in cells}) == len(cells)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("124+194+0", "318"), ("46床", "46"), ("0+0", UNVERIFIED), ("1+約2", UNVERIFIED)],
)
def test_numbers_of_several_columns_are_added(cell: str, value: str) -> None:
    assert count(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("02-66610001", "02-66610001"),
        ("(02)66610001", "02-66610001"),
        ("（02）6661-0001", "02-66610001"),
        ("6661-0001", "02-66610001"),
        ("6661-0001轉8901-8903", "02-66610001-8901"),
        ("02-66610001轉分機1056", "02-66610001-1056"),
        ("02-66610001分機107", "02-66610001-107"),
        ("6661-0001轉671976 總機9", "02-66610001"),
        ("02-66610001~6", "02-66610001"),
        ("021-66610001", "021-66610001"),
        ("0912345678", UNVERIFIED),
        ("0912-345-678", UNVERIFIED),
    ],
)
def test_a_telephone_of_taipei_is_read(cell: str, value: str) -> None:
    assert telephone(cell, TAIPEI).value == value


def test_a_landline_whose_area_code_begins_like_a_mobile_is_kept() -> None:
    assert telephone("0991-6661000").value == "0991-6661000"


def test_a_report_hides_a_mobile_number_of_taiwan() -> None:
    assert without_personal_data("夜間0912-345678") == "夜間[手机号已删]"
