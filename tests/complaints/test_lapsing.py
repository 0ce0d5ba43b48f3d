"""What time does by itself, at the first minute of the day after and not before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.keys import Keys
from complaints.lapsing import lapse
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, House, part_of

LAST_MINUTE = datetime(2026, 12, 4, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai, the last day.
MIDNIGHT = datetime(2026, 12, 4, 16, 0, tzinfo=UTC)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    made.assign()
    return made


def run(house: House, now: datetime) -> int:
    return lapse(house.database, house.keys, house.catalog, now)


def test_an_answer_that_nobody_judged_closes_the_day_after_the_window(house: House) -> None:
    house.answer()

    assert run(house, LAST_MINUTE) == 0
    assert run(house, MIDNIGHT) == 1
    assert house.state() == "closed"
    assert run(house, MIDNIGHT) == 0


def test_a_judged_answer_closes_too(house: House) -> None:
    house.answer()
    house.do(THE_CITIZEN, "judge", contacted="是", solved="否", satisfied="否")

    assert run(house, MIDNIGHT) == 1


def test_a_reopened_ticket_stays_open(house: House) -> None:
    house.answer()
    house.do(THE_CITIZEN, "reopen", reason="没有解决")

    assert run(house, MIDNIGHT) == 0
    assert house.state() == "assigned"


def test_a_part_that_nobody_returned_in_time_is_accepted(house: House) -> None:
    assert run(house, datetime(2026, 11, 27, 15, 59, tzinfo=UTC)) == 0
    assert run(house, datetime(2026, 11, 27, 16, 0, tzinfo=UTC)) == 1

    with house.ticket() as ticket:
        assert part_of(ticket, "jia-scjg").state == "accepted"
        assert ticket.events[-1].role == "clock"


def test_a_sealed_ticket_closes_like_any_other(house: House) -> None:
    house.answer()
    house.do(LEAD, "seal", reason="涉及公职人员")

    assert run(house, MIDNIGHT) == 0  # A log counts no sealed ones.
    assert house.state() == "closed"
