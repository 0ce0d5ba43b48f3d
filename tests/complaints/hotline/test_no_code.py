"""A citizen of the hotline has no code of ours: nobody waits for what he cannot read."""

from __future__ import annotations

import pytest

from complaints.acting import Circumstances
from complaints.steps import open_steps
from complaints.workflow import TransitionError
from tests.complaints.hotline.handing import Hotline
from tests.complaints.house import CHIEF, LEAD, House

MORE = {"lacking": "押金收据的照片。", "reason": "要核对金额。"}


@pytest.fixture
def house(hotline: Hotline) -> House:
    """Give the house around the one order that was handed over."""
    hotline.hand()
    house = House(hotline.database, hotline.keys, hotline.catalog, hotline.clock)
    house.number = hotline.only().number
    return house


def test_he_is_not_asked_for_more_and_the_officer_reads_what_to_do(house: House) -> None:
    with pytest.raises(TransitionError, match="没有查询码，不能在网上补正，请打电话问他"):
        house.do(LEAD, "ask_more", **MORE)

    assert not offered(house)


def test_nor_is_he_once_his_order_is_sealed(house: House) -> None:
    house.do(LEAD, "seal", reason="涉及公职人员")

    with pytest.raises(TransitionError, match="没有查询码"):
        house.do(CHIEF, "ask_more", **MORE)


def test_who_filed_with_us_may_be_asked(house: House) -> None:
    house.file()

    assert offered(house)


def offered(house: House) -> bool:
    at = Circumstances(house.keys, house.catalog, house.clock.now)
    with house.ticket() as ticket:
        return "ask_more" in {step.action for step in open_steps(ticket, LEAD, at)}
