"""Of sealed orders the hotline reads nothing that it would not read of an open one."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.acting import THE_CITIZEN
from tests.complaints.hotline.handing import Hotline, of
from tests.complaints.house import ANSWER, CHIEF, INSPECTOR, LEAD, REFUSAL, House

OFFICIALS = "民政局检查的人收了院长的红包，不管我们。"
SECOND = "SL20261118-7002"


def begin_inside(house: House) -> None:
    house.do(CHIEF, "accept", matter="J01")
    house.do(CHIEF, "assign", unit="shili-jw")
    house.do(INSPECTOR, "accept_part", "shili-jw")


def answer_inside(house: House) -> None:
    house.do(INSPECTOR, "draft", "shili-jw", found="属实。")
    house.do(CHIEF, "submit", "shili-jw", found="属实。", done="已处分。", basis="条例")
    house.do(CHIEF, "approve", "shili-jw")
    house.do(CHIEF, "publish", **ANSWER)


def end(house: House, way: str) -> None:
    """End a sealed ticket."""
    if way in ("answered", "closed"):
        begin_inside(house)
        answer_inside(house)
    if way == "closed":
        house.do(THE_CITIZEN, "agree_to_close")
    if way in ("rejected", "objected"):
        house.do(CHIEF, "reject", **REFUSAL)
    if way == "objected":
        house.do(THE_CITIZEN, "object", reason="应当受理。")
    if way == "handed_over":
        house.do(CHIEF, "hand_over", unit="示例市法院", reason="诉讼事项", turn_to="示例市法院")
    if way == "withdrawn":
        house.do(THE_CITIZEN, "withdraw")


def stand(house: House, where: str) -> None:
    """Bring an open ticket to where it is still worked on."""
    if where == "assigned":
        house.assign()
    if where == "objected":
        house.do(LEAD, "reject", **REFUSAL)
        house.do(THE_CITIZEN, "object", reason="应当受理。")
    if where == "withdrawn":
        house.do(THE_CITIZEN, "withdraw")


def test_while_it_is_worked_on_a_sealed_order_reads_as_any_other(hotline: Hotline) -> None:
    hotline.hand()
    hotline.hand(工单编号=SECOND, 诉求内容=OFFICIALS)
    plain, sealed = (of(hotline, ticket) for _, ticket in sorted(hotline.tickets().items()))
    plain.assign()
    sealed.do(CHIEF, "accept", matter="J01")
    sealed.do(CHIEF, "assign", unit="shili-jw")

    hotline.give_back()

    first, second = hotline.told()
    for row in (first, second):
        del row["工单编号"], row["承办编号"]
    assert first == second


@pytest.mark.parametrize(
    ("way", "where"),
    [
        ("answered", "assigned"),
        ("closed", "assigned"),
        ("rejected", "objected"),
        ("objected", "objected"),
        ("handed_over", "received"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_a_sealed_order_that_has_ended_reads_as_an_open_one(
    hotline: Hotline, way: str, where: str
) -> None:
    hotline.hand()
    hotline.hand(工单编号=SECOND, 诉求内容=OFFICIALS)
    plain, sealed = (of(hotline, ticket) for _, ticket in sorted(hotline.tickets().items()))
    end(sealed, way)
    stand(plain, where)

    done = hotline.give_back()

    first, second = hotline.told()
    for row in (first, second):
        del row["工单编号"], row["承办编号"]
    assert first == second
    assert done.first_told == 0


def test_its_end_makes_no_row_since_that_day(hotline: Hotline) -> None:
    hotline.hand(诉求内容=OFFICIALS)
    house = of(hotline, hotline.only())
    begin_inside(house)
    hotline.clock.forward(days=2)
    answer_inside(house)
    house.do(THE_CITIZEN, "agree_to_close")

    assert hotline.give_back(since=date(2026, 11, 22)).rows == 0


def test_sealing_changes_nothing_that_the_hotline_reads(hotline: Hotline, house: House) -> None:
    house.assign()
    hotline.give_back()
    before = hotline.told()
    hotline.clock.forward(days=2)

    house.do(LEAD, "seal", reason="反映的是检查人员。")

    hotline.give_back()
    assert hotline.told() == before
    assert hotline.give_back(since=date(2026, 11, 22)).rows == 0


def test_sealed_after_its_answer_it_reads_as_one_that_is_worked_on_again(
    hotline: Hotline, house: House
) -> None:
    house.assign()
    house.answer()
    house.do(LEAD, "seal", reason="反映的是检查人员。")

    hotline.give_back()

    (row,) = hotline.told()
    assert (row["办理状态"], row["答复内容"], row["答复日期"]) == ("已受理", "", "")
