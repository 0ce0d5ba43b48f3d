"""The journey of a ticket through its steps, with what follows, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import THE_CITIZEN, THE_PROGRAM
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import EventValue, Link, Ticket
from complaints.events import broken_link, values_of
from complaints.filing import file_paper
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.sealing import contact_of, story_of
from complaints.workflow import Role, TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    ADMINISTRATOR,
    ANSWER,
    CHIEF,
    CO_HANDLER,
    HANDLER,
    HEAD,
    INSPECTOR,
    LEAD,
    OPINION,
    OTHER_LEAD,
    REFUSAL,
    STORY,
    SUPERVISOR,
    House,
    officer,
    paper,
    part_of,
)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


def test_a_complaint_is_answered_judged_and_closes_by_itself(house: House) -> None:
    house.assign()
    house.answer()
    house.do(THE_CITIZEN, "judge", contacted="是", solved="是", satisfied="是")
    house.clock.forward(days=20)
    house.do(THE_PROGRAM, "close")

    with house.ticket() as ticket:
        assert ticket.state == "closed"
        assert ticket.outcome == "已解决"
        assert broken_link(ticket) is None
        assert [leg.leg for leg in ticket.legs if leg.ended_on is None] == []


def test_it_does_not_close_on_the_last_day_of_the_window(house: House) -> None:
    house.assign()
    house.answer()
    with house.ticket() as ticket:
        leg = leg_of(ticket, "评价")
        assert leg is not None
        assert leg.due_on == date(2026, 12, 4)
    house.clock.now = datetime(2026, 12, 4, 12, tzinfo=UTC)

    with pytest.raises(TransitionError, match="期限未到"):
        house.do(THE_PROGRAM, "close")
    house.clock.now = datetime(2026, 12, 4, 16, tzinfo=UTC)  # Midnight in Shanghai.
    house.do(THE_PROGRAM, "close")

    assert house.state() == "closed"


def test_reopening_starts_a_new_round_with_the_same_handler(house: House) -> None:
    house.assign()
    house.answer()
    house.do(THE_CITIZEN, "reopen", reason="钱还没有退")

    with house.ticket() as ticket:
        assert (ticket.state, ticket.round, ticket.outcome) == ("assigned", 2, None)
        assert part_of(ticket, "jia-scjg").state == "accepted"
        answer = leg_of(ticket, "答复")
        assert answer is not None
        assert answer.day_zero == local_day(house.clock.now)
    house.answer()
    with pytest.raises(TransitionError, match="一次"):
        house.do(THE_CITIZEN, "reopen", reason="还是没有退")


def test_reopening_is_possible_after_closing_as_long_as_the_window_is_open(house: House) -> None:
    house.assign()
    house.answer()
    house.do(THE_CITIZEN, "agree_to_close")
    house.clock.now = datetime(2026, 12, 4, 15, 59, tzinfo=UTC)
    house.do(THE_CITIZEN, "reopen", reason="又反悔了")

    assert house.state() == "assigned"


def test_reopening_after_the_window_is_refused(house: House) -> None:
    house.assign()
    house.answer()
    house.clock.now = datetime(2026, 12, 4, 16, tzinfo=UTC)

    with pytest.raises(TransitionError, match="期限已过"):
        house.do(THE_CITIZEN, "reopen", reason="晚了一天")


def test_nothing_is_answered_before_every_part_is_settled(house: House) -> None:
    house.assign(cooperating="jia-xf")
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", **OPINION)
    house.do(HEAD, "submit", "jia-scjg", **OPINION)
    house.do(LEAD, "approve", "jia-scjg")

    with pytest.raises(TransitionError, match="协办"):
        house.do(LEAD, "publish", **ANSWER)
    house.do(LEAD, "waive", "jia-xf", reason="与消防无关")
    house.do(LEAD, "publish", **ANSWER)

    assert house.state() == "answered"


def test_an_answer_without_its_parts_is_refused(house: House) -> None:
    house.assign()
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", **OPINION)
    house.do(HEAD, "submit", "jia-scjg", **OPINION)
    house.do(LEAD, "approve", "jia-scjg")

    with pytest.raises(TransitionError, match="还缺"):
        house.do(LEAD, "publish", **{**ANSWER, "found": " "})

    assert house.state() == "assigned"


def test_nobody_approves_his_own_draft(house: House) -> None:
    both = officer("li", "jia-mz", Role.LEAD, Role.HANDLER, Role.HEAD)
    house.do(both, "accept", matter="F01")
    house.do(both, "assign", unit="jia-mz")
    house.do(both, "accept_part", "jia-mz")
    house.do(both, "draft", "jia-mz", **OPINION)
    house.do(both, "submit", "jia-mz", **OPINION)

    with pytest.raises(TransitionError, match="自己起草"):
        house.do(both, "approve", "jia-mz")
    house.do(officer("gu", "jia-mz", Role.LEAD), "approve", "jia-mz")


def test_the_days_with_the_lead_do_not_count_against_the_unit(house: House) -> None:
    house.assign()
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", **OPINION)
    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复", part_of(ticket, "jia-scjg"))
        assert leg is not None
        before = leg.due_on
    house.do(HEAD, "submit", "jia-scjg", **OPINION)  # On Friday, 20 November 2026.
    house.clock.forward(days=5)
    house.do(LEAD, "send_back", "jia-scjg", reason="请写明依据")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复", part_of(ticket, "jia-scjg"))
        assert leg is not None
        assert (before, leg.due_on) == (date(2026, 12, 11), date(2026, 12, 16))
        assert (leg.ended_on, leg.in_time) == (None, None)


def test_punctuality_is_frozen_when_a_leg_ends(house: House) -> None:
    house.clock.forward(days=30)
    house.do(LEAD, "accept", matter="F01")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "受理", ended=True)
        assert leg is not None
        assert leg.in_time is False


def test_withdrawing_ends_every_part_and_every_leg(house: House) -> None:
    house.assign(cooperating="jia-xf")
    house.do(THE_CITIZEN, "withdraw")

    with house.ticket() as ticket:
        assert {part.state for part in ticket.assignments} == {"waived"}
        assert [leg.leg for leg in ticket.legs if leg.ended_on is None] == []


def test_a_refusal_can_be_objected_to_once_and_another_officer_decides(house: House) -> None:
    house.do(LEAD, "reject", **REFUSAL)
    house.do(THE_CITIZEN, "object", reason="并没有起诉")
    house.do(SUPERVISOR, "dismiss_objection", reason="法院已经立案")

    with pytest.raises(TransitionError, match="一次"):
        house.do(THE_CITIZEN, "object", reason="再说一次")


def test_who_refused_does_not_decide_the_objection(house: House) -> None:
    both = officer("li", "jia-mz", Role.LEAD, Role.SUPERVISOR)
    house.do(both, "reject", **REFUSAL)
    house.do(THE_CITIZEN, "object", reason="并没有起诉")

    with pytest.raises(TransitionError, match="没有经手"):
        house.do(both, "uphold_objection", reason="有理")
    house.do(SUPERVISOR, "uphold_objection", reason="有理")

    assert house.state() == "accepted"


def test_urging_is_possible_once_in_three_working_days(house: House) -> None:
    house.do(THE_CITIZEN, "urge")  # On a Friday.
    house.clock.forward(days=4)
    with pytest.raises(TransitionError, match="3 个工作日"):
        house.do(THE_CITIZEN, "urge")
    house.clock.forward(days=1)

    house.do(THE_CITIZEN, "urge")


def test_everybody_sees_what_is_his_and_nothing_else(house: House) -> None:
    everyone = (LEAD, HANDLER, CO_HANDLER, SUPERVISOR, OTHER_LEAD, INSPECTOR, ADMINISTRATOR)

    assert house.seen_by(*everyone) == [True, False, False, True, False, False, False]
    house.assign()
    assert house.seen_by(*everyone) == [True, True, False, True, False, False, False]


def test_whoever_notices_seals_and_nobody_else_sees_it_any_more(house: House) -> None:
    house.assign(cooperating="jia-xf")
    house.do(CO_HANDLER, "seal", reason=STORY)

    assert house.seen_by(LEAD, HANDLER, CO_HANDLER, SUPERVISOR, ADMINISTRATOR) == [False] * 5
    assert house.seen_by(INSPECTOR, CHIEF) == [True, True]
    with house.ticket() as ticket:
        assert (ticket.state, ticket.lead_unit, ticket.story) == ("accepted", "shili-jw", None)
        assert {part.state for part in ticket.assignments} == {"waived"}
        assert story_of(ticket, house.keys) == "押金一直不退。"
        assert contact_of(ticket, house.keys)["telephone"] == "0000-5559999"
        last = next(event for event in ticket.events if event.name == "sealed")
        assert values_of(last, house.keys)["reason"] == STORY
        assert (last.unit, last.officer) == ("jia-xf", "qian")
        assert broken_link(ticket) is None
    with house.database.reading() as session:
        assert set(session.scalars(select(EventValue.value))) == {None}


def test_the_discipline_unit_works_a_sealed_ticket_to_its_answer(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "accept", matter="J01")
    house.do(CHIEF, "assign", unit="shili-jw")
    house.do(INSPECTOR, "accept_part", "shili-jw")
    house.do(INSPECTOR, "draft", "shili-jw", **OPINION)
    house.do(CHIEF, "submit", "shili-jw", **OPINION)
    house.do(CHIEF, "approve", "shili-jw")
    house.do(CHIEF, "publish", **ANSWER)

    with house.ticket() as ticket:
        assert ticket.state == "answered"
    assert set(house.told()) <= {"jia-mz", "shili-jw"}


def test_a_sealed_ticket_is_never_given_to_another_unit(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "accept", matter="J01")

    with pytest.raises(TransitionError, match="纪检监察"):
        house.do(CHIEF, "assign", unit="jia-scjg")


def test_released_wholly_it_is_readable_by_its_new_lead(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "release", reason="不涉及公职人员", unit="jia-mz")

    assert house.seen_by(LEAD, INSPECTOR) == [True, False]
    with house.ticket() as ticket:
        assert (ticket.story, ticket.sealed_story) == (STORY, None)
        assert contact_of(ticket, house.keys)["name"] == "张示例"
        assert broken_link(ticket) is None


def test_released_in_part_a_new_ticket_holds_only_what_the_discipline_unit_wrote(
    house: House,
) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "release_in_part", reason="收费另行处理", text="收费不退。", unit="jia-mz")

    with house.database.reading() as session:
        other = session.scalars(select(Ticket).join(Link, Link.other_id == Ticket.id)).one()
        assert (other.story, other.sealed, other.naming) == ("收费不退。", False, "匿名")
        assert other.contact is None
        assert other.lead_unit == "jia-mz"
    assert house.seen_by(LEAD) == [False]


def test_an_administrator_opens_no_ticket(house: House) -> None:
    for action in ("accept", "reject", "seal"):
        with pytest.raises(TransitionError):
            house.do(ADMINISTRATOR, action, matter="F01", **REFUSAL)


def test_units_get_word_of_what_is_theirs(house: House) -> None:
    house.assign()
    assert house.told() == ["jia-mz", "jia-scjg"]

    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", **OPINION)
    house.do(HEAD, "submit", "jia-scjg", **OPINION)

    assert house.told() == ["jia-mz", "jia-mz", "jia-scjg"]


def test_a_refused_step_leaves_nothing_behind(house: House, database: Database) -> None:
    with pytest.raises(TransitionError):
        house.do(LEAD, "assign", unit="jia-scjg")  # Not yet accepted.

    with database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert [event.name for event in ticket.events] == ["received"]
        assert ticket.assignments == []


def events(session: Session, number: str) -> list[str]:
    ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
    return [event.name for event in ticket.events]


def test_one_paper_with_a_dispute_and_a_report_becomes_two_linked_tickets(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock
) -> None:
    with database.writing() as session:
        receipt = file_paper(session, keys, catalog, paper(reports_too=True), clock.now)

    with database.reading() as session:
        kinds = {one.number: one.kind for one in session.scalars(select(Ticket))}
        assert kinds == {receipt.number: "投诉", receipt.also: "举报"}
        assert session.scalars(select(Link.why)).all() == ["同时提出"]
        assert events(session, receipt.also) == ["received"]


def test_sealing_one_of_two_linked_tickets_seals_the_other(house: House) -> None:
    house.file(reports_too=True)
    house.assign()
    house.do(HANDLER, "seal", reason=STORY)

    with house.database.reading() as session:
        both = session.scalars(select(Ticket).where(Ticket.id.in_(linked(session)))).all()
        assert [(one.sealed, one.lead_unit, one.story) for one in both] == [
            (True, "shili-jw", None),
            (True, "shili-jw", None),
        ]
        assert all(broken_link(one) is None for one in both)


def linked(session: Session) -> list[str]:
    (link,) = session.scalars(select(Link))
    return [link.ticket_id, link.other_id]
