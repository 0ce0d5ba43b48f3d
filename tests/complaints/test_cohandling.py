"""Several units work on one ticket: each by its own clock, all in one answer."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.database import Database
from complaints.database.models import Assignment
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.opinions import joint_opinion
from complaints.visibility import may_reach
from complaints.workflow import Role, TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    ANSWER,
    CHIEF,
    CO_HANDLER,
    CO_HEAD,
    HANDLER,
    HEAD,
    LEAD,
    OPINION,
    STORY,
    SUPERVISOR,
    House,
    officer,
    part_of,
)

MAIN, FIRE, POLICE = "jia-scjg", "jia-xf", "jia-zj"
BOTH = officer("he", POLICE, Role.HANDLER, Role.HEAD)
CALL = {"share_contact": "主办", "share_reason": "要打电话核对金额。"}


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


def work(house: House, unit: str, handler: object, head: object, found: str) -> None:
    """Bring one part to where the lead approves it."""
    opinion = {**OPINION, "found": found}
    house.do(handler, "accept_part", unit)  # type: ignore[arg-type]
    house.do(handler, "draft", unit, **opinion)  # type: ignore[arg-type]
    house.do(head, "submit", unit, **opinion)  # type: ignore[arg-type]
    house.do(LEAD, "approve", unit)


def part(house: House, unit: str) -> Assignment:
    with house.ticket() as ticket:
        return part_of(ticket, unit)


def test_a_unit_that_is_named_twice_gets_one_part(house: House) -> None:
    house.assign(cooperating=f"{FIRE}；{FIRE}")

    with house.ticket() as ticket:
        assert sorted(one.unit for one in ticket.assignments) == sorted([MAIN, FIRE])


def test_three_units_make_one_answer_and_each_co_operating_one_stands_under_its_name(
    house: House,
) -> None:
    house.assign(cooperating=f"{FIRE}；{POLICE}")
    work(house, POLICE, BOTH, BOTH, "资质齐全。")
    work(house, MAIN, HANDLER, HEAD, "押金条款超出合同。")
    with pytest.raises(TransitionError, match="协办"):
        house.do(LEAD, "publish", **ANSWER)
    work(house, FIRE, CO_HANDLER, CO_HEAD, "通道畅通。")

    with house.ticket() as ticket:
        found = joint_opinion(ticket, house.keys)["found"].split("\n")
        names = {one.unit: one.unit_name for one in ticket.assignments}
    assert found[0] == "押金条款超出合同。"
    assert set(found[1:]) == {f"{names[FIRE]}：通道畅通。", f"{names[POLICE]}：资质齐全。"}
    house.do(LEAD, "publish", **ANSWER)
    assert house.state() == "answered"


def test_a_late_co_operating_unit_does_not_change_the_clock_of_the_handling_one(
    house: House,
) -> None:
    house.assign(cooperating=FIRE)
    work(house, MAIN, HANDLER, HEAD, "押金条款超出合同。")
    house.clock.forward(days=40)
    work(house, FIRE, CO_HANDLER, CO_HEAD, "通道畅通。")

    with house.ticket() as ticket:
        main = leg_of(ticket, "答复", part_of(ticket, MAIN), ended=True)
        fire = leg_of(ticket, "答复", part_of(ticket, FIRE), ended=True)
        assert main is not None
        assert fire is not None
        assert (main.due_on, main.in_time) == (date(2026, 12, 11), True)
        assert (fire.due_on, fire.in_time) == (date(2026, 12, 4), False)


def test_a_further_unit_is_added_later_with_its_own_clock(house: House) -> None:
    house.assign()
    house.do(HANDLER, "accept_part", MAIN)
    house.clock.forward(days=5)
    house.do(LEAD, "add_cooperating", unit=FIRE, reason="还有消防通道的问题。")

    assert (part(house, FIRE).role, part(house, FIRE).state) == ("协办", "offered")
    with house.ticket() as ticket:
        fire = leg_of(ticket, "答复", part_of(ticket, FIRE))
        main = leg_of(ticket, "答复", part_of(ticket, MAIN))
        assert fire is not None
        assert main is not None
        assert (fire.day_zero, main.day_zero) == (date(2026, 11, 25), date(2026, 11, 20))


@pytest.mark.parametrize("unit", [MAIN, FIRE])
def test_a_unit_that_is_there_already_is_not_added(house: House, unit: str) -> None:
    house.assign(cooperating=FIRE)

    with pytest.raises(TransitionError, match="已经在办"):
        house.do(LEAD, "add_cooperating", unit=unit, reason="再来一个。")


def test_to_a_sealed_ticket_nobody_is_added(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "accept", matter="J01")
    house.do(CHIEF, "assign", unit="shili-jw")

    with pytest.raises(TransitionError):
        house.do(CHIEF, "add_cooperating", unit=FIRE, reason="再来一个。")


def reach(house: House, *actors: object) -> list[bool]:
    with house.ticket() as ticket:
        return [may_reach(actor, ticket) for actor in actors]  # type: ignore[arg-type]


def test_no_unit_is_given_the_contact_unless_the_lead_says_so(house: House) -> None:
    house.assign(cooperating=FIRE)
    assert reach(house, LEAD, SUPERVISOR, HANDLER, CO_HANDLER) == [True, True, False, False]

    house.do(LEAD, "share_contact", FIRE, reason="要约时间上门。")

    assert reach(house, LEAD, HANDLER, CO_HANDLER) == [True, False, True]
    with house.ticket() as ticket:
        assert ticket.events[-1].name == "contact_shared"
    with pytest.raises(TransitionError, match="已经交给"):
        house.do(LEAD, "share_contact", FIRE, reason="再说一次。")


def test_it_is_given_with_the_assignment_to_the_part_that_was_named(house: House) -> None:
    house.do(LEAD, "accept", matter="F01")
    house.do(LEAD, "assign", unit=MAIN, cooperating=FIRE, **CALL)

    assert reach(house, HANDLER, CO_HANDLER) == [True, False]


def test_it_is_never_given_without_a_reason(house: House) -> None:
    house.do(LEAD, "accept", matter="F01")

    with pytest.raises(TransitionError, match="还缺"):
        house.do(LEAD, "assign", unit=MAIN, share_contact="主办")
    assert house.state() == "accepted"


def test_a_transfer_never_inherits_it(house: House) -> None:
    house.do(LEAD, "accept", matter="F01")
    house.do(LEAD, "assign", unit=MAIN, **CALL)
    house.do(LEAD, "transfer", MAIN, reason="换消防", new_unit=FIRE)

    assert reach(house, HANDLER, CO_HANDLER) == [False, False]
    house.do(LEAD, "transfer", FIRE, reason="换回", new_unit=MAIN, **CALL)
    assert reach(house, HANDLER, CO_HANDLER) == [True, False]


def test_there_is_nothing_to_give_of_an_anonymous_paper(house: House) -> None:
    house.file(naming="匿名", name="", telephone="")
    house.do(LEAD, "accept", matter="F01")

    with pytest.raises(TransitionError, match="没有联系方式可交"):
        house.do(LEAD, "assign", unit=MAIN, **CALL)
