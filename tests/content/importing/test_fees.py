"""A text of prices becomes rooms and fees of an institution of another list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from content import ContentError, check, read_folder
from content.reading import read_table
from content.tables import Fee, Missing, Room
from content.writing import write_table
from tests.content.importing.lists import MAPPINGS, TWINS, changed, reasons, snapshot, take, told

TEXT = "收費標準"
NAMES = (
    ("臺北市至善老人安養護中心", "臺北市示例甲老人安養護中心"),
    ("臺北市文山老人養護中心", "臺北市示例乙老人養護中心"),
)
IN_YUAN = ('currency = "新臺幣元"\n', "")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give the shipped mapping with the names of invented homes."""
    return changed(tmp_path, MAPPINGS / "taipei-fees.toml", *NAMES)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Give a city that knows the homes and not yet their prices."""
    take(tmp_path / "city", "taipei-institutions")
    return tmp_path / "city"


def in_yuan(plan: Path) -> Path:
    """Change a mapping as for a list whose money is ours."""
    return changed(plan.parent, plan, IN_YUAN)


def test_each_sure_price_is_a_row_and_each_room_has_one(city: Path, plan: Path) -> None:
    take(city, in_yuan(plan))
    folder = read_folder(city)

    assert [(row.id, row.name, row.persons) for row in folder.rows(Room)] == [
        ("R100002-1", "10坪單人房", 1),
        ("R100002-2", "15坪雙人房", 2),
    ]
    assert [(row.item, row.room, row.amount, row.note) for row in folder.rows(Fee)] == [
        ("床位费", "R100002-1", Decimal(1000), "安養照顧服務；不含伙食費"),
        ("床位费", "R100002-2", Decimal(1500), "安養照顧服務；不含伙食費"),
        ("伙食费", None, Decimal(400), "安養照顧服務"),
    ]


def test_prices_leave_no_fault_behind(city: Path, plan: Path) -> None:
    take(city, plan)

    assert [fault for fault in check(read_folder(city)) if fault.weight == "fault"] == []


def test_money_of_another_currency_never_becomes_yuan(city: Path, plan: Path) -> None:
    report = take(city, plan)
    fees = read_folder(city).rows(Fee)

    assert {row.amount for row in fees} == {Missing.UNVERIFIED}
    assert fees[2].note == "安養照顧服務；名单原价 400 新臺幣元"
    assert told(report, 2, TEXT)[0].startswith("3 个价格是新臺幣元，不是人民币元")


def test_a_price_that_is_not_sure_is_told_with_its_words(city: Path, plan: Path) -> None:
    report = take(city, in_yuan(plan))

    assert [(one.row, one.cell, one.done) for one in report.dirty] == [
        (2, "養護:3,000元(含伙食,耗材另計)", "看不出是哪一项的价格；没有收入收费表")
    ]


def test_a_text_without_a_sure_price_is_rejected_whole(city: Path, plan: Path) -> None:
    assert reasons(take(city, plan))[3] == f"{TEXT}：没有一个可以确定的价格"
    assert "每人每月加收700元" in (city / "rejected.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("每月400元(電13800138000)", "含有个人信息，不公开；没有收入收费表"),
        ("每月400元。三、=1:(一)押金1元", "以 = + - @ 开头，像是公式；没有收入收费表"),
    ],
)
def test_words_that_may_not_stand_in_a_table_are_no_price(
    city: Path, plan: Path, tmp_path: Path, words: str, why: str
) -> None:
    source = changed(tmp_path, TWINS / "taipei-fees.csv", ("每月400元", words))
    report = take(city, in_yuan(plan), source)

    assert why in told(report, 2, TEXT)
    assert not any(b"13800138000" in content for content in snapshot(city).values())
    assert all(row.note and row.note[0] != "=" for row in read_folder(city).rows(Fee))


def test_a_home_that_the_other_list_lacks_is_an_orphan(city: Path, plan: Path) -> None:
    reason = reasons(take(city, plan))[4]

    assert reason.endswith("名单 tp-sfj-2025-02 里没有“臺北市示例丁老人安養護中心”，不知道是哪一家")


def test_a_second_run_changes_no_byte(city: Path, plan: Path) -> None:
    take(city, plan)
    before = snapshot(city)
    report = take(city, plan)

    assert snapshot(city) == before
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)


def test_an_amount_that_editors_found_out_stays(city: Path, plan: Path) -> None:
    take(city, plan)
    path = city / "fees.csv"
    rows = read_table(path, Fee).rows
    write_table(path, Fee, [replace(rows[0], amount=Decimal(888)), *rows[1:]])
    take(city, plan)

    assert read_folder(city).rows(Fee)[0].amount == Decimal(888)


def test_a_price_that_vanished_is_reported_and_stays(
    city: Path, plan: Path, tmp_path: Path
) -> None:
    take(city, plan)
    fewer = ("(三)伙食費每人每月400元。", "")
    report = take(city, plan, changed(tmp_path, TWINS / "taipei-fees.csv", fewer))

    assert report.vanished == ["F100002-3"]
    assert len(read_folder(city).rows(Fee)) == 3


def test_a_run_cut_short_after_the_rooms_is_filled_by_the_next(city: Path, plan: Path) -> None:
    take(city, plan)
    before = snapshot(city)
    write_table(city / "fees.csv", Fee, [])
    take(city, plan)

    assert snapshot(city) == before


def test_prices_before_their_homes_are_refused(tmp_path: Path, plan: Path) -> None:
    take(tmp_path / "city", "taipei-nursing-homes")

    with pytest.raises(ContentError, match="没有来自名单 tp-sfj-2025-02 的机构；请先导入"):
        take(tmp_path / "city", plan)


def test_a_missing_folder_is_refused_and_not_made(tmp_path: Path, plan: Path) -> None:
    with pytest.raises(ContentError, match="没有这个文件"):
        take(tmp_path / "none", plan)
    assert not (tmp_path / "none").exists()


@pytest.mark.reference
def test_the_sure_prices_of_taipei(city: Path, reference: Path) -> None:
    source = reference / "data" / "taipei-institutions" / "public_private_fees.csv"
    report = take(city, "taipei-fees", source)
    folder = read_folder(city)

    assert (report.rows, report.taken, list(reasons(report))) == (3, 2, [4])
    assert (len(folder.rows(Room)), len(folder.rows(Fee))) == (6, 8)
    assert folder.rows(Fee)[0].note == "安養照顧服務；不含伙食費；名单原价 20,000 新臺幣元"
