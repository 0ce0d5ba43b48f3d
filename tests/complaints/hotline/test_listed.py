"""Lists as hotlines export them: every usual encoding, workbooks, and numbers that are whole."""

from __future__ import annotations

from datetime import datetime

import pytest

from content.faults import ContentError
from tests.complaints.hotline.handing import USUAL, Hotline


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_encoding_is_told_by_itself(hotline: Hotline, encoding: str) -> None:
    assert hotline.take(hotline.sheet(USUAL, encoding=encoding)).taken == 1
    assert hotline.only().institution == "100012"


def test_a_workbook_is_taken_with_its_own_dates(hotline: Hotline) -> None:
    day = datetime(2026, 11, 18, 9, 30)  # noqa: DTZ001 (a spreadsheet knows no zones)
    hotline.take(hotline.book({**USUAL, "派单时间": day, "工单编号": 202611180001}))

    (number,) = hotline.tickets()
    assert number == "202611180001"
    assert str(hotline.only().received_on) == "2026-11-18"


def test_numbers_that_a_spreadsheet_rounded_are_refused_and_not_taken_for_one(
    hotline: Hotline,
) -> None:
    numbers = (202611180000000011, 2.0261118e17)
    rows: list[dict[str, object]] = [{**USUAL, "工单编号": number} for number in numbers]

    tally = hotline.take(hotline.book(*rows))

    assert tally.taken == 0
    assert [(one.row, one.column) for one in tally.refused] == [(2, "工单编号"), (3, "工单编号")]


def test_a_list_without_the_mapped_columns_is_refused_before_anything(hotline: Hotline) -> None:
    source = hotline.folder / "x.csv"
    source.write_text("编号,内容\n1,2\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"没有这些列：.*工单编号"):
        hotline.take(source)


def test_the_same_order_out_of_both_kinds_of_file_is_one_order(hotline: Hotline) -> None:
    hotline.take(hotline.book({**USUAL, "诉求内容": "第一行\r\n第二行"}))

    assert hotline.take(hotline.sheet({**USUAL, "诉求内容": "第一行\n第二行"})).known == 1
