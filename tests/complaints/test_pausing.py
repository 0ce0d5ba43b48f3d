"""Waiting for the citizen (补正): legs rest whole working days, taken from events."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.keys import Keys
from complaints.legs import explain_leg, leg_of, working_days
from complaints.pausing import paused_days
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    HANDLER,
    HEAD,
    LEAD,
    OPINION,
    House,
    part_of,
)

MORE = {"lacking": "押金收据的照片。", "reason": "要核对金额。"}


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


def come(house: House, day: str) -> None:
    """Come to noon of a day in Shanghai."""
    house.clock.now = datetime.fromisoformat(f"{day}T04:00:00+00:00")


def ask(house: House, day: str) -> None:
    come(house, day)
    house.do(LEAD, "ask_more", **MORE)


def give(house: House, day: str) -> None:
    come(house, day)
    house.do(THE_CITIZEN, "give_more", text="收据在这里。")


def due(house: House, name: str = "答复", unit: str = "") -> date | None:
    with house.ticket() as ticket:
        part = part_of(ticket, unit) if unit else None
        leg = leg_of(ticket, name, part) or leg_of(ticket, name, part, ended=True)
        assert leg is not None
        return leg.due_on


# Received on Friday 2026-09-18: Sunday 09-20 and Saturday 10-10 are make-up working days,
# 09-25 to 09-27 and 10-01 to 10-07 rest. Fifteen working days end on 10-15.
@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([], "2026-10-15"),
        ([("2026-09-21", "2026-09-21")], "2026-10-15"),  # The same day: nothing rests.
        ([("2026-09-18", "2026-09-20")], "2026-10-16"),  # The make-up Sunday rests.
        ([("2026-09-24", "2026-09-27")], "2026-10-15"),  # Nothing but rest days between.
        ([("2026-09-30", "2026-10-08")], "2026-10-16"),  # Over the holiday: only 10-08 rests.
        ([("2026-10-09", "2026-10-10")], "2026-10-16"),  # The make-up Saturday rests.
        ([("2026-09-21", "2026-09-23"), ("2026-09-28", "2026-09-29")], "2026-10-20"),
        ([("2026-10-14", "2026-10-15")], "2026-10-16"),  # Until what would be the due day.
        ([("2026-10-15", "2026-10-16")], "2026-10-15"),  # Asked on the due day: nothing is won.
    ],
)
def test_an_answer_is_due_so_many_working_days_later_as_rested(
    house: House, pauses: list[tuple[str, str]], expected: str
) -> None:
    come(house, "2026-09-18")
    house.file()
    house.do(LEAD, "accept", matter="F01")
    for asked, given in pauses:
        ask(house, asked)
        give(house, given)

    assert due(house) == date.fromisoformat(expected)
    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        rested = paused_days(ticket, leg)
        counted = working_days(house.catalog).between(leg.day_zero, leg.due_on, rested)  # type: ignore[arg-type]
        assert counted == leg.n == 15


def test_while_the_citizen_is_silent_the_due_day_is_the_latest_that_it_can_be(house: House) -> None:
    come(house, "2026-09-18")
    house.file()
    house.do(LEAD, "accept", matter="F01")
    ask(house, "2026-09-21")

    # Ten working days for the citizen: 09-22, 23, 24, 28, 29, 30, 10-08, 09, 10, 12.
    assert due(house, "补正") == date(2026, 10, 12)
    assert due(house) == date(2026, 10, 29)  # 09-20 and 09-21 were counted; thirteen are left.


def test_a_wait_before_acceptance_moves_the_acceptance_and_not_the_answer(house: House) -> None:
    come(house, "2026-09-18")
    house.file()
    assert due(house, "受理") == date(2026, 9, 24)
    ask(house, "2026-09-21")
    give(house, "2026-09-22")
    assert due(house, "受理") == date(2026, 9, 28)

    come(house, "2026-09-23")
    house.do(LEAD, "accept", matter="F01")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "受理", ended=True)
        assert leg is not None
        assert (leg.due_on, leg.in_time) == (date(2026, 9, 28), True)
    assert due(house) == date(2026, 10, 21)


def test_accepting_while_waiting_lets_the_answer_wait_too(house: House) -> None:
    come(house, "2026-09-18")
    house.file()
    ask(house, "2026-09-18")
    house.do(LEAD, "accept", matter="F01")
    give(house, "2026-09-21")  # Sunday's make-up day and Monday rest.

    assert due(house) == date(2026, 10, 19)


def test_every_part_rests_with_the_ticket(house: House) -> None:
    house.file()
    house.assign(cooperating="jia-xf")
    before = [due(house), due(house, unit="jia-scjg"), due(house, unit="jia-xf")]
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "ask_more", **MORE)  # Friday, 20 November 2026.
    give(house, "2026-11-24")

    after = [due(house), due(house, unit="jia-scjg"), due(house, unit="jia-xf")]
    assert before == [date(2026, 12, 11), date(2026, 12, 11), date(2026, 12, 4)]
    assert after == [date(2026, 12, 15), date(2026, 12, 15), date(2026, 12, 8)]


def test_what_was_handed_in_during_a_wait_is_judged_by_its_own_days(house: House) -> None:
    house.file()
    house.assign()
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", **OPINION)
    house.do(HANDLER, "ask_more", **MORE)
    come(house, "2026-11-25")
    house.do(HEAD, "submit", "jia-scjg", **OPINION)
    give(house, "2026-11-30")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复", part_of(ticket, "jia-scjg"), ended=True)
        assert leg is not None
        assert leg.in_time is True
        assert set(paused_days(ticket, leg)) == {date(2026, 11, day) for day in range(21, 26)}


def test_the_explanation_names_the_days_of_waiting(house: House) -> None:
    house.file()
    house.do(LEAD, "accept", matter="F01")
    ask(house, "2026-11-20")
    give(house, "2026-11-23")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        lines = explain_leg(leg, ticket, house.catalog)
    assert "2026-11-23（星期一）：暂停：等待反映人补充材料，不计" in lines
    assert "2026-11-21（星期六）：周末，不计" in lines
