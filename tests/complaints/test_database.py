"""Tickets and events on both databases: whole transactions, chains that show any change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from complaints.database import Database
from complaints.database.base import Base
from complaints.database.models import Contact, Event, EventValue, Ticket
from complaints.database.sessions import MIGRATIONS
from complaints.events import By, broken_link, record
from complaints.filing import Paper, Receipt, file_paper
from complaints.keys import Keys, Purpose
from content import Catalog

NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # half past midnight on the 21st in Shanghai


def paper(**changes: object) -> Paper:
    """Make a complaint about a deposit, by a named family member."""
    values: dict[str, object] = {
        "kind": "投诉",
        "institution": "100012",
        "institution_name": "",
        "place": "jia-liuyin",
        "happened": "昨天",
        "story": "押金一直不退，说要等三个月。",
        "matter": "M05",
        "relation": "家属",
        "naming": "实名",
        "name": "张三丰",
        "telephone": "0000-5550199",
    }
    return Paper(**{**values, **changes})  # type: ignore[arg-type]


def filed(
    database: Database, keys: Keys, catalog: Catalog, **changes: object
) -> tuple[Receipt, Ticket]:
    """File a paper; give its receipt and its ticket."""
    with database.writing() as session:
        receipt = file_paper(session, keys, catalog, paper(**changes), NOW)
    with database.reading() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == receipt.number)).one()
        _ = ticket.contact, ticket.assignments, ticket.events, ticket.legs
        return receipt, ticket


def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = database.url

    command.check(config)

    assert set(Base.metadata.tables) <= set(inspect(database.engine).get_table_names())


def test_a_paper_becomes_a_routed_ticket(database: Database, keys: Keys, catalog: Catalog) -> None:
    receipt, ticket = filed(database, keys, catalog)

    assert ticket.lead_name == "示例市甲区民政局" == receipt.lead
    assert ticket.proposal["handler"] == "jia-mz"
    assert ticket.institution_name == "柳荫颐养院"
    assert ticket.matter_name == "押金、保证金、预收费和退费"


def test_day_zero_is_the_day_in_shanghai(database: Database, keys: Keys, catalog: Catalog) -> None:
    _, ticket = filed(database, keys, catalog)

    assert ticket.received_on.isoformat() == "2026-11-21"
    assert ticket.received_at == NOW


def test_the_first_leg_runs_five_working_days_and_keeps_its_rule(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, ticket = filed(database, keys, catalog)

    (leg,) = ticket.legs
    assert (leg.leg, leg.n, leg.unit, leg.rule) == ("受理", 5, "工作日", "D01")
    assert str(leg.due_on) == "2026-11-27"  # received on a Saturday; Monday is the first day
    assert leg.basis
    assert leg.source


def test_an_emergency_has_one_working_day(database: Database, keys: Keys, catalog: Catalog) -> None:
    _, ticket = filed(database, keys, catalog, matter="R01")

    assert [str(leg.due_on) for leg in ticket.legs] == ["2026-11-23"]


def test_contact_data_stands_apart_and_encrypted(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, ticket = filed(database, keys, catalog)

    contact = ticket.contact
    assert contact is not None
    assert contact.telephone is not None
    assert b"5550199" not in contact.telephone
    place = f"contacts:{contact.id}:telephone"
    assert keys.open(Purpose.CONTACT, contact.telephone, place) == "0000-5550199"


def test_of_an_anonymous_citizen_nothing_is_kept(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, ticket = filed(database, keys, catalog, naming="匿名", name="", telephone="")

    assert ticket.contact is None


@pytest.mark.parametrize("change", [{"sealed": True}, {"matter": "J01"}])
def test_a_sealed_paper_is_readable_under_its_own_key_alone(
    database: Database, keys: Keys, catalog: Catalog, change: dict[str, object]
) -> None:
    _, ticket = filed(database, keys, catalog, story="检查的人收了红包。", **change)

    assert ticket.sealed
    assert ticket.story is None
    assert ticket.lead_unit == "shili-jw"
    assert ticket.proposal == {"handler": "shili-jw", "cooperating": []}
    with database.reading() as session:
        values = session.scalars(select(EventValue.value)).all()
    assert "检查的人收了红包。" not in values
    assert ticket.sealed_story is not None
    place = f"tickets:{ticket.id}:story"
    assert keys.open(Purpose.SEALED, ticket.sealed_story, place) == "检查的人收了红包。"


def test_no_key_of_any_row_is_a_serial(database: Database, keys: Keys, catalog: Catalog) -> None:
    filed(database, keys, catalog)

    for mapper in Base.registry.mappers:
        (key,) = mapper.primary_key
        assert key.type.python_type in (str, date), mapper
        assert not key.autoincrement or key.autoincrement == "auto"


def test_a_failed_filing_leaves_nothing(database: Database, keys: Keys, catalog: Catalog) -> None:
    def fail() -> None:
        with database.writing() as session:
            file_paper(session, keys, catalog, paper(), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with database.reading() as session:
        assert session.scalars(select(Ticket)).all() == []
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(Event)).all() == []


def test_events_are_chained_and_hold_no_text(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, ticket = filed(database, keys, catalog)
    with database.writing() as session:
        kept = session.get_one(Ticket, ticket.id)
        record(kept, "accepted", By("lead", "jia-mz"), NOW)

    with database.reading() as session:
        kept = session.get_one(Ticket, ticket.id)
        assert [event.seq for event in kept.events] == [1, 2]
        assert broken_link(kept) is None
        assert "押金" not in str([event.fields for event in kept.events])


@pytest.mark.parametrize(
    "change", [{"role": "handler"}, {"name": "closed"}, {"fields": {}}, {"unit": "x"}]
)
def test_a_changed_event_breaks_its_chain(
    database: Database, keys: Keys, catalog: Catalog, change: dict[str, object]
) -> None:
    _, ticket = filed(database, keys, catalog)
    with database.writing() as session:
        for column, value in change.items():
            setattr(session.get_one(Ticket, ticket.id).events[0], column, value)

    with database.reading() as session:
        assert broken_link(session.get_one(Ticket, ticket.id)) == 1


def test_erasing_a_value_leaves_the_chain_whole(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, ticket = filed(database, keys, catalog)
    with database.writing() as session:
        for value in session.scalars(select(EventValue)):
            session.delete(value)

    with database.reading() as session:
        assert broken_link(session.get_one(Ticket, ticket.id)) is None


def test_two_writers_cannot_fork_a_chain(database: Database, keys: Keys, catalog: Catalog) -> None:
    _, ticket = filed(database, keys, catalog)
    first = ticket.events[0]

    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(
            Event(
                ticket_id=ticket.id,
                seq=1,
                at=NOW,
                on=NOW.date(),
                name="x",
                role="x",
                fields={},
                previous=first.previous,
                hash=b"x",
            )
        )
