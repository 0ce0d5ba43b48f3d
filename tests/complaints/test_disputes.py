"""Who must handle it: returned, insisted, contested once, and ruled on by the superior for good."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import Ticket
from complaints.desk.tickets.waiting import waiting
from complaints.events import broken_link
from complaints.intake.history import history
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.pausing import paused_days
from complaints.workflow import AssignmentState, Role, TicketState, TransitionError, where_it_stands
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    CO_HANDLER,
    CO_HEAD,
    HANDLER,
    HEAD,
    LEAD,
    OPINION,
    SUPERVISOR,
    House,
    officer,
    part_of,
)

BACK = {"reason": "不是我们的职责。", "suggested_unit": "jia-xf"}
PART, OTHER = "jia-scjg", "jia-xf"


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    made.assign()
    return made


def insisted(house: House) -> None:
    house.do(HEAD, "return_part", PART, **BACK)
    house.do(LEAD, "insist", PART, reason="归口目录写明由你们办。")


def contested(house: House) -> None:
    insisted(house)
    house.do(HEAD, "contest", PART, **BACK)


def said(house: House) -> list[str]:
    with house.ticket() as ticket:
        return [entry.says for entry in history(ticket, house.keys)]


def test_a_contested_part_waits_for_the_superior_and_its_days_rest(house: House) -> None:
    contested(house)  # On Friday, 20 November 2026; due on 12-11.
    with house.ticket() as ticket:
        part = part_of(ticket, PART)
        assert part.state == "contested"
        assert leg_of(ticket, "答复", part) is None
        stands = where_it_stands(
            TicketState(ticket.state), [AssignmentState(part.state)], paused=False, sealed=False
        )
        assert (stands.word, "上级" in stands.meaning) == ("重新交办", True)
        whole = leg_of(ticket, "答复")
        assert whole is not None
        assert whole.due_on == date(2026, 12, 11)
    house.clock.forward(days=4)
    house.do(SUPERVISOR, "rule_stays", PART, reason="目录第三条。")

    with house.ticket() as ticket:
        part = part_of(ticket, PART)
        leg = leg_of(ticket, "答复", part)
        assert leg is not None
        assert (part.state, leg.due_on) == ("accepted", date(2026, 12, 15))
        assert set(paused_days(ticket, leg).values()) == {"暂停：已提请裁定，等待上级决定"}
        assert broken_link(ticket) is None
    assert "上级裁定仍由示例市甲区市场监督管理局办理。" in said(house)


def test_a_ruling_gives_the_part_to_another_unit_which_cannot_return_it(house: House) -> None:
    contested(house)
    house.do(SUPERVISOR, "rule_moves", PART, reason="消防职责。", new_unit=OTHER)

    with house.ticket() as ticket:
        assert part_of(ticket, OTHER).state == "offered"
        assert part_of(ticket, OTHER).role == "主办"
    with pytest.raises(TransitionError, match="上级已经裁定"):
        house.do(CO_HEAD, "return_part", OTHER, **BACK)
    house.do(CO_HANDLER, "accept_part", OTHER)
    with pytest.raises(TransitionError):
        house.do(CO_HEAD, "contest", OTHER, **BACK)
    names = [text for text in said(house) if "裁定" in text]
    assert names[0] == "按上级裁定转示例市甲区消防救援大队。"


def test_it_is_contested_only_once_and_only_after_the_lead_insisted(house: House) -> None:
    house.do(HANDLER, "accept_part", PART)
    with pytest.raises(TransitionError, match="维持分派以后"):
        house.do(HEAD, "contest", PART, **BACK)


def test_after_a_ruling_nothing_is_contested_any_more(house: House) -> None:
    contested(house)
    house.do(SUPERVISOR, "rule_stays", PART, reason="目录第三条。")

    with pytest.raises(TransitionError, match="只能提请裁定一次"):
        house.do(HEAD, "contest", PART, **BACK)


def test_who_insisted_does_not_rule(house: House) -> None:
    both = officer("li", "jia-mz", Role.LEAD, Role.SUPERVISOR)
    house.do(HEAD, "return_part", PART, **BACK)
    house.do(both, "insist", PART, reason="归口目录写明由你们办。")
    house.do(HEAD, "contest", PART, **BACK)

    for action in ("rule_stays", "rule_moves"):
        with pytest.raises(TransitionError, match="没有经手"):
            house.do(both, action, PART, reason="目录第三条。", new_unit=OTHER)
    house.do(SUPERVISOR, "rule_stays", PART, reason="目录第三条。")


@pytest.mark.parametrize("actor", [LEAD, HEAD, HANDLER])
def test_nobody_but_a_supervisor_rules(house: House, actor: object) -> None:
    contested(house)

    with pytest.raises(TransitionError):
        house.do(actor, "rule_stays", PART, reason="目录第三条。")  # type: ignore[arg-type]


def test_a_contested_part_waits_in_the_list_of_the_supervisor(house: House) -> None:
    def waits(actor: object) -> bool:
        with house.database.reading() as session:
            mine = waiting(actor, "shili-jw")  # type: ignore[arg-type]
            return session.scalar(select(Ticket.id).where(mine)) is not None

    insisted(house)
    assert not waits(SUPERVISOR)
    house.do(HEAD, "contest", PART, **BACK)
    assert (waits(SUPERVISOR), waits(HEAD)) == (True, False)
    house.do(SUPERVISOR, "rule_stays", PART, reason="目录第三条。")
    assert not waits(SUPERVISOR)


def test_requests_for_more_days_wait_for_who_decides(house: House) -> None:
    def waits(actor: object) -> bool:
        with house.database.reading() as session:
            mine = waiting(actor, "shili-jw")  # type: ignore[arg-type]
            return session.scalar(select(Ticket.id).where(mine)) is not None

    more = {"days": "2", "reason": "要等检测报告。"}
    house.do(HANDLER, "accept_part", PART)
    assert not waits(LEAD)
    house.do(HEAD, "ask_extension", PART, **more)
    assert (waits(LEAD), waits(SUPERVISOR)) == (True, False)
    house.do(LEAD, "grant_extension", PART, **more)
    assert not waits(LEAD)
    house.do(LEAD, "ask_extension", **more)
    assert (waits(LEAD), waits(SUPERVISOR)) == (False, True)
    house.do(SUPERVISOR, "refuse_extension", reason="不必。")
    assert not waits(SUPERVISOR)


def test_the_third_return_raises_supervision_and_no_clock_starts_anew(house: House) -> None:
    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        due = leg.due_on
    heads = {
        PART: HEAD,
        OTHER: CO_HEAD,
        "jia-zj": officer("he", "jia-zj", Role.HEAD),
    }
    for unit, following in ((PART, OTHER), (OTHER, "jia-zj"), ("jia-zj", PART)):
        house.clock.forward(days=1)
        house.do(heads[unit], "return_part", unit, **BACK)
        with house.ticket() as ticket:
            assert (ticket.supervision >= 2) == (unit == "jia-zj")
        house.do(LEAD, "transfer", unit, reason="换一个", new_unit=following)

    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        assert leg.due_on == due
        assert sum(event.name == "supervision_raised" for event in ticket.events) == 1


@pytest.mark.parametrize("unit", [PART, OTHER])
def test_a_part_goes_to_a_unit_that_has_none(house: House, unit: str) -> None:
    house.do(LEAD, "add_cooperating", unit=OTHER, reason="涉及消防")
    with pytest.raises(TransitionError, match="这个单位已经在办"):
        house.do(LEAD, "transfer", PART, reason="换一个", new_unit=unit)
    insisted(house)
    house.do(HEAD, "contest", PART, **BACK)
    with pytest.raises(TransitionError, match="这个单位已经在办"):
        house.do(SUPERVISOR, "rule_moves", PART, reason="消防职责。", new_unit=unit)


def test_a_drafted_part_is_not_contested(house: House) -> None:
    insisted(house)
    house.do(HANDLER, "draft", PART, **OPINION)

    with pytest.raises(TransitionError):
        house.do(HEAD, "contest", PART, **BACK)
