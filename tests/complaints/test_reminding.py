"""The timer may run at any hour and twice: nothing is done twice, nothing is dated wrongly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import Counter, Draft, Ticket
from complaints.events import broken_link, values_of
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import Typed, save_draft
from complaints.intake.limits import STEPS, ask
from complaints.keys import Keys
from complaints.reminding import Upkeep, remind
from content import Catalog
from tests.complaints.test_database import filed

DUE = datetime(2026, 11, 27, 15, 59, tzinfo=UTC)  # one minute before midnight of the due day


def test_a_leg_is_not_overdue_on_its_last_day(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> None:
    filed(database, keys, catalog)

    assert remind(Upkeep(database, keys, attachments, catalog), DUE).overdue == 0


def test_an_overdue_event_bears_the_day_after_the_due_day_and_comes_once(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> None:
    _, ticket = filed(database, keys, catalog)

    assert (
        remind(Upkeep(database, keys, attachments, catalog), DUE + timedelta(days=9)).overdue == 1
    )
    assert (
        remind(Upkeep(database, keys, attachments, catalog), DUE + timedelta(days=10)).overdue == 0
    )

    with database.reading() as session:
        kept = session.get_one(Ticket, ticket.id)
        overdue = [str(event.on) for event in kept.events if event.name == "overdue"]
        assert overdue == ["2026-11-28"]
        assert broken_link(kept) is None


def test_a_sealed_leg_becomes_overdue_too_and_its_event_stays_sealed(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> None:
    _, ticket = filed(database, keys, catalog, sealed=True)

    done = remind(Upkeep(database, keys, attachments, catalog), DUE + timedelta(days=9))
    assert done.overdue == 0  # A log counts no sealed ones.

    with database.reading() as session:
        (late,) = (
            event for event in session.get_one(Ticket, ticket.id).events if event.name == "overdue"
        )
        assert [kept.value for kept in late.values] == [None, None]
        assert values_of(late, keys)["leg"] == "受理"


def test_drafts_and_counters_are_forgotten_when_their_time_is_over(
    database: Database, keys: Keys, attachments: Attachments, catalog: Catalog
) -> None:
    now = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    with database.writing() as session:
        save_draft(session, keys, Typed("a" * 32, {"story": "x"}), now)
        ask(session, keys, STEPS, "127.0.0.1", now)

    remind(Upkeep(database, keys, attachments, catalog), now + timedelta(minutes=20))
    with database.reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 1
        assert len(session.scalars(select(Counter)).all()) == 1
    remind(Upkeep(database, keys, attachments, catalog), now + timedelta(hours=20, minutes=1))

    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
        assert session.scalars(select(Counter)).all() == []
