"""Results go back to the hotline: what citizens were told, and of sealed tickets nothing."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from complaints.acting import THE_CITIZEN
from complaints.database.models import Ticket
from complaints.events import broken_link
from complaints.hotline.private import write_private
from complaints.workflow import Role
from content.faults import ContentError
from content.harmless import harmless
from tests.complaints.hotline.handing import Hotline
from tests.complaints.house import ANSWER, LEAD, REFUSAL, House, officer

BLANK = {
    "承办单位": "", "答复日期": "", "办理结果": "", "答复内容": "", "是否联系": "",
    "是否解决": "", "是否满意": "",
}  # fmt: skip


def notes(ticket: Ticket) -> list[str]:
    return [event.name for event in ticket.events if event.name == "written_back"]


def test_what_a_caller_said_when_he_was_called_back_goes_back_with_the_answer(
    hotline: Hotline, house: House
) -> None:
    house.assign()
    house.answer()
    said = {"contacted": "是", "solved": "部分解决", "satisfied": "否"}
    house.do(officer("xu", "jia-mz", Role.LEAD), "call_back", result="有效", **said)

    hotline.give_back(since=date(2026, 11, 20))

    (row,) = hotline.told()
    assert (row["是否联系"], row["是否解决"], row["是否满意"]) == ("是", "部分解决", "否")


def test_before_the_answer_the_hotline_is_told_where_it_stands(
    hotline: Hotline, house: House
) -> None:
    hotline.give_back()
    (received,) = hotline.told()
    house.assign()
    hotline.give_back()
    (assigned,) = hotline.told()

    assert received["工单编号"] == "SL20261118-7001"
    assert received["承办编号"] == house.number
    assert received["办理状态"] == "已签收"  # the mapping's own word for 已收到
    assert (assigned["办理状态"], assigned["受理日期"]) == ("已受理", "2026-11-20")
    assert {name: assigned[name] for name in BLANK} == BLANK
    assert notes(hotline.only()) == []


def test_the_answer_goes_back_as_the_citizen_reads_it(hotline: Hotline, house: House) -> None:
    house.assign()
    house.answer()

    done = hotline.give_back()

    (row,) = hotline.told()
    assert (done.rows, done.first_told) == (1, 1)
    assert (row["办理状态"], row["办理结果"]) == ("已答复", "已解决")
    assert (row["承办单位"], row["答复日期"]) == ("示例市甲区市场监督管理局", "2026-11-20")
    assert f"查明的情况：{ANSWER['found']}" in row["答复内容"]


def test_a_refusal_goes_back_with_its_reason(hotline: Hotline, house: House) -> None:
    house.do(LEAD, "reject", **REFUSAL)

    hotline.give_back()

    (row,) = hotline.told()
    assert (row["办理状态"], row["办理结果"]) == ("不予受理", "不予受理告知书")
    assert REFUSAL["reason"] in row["答复内容"]


def test_that_an_answer_was_told_is_recorded_once(hotline: Hotline, house: House) -> None:
    house.assign()
    house.answer()
    hotline.give_back()
    first = (hotline.folder / "结果.csv").read_bytes()
    again = hotline.give_back()

    assert again.first_told == 0
    assert (hotline.folder / "结果.csv").read_bytes() == first
    assert notes(hotline.only()) == ["written_back"]
    assert broken_link(hotline.only()) is None


@pytest.mark.parametrize("name", ["结果.csv", "结果.xlsx"])
def test_the_same_standing_gives_the_same_bytes_for_the_owner_alone(
    hotline: Hotline, house: House, name: str
) -> None:
    house.assign()
    hotline.give_back(name)
    first = (hotline.folder / name).read_bytes()
    hotline.clock.forward(days=3)

    hotline.give_back(name)

    assert (hotline.folder / name).read_bytes() == first
    assert stat.S_IMODE((hotline.folder / name).stat().st_mode) == 0o600


def test_since_a_day_only_what_reads_differently_is_told(hotline: Hotline, house: House) -> None:
    hotline.clock.forward(days=3)
    hotline.hand(工单编号="SL20261118-7002")
    house.assign()

    assert hotline.give_back(since=date(2026, 11, 23)).rows == 2
    hotline.clock.forward(days=1)
    house.answer()
    assert hotline.give_back(since=date(2026, 11, 24)).rows == 1
    assert hotline.told()[0]["工单编号"] == "SL20261118-7001"


def test_only_orders_of_the_hotline_are_told_of(hotline: Hotline, house: House) -> None:
    house.file()

    assert hotline.give_back().rows == 1


def test_a_reopened_order_has_no_answer_until_the_new_one(hotline: Hotline, house: House) -> None:
    house.assign()
    house.answer()
    hotline.give_back()
    house.do(THE_CITIZEN, "reopen", reason="没有退全。")
    hotline.give_back()
    assert (hotline.told()[0]["办理状态"], hotline.told()[0]["答复内容"]) == ("已受理", "")

    house.answer()

    assert hotline.give_back().first_told == 1
    assert notes(hotline.only()) == ["written_back"] * 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_is_run_as_a_formula(tmp_path: Path, cell: str) -> None:
    write_private(tmp_path / "a.xlsx", [["列"], [cell]])

    assert harmless(cell) == f"'{cell}"
    book = load_workbook(tmp_path / "a.xlsx")
    (found,) = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert found.data_type == "s"
    book.close()


def test_what_no_cell_can_hold_is_told(tmp_path: Path) -> None:
    write_private(tmp_path / "a.xlsx", [["控制\x01字符"]])
    with pytest.raises(ContentError, match="放不下"):
        write_private(tmp_path / "a.xlsx", [["长" * 40_000]])
    with pytest.raises(ContentError, match=r"应以 \.csv 或 \.xlsx 结尾"):
        write_private(tmp_path / "a.txt", [["x"]])
    with pytest.raises(ContentError, match="写不了"):
        write_private(tmp_path / "nowhere" / "a.csv", [["x"]])
