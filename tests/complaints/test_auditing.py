"""The audit finds every change, and names only the tickets that whoever asks may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.auditing import Audit, verify
from complaints.database import Database
from complaints.database.models import Assignment, DayRoot, Event, EventValue, Ticket
from complaints.events import THE_CLOCK, event_hash, record
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.reminding import Upkeep
from complaints.roots import export_roots, make_roots
from complaints.upkeep import verify_audit
from complaints.visibility import visible_to_unit
from complaints.workflow import AssignmentState
from content import Catalog
from tests.complaints.test_database import NOW, filed
from tests.folders import copy_sample

DISCIPLINE, LEAD, HANDLER = "shili-jw", "jia-mz", "jia-xf"
FIRST_DAY = date(2026, 11, 21)
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city, as editors keep it."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def ticket(database: Database, keys: Keys, catalog: Catalog, folder: Path) -> Ticket:
    """Give a ticket with two events, vouched for by two days, which are exported."""
    _, made = filed(database, keys, catalog)
    with database.writing() as session:
        values = {"reason": "等一等"}
        record(session.get_one(Ticket, made.id), "noted", THE_CLOCK, NOW, values=values)
    make_roots(database, keys, NOW + 2 * DAY)
    export_roots(database, folder)
    return made


def audit(
    database: Database, keys: Keys, folder: Path | None = None, unit: str | None = LEAD
) -> Audit:
    with database.reading() as session:
        condition = visible_to_unit(unit, DISCIPLINE) if unit else None
        return verify(session, keys, folder, condition)


def event(session: Session, seq: int) -> Event:
    return session.scalars(select(Event).where(Event.seq == seq)).one()


def value(session: Session, field: str) -> EventValue:
    return session.scalars(select(EventValue).where(EventValue.field == field)).one()


def test_what_nobody_changed_is_sound(
    database: Database, keys: Keys, ticket: Ticket, folder: Path
) -> None:
    found = audit(database, keys, folder)

    assert (found.faults, found.elsewhere) == ([], 0)
    assert (found.tickets, found.events, found.roots) == (1, 2, 2)
    assert found.values == len(ticket.events[0].fields) + 1
    assert found.erased == 0


def test_an_empty_channel_is_sound(database: Database, keys: Keys) -> None:
    assert audit(database, keys).wrong == 0


def change_field(session: Session) -> None:
    event(session, 2).name = "closed"


def change_value(session: Session) -> None:
    value(session, "reason").value = "不办了"


def change_story(session: Session) -> None:
    session.scalars(select(Ticket)).one().story = "没有的事。"


def add_value(session: Session) -> None:
    extra = EventValue(event_id=event(session, 2).id, field="text", salt=b"", value="假的")
    session.add(extra)


def lose_salt_of_story(session: Session) -> None:
    session.delete(value(session, "story"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (change_field, "第 2 条记录与它前面的记录或它自己的校验不符"),
        (change_value, "第 2 条记录的“reason”与校验不符"),
        (change_story, "第 1 条记录的“story”与校验不符"),
        (add_value, "第 2 条记录的“text”与校验不符"),
        (lose_salt_of_story, "第 1 条记录缺少核对正文的依据"),
    ],
)
def test_a_change_in_a_ticket_is_found_and_named(
    database: Database, keys: Keys, ticket: Ticket, change: Callable[[Session], None], says: str
) -> None:
    with database.writing() as session:
        change(session)

    assert audit(database, keys).faults == [f"{ticket.number}：{says}"]


def delete_last_event(session: Session) -> None:
    session.delete(value(session, "reason"))
    session.flush()
    session.delete(event(session, 2))


def rewrite_chain(session: Session) -> None:
    kept = session.scalars(select(Ticket)).one()
    last = kept.events[-1]
    last.name = "closed"
    last.hash = event_hash(kept.number, last)


@pytest.mark.parametrize("change", [delete_last_event, rewrite_chain])
@pytest.mark.usefixtures("ticket")
def test_what_the_chain_cannot_show_the_root_of_its_day_does(
    database: Database, keys: Keys, change: Callable[[Session], None]
) -> None:
    with database.writing() as session:
        change(session)

    assert audit(database, keys, unit=None).faults == [
        "2026-11-21 的投诉记录在写入每日校验值以后有过改动"
    ]


@pytest.mark.usefixtures("ticket")
def test_a_changed_root_is_found_once(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        session.get_one(DayRoot, FIRST_DAY).root = bytes(32)

    assert audit(database, keys).faults == ["2026-11-21 的每日校验值不是本系统写入的"]


@pytest.mark.usefixtures("ticket")
def test_a_forged_signature_is_found(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        session.get_one(DayRoot, FIRST_DAY).signature = bytes(32)

    assert audit(database, keys).faults == ["2026-11-21 的签名不是本系统写入的"]


@pytest.mark.usefixtures("ticket")
def test_a_missing_day_is_found(database: Database, keys: Keys) -> None:
    make_roots(database, keys, NOW + 4 * DAY)
    with database.writing() as session:
        session.delete(session.get_one(DayRoot, FIRST_DAY + DAY))

    assert "2026-11-22 起缺少每日校验值，到 2026-11-23 才又有" in audit(database, keys).faults


@pytest.mark.usefixtures("ticket")
def test_the_first_root_cannot_be_left_out(database: Database, keys: Keys) -> None:
    with database.writing() as session:
        session.delete(session.get_one(DayRoot, FIRST_DAY))

    assert audit(database, keys).wrong == 1


@pytest.mark.parametrize("damage", ["changed", "gone", "behind"])
@pytest.mark.usefixtures("ticket")
def test_an_export_that_differs_from_the_database_is_found(
    database: Database, keys: Keys, folder: Path, damage: str
) -> None:
    file = folder / "channel/day_roots.csv"
    if damage == "changed":
        file.write_text(file.read_text("utf-8").replace("a", "b"), "utf-8")
    elif damage == "gone":
        file.unlink()
    else:
        make_roots(database, keys, NOW + 3 * DAY)

    assert audit(database, keys, folder).faults == [f"{file} 与数据库不一致"]


def test_what_was_erased_lawfully_is_counted_and_no_fault(
    database: Database, keys: Keys, ticket: Ticket
) -> None:
    with database.writing() as session:
        kept = session.get_one(Ticket, ticket.id)
        kept.story = None
        for one in session.scalars(select(EventValue)):
            one.value = one.sealed_value = None

    found = audit(database, keys)
    assert found.wrong == 0
    assert found.erased == found.values > 2


def test_values_of_a_sealed_ticket_are_opened_and_held_against_their_hashes(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    _, sealed = filed(database, keys, catalog, sealed=True)
    assert audit(database, keys, unit=DISCIPLINE).wrong == 0
    with database.writing() as session:
        values = {one.field: one for one in session.scalars(select(EventValue))}
        assert values["kind"].sealed_value
        values["kind"].sealed_value, values["why"].sealed_value = (
            values["why"].sealed_value,
            values["kind"].sealed_value,
        )

    assert audit(database, keys, unit=DISCIPLINE).faults == [
        f"{sealed.number}：第 1 条记录的“kind”打不开：内容不在原来的位置，或者被改动过",
        f"{sealed.number}：第 1 条记录的“why”打不开：内容不在原来的位置，或者被改动过",
    ]


def spoil(database: Database, ticket: Ticket) -> None:
    with database.writing() as session:
        session.get_one(Ticket, ticket.id).events[0].name = "closed"


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        (None, set()),
        (LEAD, {"open"}),
        (HANDLER, set()),
        (DISCIPLINE, {"sealed"}),
        ("yi-mz", set()),
    ],
)
def test_a_unit_is_told_the_numbers_of_its_own_tickets_alone(
    database: Database, keys: Keys, catalog: Catalog, unit: str | None, named: set[str]
) -> None:
    tickets = {
        "open": filed(database, keys, catalog)[1],
        "sealed": filed(database, keys, catalog, sealed=True)[1],
    }
    for one in tickets.values():
        spoil(database, one)

    found = audit(database, keys, unit=unit)

    assert {fault.split("：")[0] for fault in found.faults} == {
        tickets[name].number for name in named
    }
    assert found.elsewhere == 2 - len(named)


@pytest.mark.parametrize(
    ("state", "seen"), [(AssignmentState.OFFERED, True), (AssignmentState.WAIVED, False)]
)
def test_a_unit_that_has_a_part_is_told_while_it_has_it(
    database: Database, keys: Keys, ticket: Ticket, state: str, *, seen: bool
) -> None:
    with database.writing() as session:
        part = Assignment(
            ticket_id=ticket.id, unit=HANDLER, unit_name="x", role="主办", state=state, why="x"
        )
        session.add(part)
    spoil(database, ticket)

    assert (ticket.number in str(audit(database, keys, unit=HANDLER).faults)) is seen


Say = Callable[..., str]


@pytest.fixture
def upkeep(database: Database, keys: Keys, attachments: Attachments, catalog: Catalog) -> Upkeep:
    return Upkeep(database, keys, attachments, catalog)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], upkeep: Upkeep) -> Say:
    """Run the command; give its exit code and what it says."""

    def run(unit: str | None = None) -> str:
        with pytest.raises(SystemExit) as left:
            verify_audit(upkeep, unit)
        return f"{left.value.code}\n{capsys.readouterr().out}"

    return run


def test_the_command_gives_totals_and_ends_with_zero(said: Say, ticket: Ticket) -> None:
    out = said()

    assert out.startswith("0\n诉求 1 件，记录 2 条")
    assert "没有发现改动" in out
    assert ticket.number not in out


def test_the_command_names_nothing_without_a_unit_and_ends_with_one(
    said: Say, database: Database, ticket: Ticket
) -> None:
    spoil(database, ticket)

    out = said()

    assert out.startswith("1\n")
    assert "另有 1 处" in out
    assert ticket.number not in out
    assert "密封" not in out


def test_the_command_tells_a_unit_its_own(said: Say, database: Database, ticket: Ticket) -> None:
    spoil(database, ticket)

    assert ticket.number in said(LEAD)


def test_the_command_refuses_a_unit_that_does_not_exist(upkeep: Upkeep) -> None:
    with pytest.raises(click.ClickException, match="没有“nobody”这个单位"):
        verify_audit(upkeep, "nobody")


def test_an_audit_changes_nothing(database: Database, keys: Keys, ticket: Ticket) -> None:
    with database.reading() as session:
        verify(session, keys)
        assert not session.dirty
        assert not session.new
    assert audit(database, keys).tickets == 1
    assert ticket.received_at == datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
