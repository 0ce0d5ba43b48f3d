"""Calling back: who calls whom, how often, and whose word counts in the end."""

from __future__ import annotations

from collections import Counter

import pytest

from complaints.acting import THE_CITIZEN, Actor
from complaints.calling import QUESTIONS
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Ticket
from complaints.desk.calling.listing import calls_of
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.satisfaction import Source, count, satisfaction_of
from complaints.workflow import Role, TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import CHIEF, HEAD, INSPECTOR, LEAD, OTHER_LEAD, House, officer

CALLER = officer("xu", "jia-mz", Role.LEAD)
YES = {"contacted": "是", "solved": "是", "satisfied": "是"}
NO = {"contacted": "否", "solved": "否", "satisfied": "否"}
CALLED = {"result": "有效", **YES}


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    answered(made)
    return made


def answered(house: House, **changes: object) -> None:
    house.file(**changes)
    house.assign()
    house.answer()


def listed(house: House, actor: Actor = CALLER) -> list[str]:
    today = local_day(house.clock.now)
    with house.database.reading() as session:
        shown = calls_of(session, actor, "shili-jw", today, house.keys, 1)
        assert shown.total == len(shown.rows)
        return [row.ticket.number for row in shown.rows]


def judged(house: House) -> tuple[Source, dict[str, str]] | None:
    with house.ticket() as ticket:
        found = satisfaction_of(ticket, house.keys)
        return (found.source, dict(found.answers)) if found else None


def after_the_window(house: House) -> None:
    with house.ticket() as ticket:
        leg = leg_of(ticket, "评价", ended=True)
        assert leg is not None
        assert leg.due_on is not None
        house.clock.forward(days=(leg.due_on - local_day(house.clock.now)).days + 1)


def test_the_lead_unit_calls_whoever_left_a_telephone_the_oldest_answer_first(
    house: House,
) -> None:
    first = house.number
    house.clock.forward(hours=1)
    answered(house)
    second = house.number
    answered(house, naming="匿名", name="", telephone="")

    assert listed(house) == [first, second]
    assert listed(house, OTHER_LEAD) == listed(house, HEAD) == []


def test_who_had_a_hand_in_the_answer_sees_it_in_the_list_and_does_not_call(house: House) -> None:
    assert listed(house, LEAD) == [house.number]
    with pytest.raises(TransitionError, match="没有经手"):
        house.do(LEAD, "call_back", **CALLED)
    with pytest.raises(TransitionError, match="不由您办理"):
        house.do(HEAD, "call_back", **CALLED)


def test_a_call_with_answers_counts_once_and_takes_the_ticket_off_the_list(house: House) -> None:
    house.do(CALLER, "call_back", **CALLED)

    assert judged(house) == (Source.CALLED, YES)
    assert listed(house) == []
    with pytest.raises(TransitionError, match="已经回访完"):
        house.do(CALLER, "call_back", **CALLED)


@pytest.mark.parametrize("lacking", QUESTIONS)
def test_a_call_with_answers_needs_all_three(house: House, lacking: str) -> None:
    with pytest.raises(TransitionError, match="三个问题"):
        house.do(CALLER, "call_back", **{**CALLED, lacking: ""})

    assert listed(house) == [house.number]


def test_a_refusal_takes_it_off_the_list_and_says_nothing_of_the_answer(house: House) -> None:
    house.do(CALLER, "call_back", result="拒绝")

    assert judged(house) is None
    assert listed(house) == []


def test_where_nobody_answers_it_is_tried_three_times(house: House) -> None:
    for _ in range(2):
        house.do(CALLER, "call_missed")
    assert listed(house) == [house.number]

    house.do(CALLER, "call_missed")

    assert listed(house) == []
    with pytest.raises(TransitionError, match="已经回访完"):
        house.do(CALLER, "call_missed")


def test_his_own_judgement_overrides_the_call_before_it_and_ends_the_calling(house: House) -> None:
    house.do(CALLER, "call_back", **CALLED)
    house.do(THE_CITIZEN, "judge", **NO, by="本人")
    assert judged(house) == (Source.OWN, NO)

    answered(house)
    house.do(THE_CITIZEN, "judge", **NO, by="经办人代录")
    assert judged(house) == (Source.RECORDED, NO)
    assert listed(house) == []
    with pytest.raises(TransitionError, match="已经评价过"):
        house.do(CALLER, "call_back", **CALLED)


def test_after_the_window_nobody_is_called_any_more(house: House) -> None:
    house.do(THE_CITIZEN, "agree_to_close")
    assert listed(house) == [house.number]

    after_the_window(house)

    assert listed(house) == []
    with pytest.raises(TransitionError, match="期限已过"):
        house.do(CALLER, "call_back", **CALLED)


def test_a_new_round_is_called_about_anew(house: House) -> None:
    for _ in range(3):
        house.do(CALLER, "call_missed")
    house.do(THE_CITIZEN, "reopen", reason="没有解决")
    assert listed(house) == []
    assert judged(house) is None

    house.answer()

    assert listed(house) == [house.number]


def test_a_sealed_ticket_is_called_about_by_the_discipline_unit_alone(house: House) -> None:
    house.do(LEAD, "seal", reason="涉及公职人员")

    assert listed(house) == listed(house, LEAD) == []
    assert listed(house, INSPECTOR) == []
    assert listed(house, CHIEF) == [house.number]
    house.do(CHIEF, "call_back", **CALLED)
    assert judged(house) == (Source.CALLED, YES)


def test_each_source_is_counted_apart(house: House) -> None:
    house.do(CALLER, "call_back", **CALLED)
    answered(house)
    house.do(CALLER, "call_back", **{**CALLED, "satisfied": "否"})
    answered(house)
    house.do(CALLER, "call_back", result="拒绝")
    answered(house)
    house.do(THE_CITIZEN, "judge", **YES, by="本人")

    with house.database.reading() as session:
        counts = count(session.query(Ticket), house.keys)

    assert counts[Source.CALLED]["satisfied"] == Counter({"是": 1, "否": 1})
    assert counts[Source.CALLED]["solved"] == Counter({"是": 2})
    assert counts[Source.OWN]["satisfied"] == Counter({"是": 1})
    assert counts[Source.RECORDED]["satisfied"] == Counter()
