"""What the timer tells of a running leg: soon due, overdue, long overdue, each on its own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread

import pytest
from sqlalchemy import select

from complaints.alerting import Stage, alert
from complaints.database import Database
from complaints.database.models import Event, Leg, Message
from complaints.events import broken_link, values_of
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, House, officer

Told = Callable[[str], list[str]]
# Filed on Friday 20 November, 受理 is due on the 27th; two working days are left on the 25th.
NEXT_OFFICE_HOUR = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


@pytest.fixture
def run(house: House) -> Told:
    """Let the timer run at a moment in Shanghai; give what it told, with the days."""

    def at(moment: str) -> list[str]:
        before = len(events(house))
        now = datetime.fromisoformat(f"{moment}+08:00").astimezone(UTC)
        alert(house.database, house.keys, house.catalog, now)
        return [f"{name} {on}" for name, on in events(house)[before:]]

    return at


def events(house: House) -> list[tuple[str, str]]:
    with house.ticket() as ticket:
        assert broken_link(ticket) is None
        return [(event.name, str(event.on)) for event in ticket.events]


def hearers(house: House, event: str) -> set[str]:
    with house.database.reading() as session:
        asked = select(Message.unit).join(Event, Event.id == Message.event_id)
        return set(session.scalars(asked.where(Event.name == event)))


def level(house: House) -> int:
    with house.ticket() as ticket:
        return ticket.supervision


def test_nothing_is_told_while_three_working_days_are_left(run: Told) -> None:
    assert run("2026-11-24T23:59") == []


def test_two_working_days_before_the_end_who_must_act_is_warned_once(
    house: House, run: Told
) -> None:
    assert run("2026-11-25T00:00") == ["due_soon 2026-11-25"]
    assert run("2026-11-27T23:59") == []
    assert hearers(house, "due_soon") == {"jia-mz"}
    assert level(house) == 0


def test_a_timer_that_slept_warns_late_with_the_right_day(run: Told) -> None:
    assert run("2026-11-27T20:00") == ["due_soon 2026-11-25"]


def test_the_day_after_the_last_it_is_overdue_and_urged(house: House, run: Told) -> None:
    assert run("2026-11-28T00:00") == ["overdue 2026-11-28", "supervision_raised 2026-11-28"]
    assert level(house) == 1
    with house.ticket() as ticket:
        said = values_of(ticket.events[-1], house.keys)
    assert said == {"level": "1", "reason": "“受理”时限 2026-11-27 到期，没有办完"}


def test_on_the_fifth_working_day_after_it_is_supervised_and_the_city_hears(
    house: House, run: Told
) -> None:
    assert run("2026-12-03T23:59")[0] == "overdue 2026-11-28"
    assert run("2026-12-04T00:00") == ["long_overdue 2026-12-04", "supervision_raised 2026-12-04"]
    assert run("2026-12-04T00:01") == []
    assert level(house) == 2
    assert hearers(house, "long_overdue") == {"jia-mz", "shili-mz"}


def test_a_timer_that_slept_for_weeks_leaves_the_days_as_if_it_had_not(run: Told) -> None:
    assert run("2026-12-31T12:00") == [
        "overdue 2026-11-28",
        "supervision_raised 2026-11-28",
        "long_overdue 2026-12-04",
        "supervision_raised 2026-12-04",
    ]


@pytest.mark.parametrize(
    ("filed", "near", "overdue", "long"),
    [
        ("2026-09-17", "2026-09-21", "2026-09-24", "2026-10-08"),  # 20 September is a make-up day
        ("2026-09-22", "2026-09-28", "2026-10-01", "2026-10-13"),  # 10 October is one, a Saturday
    ],
)
def test_holidays_and_make_up_days_count_as_the_calendar_says(  # noqa: PLR0913, PLR0917 (a story)
    house: House, run: Told, filed: str, near: str, overdue: str, long: str
) -> None:
    house.clock.now = datetime.fromisoformat(f"{filed}T10:00+08:00").astimezone(UTC)
    house.file()

    assert run(f"{near}T08:00") == [f"due_soon {near}"]
    assert run(f"{overdue}T08:00")[0] == f"overdue {overdue}"
    assert run(f"{long}T08:00")[0] == f"long_overdue {long}"


def test_a_part_that_is_late_is_told_to_its_unit_and_the_lead_and_to_no_other_part(
    house: House, run: Told
) -> None:
    house.assign(cooperating="jia-xf")
    with house.database.writing() as session:
        for leg in session.scalars(select(Leg).where(Leg.ended_on.is_(None))):
            part = next(
                (one for one in leg.ticket.assignments if one.id == leg.assignment_id), None
            )
            if part is None or part.unit != "jia-xf":
                leg.due_on = None

    run("2026-12-05T08:00")

    assert hearers(house, "overdue") == {"jia-xf", "jia-mz"}


def test_a_leg_whose_due_day_moved_is_warned_of_again(house: House, run: Told) -> None:
    run("2026-11-28T08:00")
    with house.database.writing() as session:
        session.scalars(select(Leg)).one().due_on = datetime(2026, 12, 7, tzinfo=UTC).date()

    assert run("2026-12-03T08:00") == ["due_soon 2026-12-03"]
    assert run("2026-12-08T08:00") == ["overdue 2026-12-08"]  # 催办 stands already


def test_an_undetermined_leg_is_never_called_late(house: House, run: Told) -> None:
    with house.database.writing() as session:
        session.scalars(select(Leg)).one().due_on = None

    assert run("2027-11-28T08:00") == []


def test_the_citizens_own_time_is_nobodys_deadline(house: House, run: Told) -> None:
    house.assign()
    house.answer()

    assert run("2026-12-31T12:00") == []


def test_what_the_timer_finds_at_night_is_sent_when_the_office_opens(
    house: House, run: Told
) -> None:
    run("2026-11-28T00:10")  # a Saturday

    with house.database.reading() as session:
        assert set(session.scalars(select(Message.next_try_at)))
        last = session.scalars(select(Message).join(Event).where(Event.name == "overdue")).one()
    assert last.next_try_at == NEXT_OFFICE_HOUR


def test_within_office_hours_it_is_sent_at_once(house: House, run: Told) -> None:
    run("2026-11-30T10:00")

    with house.database.reading() as session:
        last = session.scalars(select(Message).join(Event).where(Event.name == "overdue")).one()
    assert last.next_try_at is None


def test_of_a_sealed_ticket_the_discipline_unit_alone_hears(house: House, run: Told) -> None:
    house.do(LEAD, "seal", reason="涉及公职人员")

    run("2026-12-31T12:00")

    assert hearers(house, "overdue") == {"shili-jw"}
    assert hearers(house, "long_overdue") == {"shili-jw"}
    assert hearers(house, "supervision_raised") == set()
    assert house.seen_by(officer("zhou", "shili-mz", Role.SUPERVISOR)) == [False]
    with house.ticket() as ticket:
        late = [event for event in ticket.events if event.name in set(Stage)]
        assert [kept.value for event in late for kept in event.values] == [None] * 4


def test_timers_at_the_same_time_tell_everything_once(house: House) -> None:
    now = datetime(2026, 12, 31, 4, 0, tzinfo=UTC)
    runs = [
        Thread(target=alert, args=(house.database, house.keys, house.catalog, now))
        for _ in range(4)
    ]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    names = [name for name, _ in events(house)]
    assert (names.count("overdue"), names.count("long_overdue")) == (1, 1)
    assert names.count("supervision_raised") == 2
    assert hearers(house, "overdue") == {"jia-mz"}
