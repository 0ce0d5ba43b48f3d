"""Asking the citizen for more (补正): who may, how often, and how the wait ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.keys import Keys
from complaints.lapsing import lapse
from complaints.pausing import is_paused
from complaints.workflow import TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    CHIEF,
    CO_HANDLER,
    INSPECTOR,
    LEAD,
    OTHER_LEAD,
    REFUSAL,
    STORY,
    SUPERVISOR,
    House,
)
from tests.complaints.test_pausing import MORE, ask, come, due, give


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


def test_only_one_request_is_open_and_two_are_made_in_a_round(house: House) -> None:
    house.file()
    ask(house, "2026-11-20")
    with pytest.raises(TransitionError, match="正在等补正材料"):
        ask(house, "2026-11-23")
    give(house, "2026-11-23")
    ask(house, "2026-11-24")
    give(house, "2026-11-24")

    with pytest.raises(TransitionError, match="最多请反映人补正 2 次"):
        ask(house, "2026-11-25")


def test_who_has_nothing_to_do_with_it_asks_for_nothing(house: House) -> None:
    house.file()
    house.assign()

    for stranger in (CO_HANDLER, OTHER_LEAD, SUPERVISOR, INSPECTOR):
        with pytest.raises(TransitionError):
            house.do(stranger, "ask_more", **MORE)


def test_nothing_is_given_that_was_not_asked_for_and_words_are_not_an_answer(house: House) -> None:
    house.file()
    with pytest.raises(TransitionError, match="没有在等"):
        house.do(THE_CITIZEN, "give_more", text="还有这些。")
    ask(house, "2026-11-20")

    with pytest.raises(TransitionError, match="正在等补正材料"):
        house.do(THE_CITIZEN, "add_words", text="想起来了。")
    give(house, "2026-11-20")
    house.do(THE_CITIZEN, "add_words", text="想起来了。")


@pytest.mark.parametrize("ran", ["2026-12-04T16:00", "2026-12-20T03:00"])
def test_the_window_over_the_legs_run_on_from_the_day_after_whenever_the_timer_ran(
    house: House, ran: str
) -> None:
    house.file()
    house.do(LEAD, "accept", matter="F01")
    ask(house, "2026-11-20")  # Its window ends with 2026-12-04.
    late = datetime.fromisoformat(ran).replace(tzinfo=UTC)

    assert (
        lapse(house.database, house.keys, house.catalog, datetime(2026, 12, 4, 15, 59, tzinfo=UTC))
        == 0
    )
    assert lapse(house.database, house.keys, house.catalog, late) == 1
    assert lapse(house.database, house.keys, house.catalog, late) == 0

    assert due(house) == date(2026, 12, 25)
    with house.ticket() as ticket:
        assert not is_paused(ticket)
        assert ticket.events[-1].role == "clock"


def test_an_answer_after_the_window_wins_no_more_days(house: House) -> None:
    house.file()
    house.do(LEAD, "accept", matter="F01")
    ask(house, "2026-11-20")
    give(house, "2026-12-10")  # The timer has not run.

    assert due(house) == date(2026, 12, 25)


def test_the_lead_stops_waiting_with_a_reason(house: House) -> None:
    house.file()
    ask(house, "2026-11-20")
    come(house, "2026-11-23")
    house.do(LEAD, "stop_waiting", reason="已经电话说清楚")

    with house.ticket() as ticket:
        assert not is_paused(ticket)
    assert due(house, "受理") == date(2026, 11, 30)


@pytest.mark.parametrize("end", ["withdraw", "reject"])
def test_an_end_ends_the_wait_and_its_window(house: House, end: str) -> None:
    house.file()
    ask(house, "2026-11-20")
    if end == "reject":
        house.do(LEAD, "reject", **REFUSAL)
    else:
        house.do(THE_CITIZEN, "withdraw")

    with house.ticket() as ticket:
        assert not is_paused(ticket)
        assert [leg.leg for leg in ticket.legs if leg.ended_on is None] == []


def test_a_refusal_that_is_upheld_no_more_waits_for_nothing(house: House) -> None:
    house.file()
    ask(house, "2026-11-20")
    house.do(LEAD, "reject", **REFUSAL)
    house.do(THE_CITIZEN, "object", reason="材料已经交了")
    house.do(SUPERVISOR, "uphold_objection", reason="有理")

    with house.ticket() as ticket:
        assert not is_paused(ticket)


def test_of_a_sealed_ticket_only_the_discipline_unit_asks_and_hears(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    with pytest.raises(TransitionError):
        house.do(LEAD, "ask_more", **MORE)
    house.do(INSPECTOR, "ask_more", **MORE)
    give(house, "2026-11-23")

    with house.ticket() as ticket:
        event = next(one for one in ticket.events if one.name == "more_asked")
        assert {kept.value for kept in event.values} == {None}
    assert set(house.told()) <= {"shili-jw", ""}
    house.do(CHIEF, "accept", matter="J01")
