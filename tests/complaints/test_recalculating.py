"""A calendar that became 正式 moves legs still running, tells old and new, and nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from complaints.acting import THE_CITIZEN, THE_PROGRAM, Circumstances
from complaints.alerting import alert
from complaints.database import Database
from complaints.events import THE_CLOCK, broken_link, record, values_of
from complaints.intake.history import history
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.recalculating import recalculate
from complaints.supervising import raise_to
from complaints.workflow import Level
from content import Catalog, cut, read_folder
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, SUPERVISOR, House
from tests.folders import copy_sample

PROVISIONAL = "暂定"
LONGER = ("2027-01-04,休,元旦（调整）,某通知,正式",)
SHORTER = ("2027-01-02,班,元旦（调整）,某通知,正式", "2027-01-03,班,元旦（调整）,某通知,正式")
BEFORE = date(2027, 1, 18)
"""Fifteen working days from 2026-12-25 by the provisional file of 2027."""


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    clock.now = datetime(2026, 12, 25, 2, tzinfo=UTC)
    made.file()
    made.do(LEAD, "accept", matter="F01")
    return made


def official(folder: Path, *days: str) -> Catalog:
    """Give the sample with a final calendar of 2027, and these days more."""
    copy_sample(folder)
    file = folder / "calendar" / "2027.csv"
    text = file.read_text(encoding="utf-8").replace(PROVISIONAL, "正式")
    file.write_text(text + "".join(f"{day}\n" for day in days), encoding="utf-8")
    return cut(read_folder(folder), date(2026, 11, 20))


def run(house: House, catalog: Catalog) -> int:
    house.catalog = catalog
    return recalculate(house.database, house.keys, catalog, house.clock.now)


def stored(house: House) -> tuple[date | None, str]:
    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        return leg.due_on, leg.certainty


@pytest.mark.parametrize(
    ("days", "due"), [(LONGER, "2027-01-19"), (SHORTER, "2027-01-14"), ((), "2027-01-18")]
)
def test_an_open_leg_gets_the_day_of_the_final_calendar_once(
    house: House, tmp_path: Path, days: tuple[str, ...], due: str
) -> None:
    assert stored(house) == (BEFORE, PROVISIONAL)
    final = official(tmp_path / "content", *days)

    assert [run(house, final), run(house, final)] == [1, 0]

    assert stored(house) == (date.fromisoformat(due), "正式")
    with house.ticket() as ticket:
        assert [event.name for event in ticket.events].count("due_changed") == 1
        values = values_of(ticket.events[-1], house.keys)
        assert (values["due_before"], values["due_on"]) == ("2027-01-18", due)
        assert values["reason"] == "工作日历已按正式通知更新"
        assert broken_link(ticket) is None


def test_the_citizen_reads_the_old_day_and_the_new(house: House, tmp_path: Path) -> None:
    run(house, official(tmp_path / "content", *LONGER))

    with house.ticket() as ticket:
        newest = history(ticket, house.keys)[0]
    assert newest.says == "工作日历有更新，期限重新计算。"
    assert dict(newest.shown)["新的日期"] == "2027-01-19"


def test_what_has_ended_stays_as_it_was_judged(house: House, tmp_path: Path) -> None:
    with house.ticket() as ticket:
        before = leg_of(ticket, "受理", ended=True)
        assert before is not None
        kept = (before.due_on, before.certainty, before.in_time)
    run(house, official(tmp_path / "content", *SHORTER))

    with house.ticket() as ticket:
        after = leg_of(ticket, "受理", ended=True)
        assert after is not None
        assert (after.due_on, after.certainty, after.in_time) == kept


def test_the_same_calendar_changes_nothing(house: House, catalog: Catalog) -> None:
    assert run(house, catalog) == 0


def test_a_year_that_was_unknown_gives_its_days_later(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, tmp_path: Path
) -> None:
    folder = copy_sample(tmp_path / "content")
    (folder / "calendar" / "2027.csv").unlink()
    unknown = cut(read_folder(folder), date(2026, 11, 20))
    house = House(database, keys, unknown, clock)
    clock.now = datetime(2026, 12, 25, 2, tzinfo=UTC)
    house.file()
    house.do(LEAD, "accept", matter="F01")
    assert stored(house) == (None, "待定")

    assert run(house, catalog) == 1

    assert stored(house) == (BEFORE, PROVISIONAL)


def test_while_waiting_for_the_citizen_his_window_and_the_legs_move_together(
    house: House, tmp_path: Path
) -> None:
    house.do(LEAD, "ask_more", lacking="收据", reason="核对金额")
    before, _ = stored(house)

    assert run(house, official(tmp_path / "content", *LONGER)) == 2

    with house.ticket() as ticket:
        window = leg_of(ticket, "补正")
        assert window is not None
        assert window.due_on == date(2027, 1, 12)  # From 2027-01-11.
    assert before == date(2027, 2, 1)
    assert stored(house)[0] == date(2027, 2, 2)


def test_who_was_called_late_by_the_old_calendar_is_so_no_more(
    house: House, tmp_path: Path
) -> None:
    house.clock.now = datetime(2027, 1, 18, 17, tzinfo=UTC)  # The day after the old due day.
    alert(house.database, house.keys, house.catalog, house.clock.now)
    with house.ticket() as ticket:
        assert ticket.supervision == 1
    run(house, official(tmp_path / "content", *LONGER))

    with house.ticket() as ticket:
        assert ticket.supervision == 0
        assert [event.name for event in ticket.events][-2:] == ["due_changed", "supervision_ended"]
    house.clock.now = datetime(2027, 1, 19, 17, tzinfo=UTC)
    told = alert(house.database, house.keys, house.catalog, house.clock.now)
    assert sum(told.values()) == 1


def test_what_the_citizens_urges_raised_stays_when_lateness_is_taken_back(
    house: House, tmp_path: Path
) -> None:
    for _ in range(3):
        house.do(THE_CITIZEN, "urge")
        house.clock.forward(days=7)
    house.clock.now = datetime(2027, 1, 18, 17, tzinfo=UTC)
    with house.ticket() as ticket:
        record(ticket, "long_overdue", THE_CLOCK, house.clock.now)
        at = Circumstances(house.keys, house.catalog, house.clock.now)
        raise_to(ticket, Level.SUPERVISED, "逾期", THE_PROGRAM, at)

    run(house, official(tmp_path / "content", *LONGER))

    with house.ticket() as ticket:
        assert ticket.supervision == Level.URGED
        ended = values_of(ticket.events[-1], house.keys)
        assert (ended["level"], ended["remains"]) == ("2", "1")


def test_urges_that_a_supervisor_has_answered_raise_nothing_again(
    house: House, tmp_path: Path
) -> None:
    for _ in range(3):
        house.do(THE_CITIZEN, "urge")
        house.clock.forward(days=7)
    house.do(SUPERVISOR, "end_supervision", reason="已经答应反映人")
    house.clock.now = datetime(2027, 1, 18, 17, tzinfo=UTC)
    alert(house.database, house.keys, house.catalog, house.clock.now)

    run(house, official(tmp_path / "content", *LONGER))

    with house.ticket() as ticket:
        assert ticket.supervision == Level.NONE
