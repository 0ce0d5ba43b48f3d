"""A ticket that is sealed after its answer: its old unit keeps a part and hears nothing more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.database.models import TO_FILER, Event, Message
from complaints.keys import Keys
from complaints.recalculating import recalculate
from complaints.workflow import TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import CHIEF, HANDLER, INSPECTOR, LEAD, SUPERVISOR, House, part_of
from tests.complaints.test_recalculating import LONGER, official

DISCIPLINE = "shili-jw"


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house with a ticket that was answered and sealed afterwards."""
    clock.now = datetime(2026, 12, 25, 2, tzinfo=UTC)
    house = House(database, keys, catalog, clock)
    house.file()
    house.assign()
    house.answer()
    house.do(LEAD, "seal", reason="涉及公职人员")
    return house


def told_of(house: House, event: str) -> list[str]:
    with house.database.reading() as session:
        asked = select(Message.unit).join(Event, Event.id == Message.event_id)
        return sorted(session.scalars(asked.where(Event.name == event, Message.unit != TO_FILER)))


def test_what_the_citizen_adds_is_told_to_the_discipline_unit_alone(house: House) -> None:
    house.do(THE_CITIZEN, "add_words", text="还有一件事。")

    assert told_of(house, "words_added") == [DISCIPLINE]


def test_a_day_that_moves_is_told_to_the_discipline_unit_alone(
    house: House, tmp_path: Path
) -> None:
    catalog = official(tmp_path / "content", *LONGER)

    recalculated = recalculate(house.database, house.keys, catalog, house.clock.now)

    assert recalculated == 0  # A log counts no sealed ones.
    assert told_of(house, "due_changed") == [DISCIPLINE]


def test_a_new_round_is_the_discipline_units_own(house: House) -> None:
    house.do(THE_CITIZEN, "reopen", reason="没有解决。")

    with house.ticket() as ticket:
        assert part_of(ticket, DISCIPLINE).role == "主办"
    assert house.seen_by(CHIEF, INSPECTOR, HANDLER, LEAD) == [True, True, False, False]
    assert told_of(house, "renewed") == [DISCIPLINE]


def test_a_request_for_more_days_ends_with_the_seal(house: House) -> None:
    house.file()
    house.assign()
    days = {"days": "5", "reason": "要等检测报告。"}
    house.do(LEAD, "ask_extension", **days)
    house.do(LEAD, "seal", reason="涉及公职人员")

    with pytest.raises(TransitionError, match="没有人申请延期"):
        house.do(CHIEF, "extend", **days)
    house.do(CHIEF, "ask_extension", **days)
    with pytest.raises(TransitionError, match="自己的申请"):
        house.do(CHIEF, "extend", **days)


def test_a_request_from_inside_ends_with_the_release(house: House) -> None:
    house.file()
    house.assign()
    house.do(LEAD, "seal", reason="涉及公职人员")
    house.do(INSPECTOR, "ask_extension", days="5", reason="要等检测报告。")
    house.do(CHIEF, "release", reason="不涉及公职人员", unit="jia-mz")

    with pytest.raises(TransitionError, match="没有人申请延期"):
        house.do(SUPERVISOR, "refuse_extension", reason="不必")
