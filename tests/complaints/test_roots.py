"""Day roots: one for every finished day, made outside of everybody's way, exported unchanged."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from complaints import roots
from complaints.database import Database
from complaints.database.models import DayRoot, Event, Ticket
from complaints.events import THE_CLOCK, record
from complaints.filing import file_paper
from complaints.intake.attachments import Attachments
from complaints.keys import Keys, Purpose
from complaints.reminding import Upkeep, remind
from complaints.roots import RootsDifferError, day_root, export_roots, is_signed, make_roots
from complaints.upkeep import run_reminders
from content import Catalog, check, read_folder
from tests.complaints.test_database import paper
from tests.folders import copy_sample

MIDNIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # the 21st begins in Shanghai
SECOND, DAY, WEEK = timedelta(seconds=1), timedelta(days=1), timedelta(days=7)
SETTLED = timedelta(minutes=10)
FILE = "channel/day_roots.csv"


def file_at(database: Database, keys: Keys, catalog: Catalog, now: datetime) -> str:
    with database.writing() as session:
        number = file_paper(session, keys, catalog, paper(), now).number
    with database.reading() as session:
        return session.scalars(select(Ticket.id).where(Ticket.number == number)).one()


def add_event(database: Database, ticket: str, now: datetime) -> None:
    with database.writing() as session:
        record(session.get_one(Ticket, ticket), "noted", THE_CLOCK, now)


def chain(database: Database) -> list[DayRoot]:
    with database.reading() as session:
        return list(session.scalars(select(DayRoot).order_by(DayRoot.day)))


def heads_of(database: Database, *seqs: int) -> list[bytes]:
    with database.reading() as session:
        return list(session.scalars(select(Event.hash).where(Event.seq.in_(seqs))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city, as editors keep it."""
    return copy_sample(tmp_path / "content")


def test_without_an_event_there_is_no_day(database: Database, keys: Keys) -> None:
    assert make_roots(database, keys, MIDNIGHT + WEEK) == 0


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (MIDNIGHT - SECOND, "2026-11-20"),  # 23:59:59
        (MIDNIGHT, "2026-11-21"),  # 00:00:00
    ],
)
def test_a_day_begins_and_ends_at_midnight_in_shanghai(
    database: Database, keys: Keys, catalog: Catalog, at: datetime, day: str
) -> None:
    file_at(database, keys, catalog, at)

    make_roots(database, keys, MIDNIGHT + DAY + SETTLED)

    first = chain(database)[0]
    assert first.day.isoformat() == day
    assert first.root == day_root(bytes(32), first.day, heads_of(database, 1))


def test_a_day_is_not_finished_while_something_begun_in_it_may_still_be_written(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    file_at(database, keys, catalog, MIDNIGHT - SECOND)

    assert make_roots(database, keys, MIDNIGHT + SETTLED - SECOND) == 0
    assert make_roots(database, keys, MIDNIGHT + SETTLED) == 1


def test_the_root_is_a_hash_of_the_root_before_the_day_and_the_heads_in_order() -> None:
    before, day, one, two = b"r" * 32, date(2026, 11, 20), b"1" * 32, b"2" * 32
    expected = hashlib.sha256(before + b"2026-11-20" + one + two).digest()

    assert day_root(before, day, [two, one]) == expected


def test_the_head_of_a_ticket_is_its_last_event_of_that_day(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    ticket = file_at(database, keys, catalog, MIDNIGHT)
    add_event(database, ticket, MIDNIGHT + SECOND)
    add_event(database, ticket, MIDNIGHT + DAY)

    make_roots(database, keys, MIDNIGHT + 2 * DAY + SETTLED)

    first, second = chain(database)
    assert first.root == day_root(bytes(32), first.day, heads_of(database, 2))
    assert second.root == day_root(first.root, second.day, heads_of(database, 3))


def test_days_without_a_change_get_a_root_after_a_week_of_not_running(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    make_roots(database, keys, MIDNIGHT + DAY + SETTLED)

    assert make_roots(database, keys, MIDNIGHT + DAY + WEEK + SETTLED) == 7

    links = chain(database)
    assert [link.day for link in links] == [date(2026, 11, 21) + n * DAY for n in range(8)]
    assert links[-1].root == day_root(links[-2].root, links[-1].day, [])


def test_it_makes_no_difference_how_often_it_ran(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    for hours in range(25, 75):
        make_roots(database, keys, MIDNIGHT + timedelta(hours=hours))
    made = [(link.day, link.root) for link in chain(database)]
    with database.writing() as session:
        for link in session.scalars(select(DayRoot)):
            session.delete(link)

    assert make_roots(database, keys, MIDNIGHT + timedelta(hours=75)) == 3
    assert [(link.day, link.root) for link in chain(database)] == made


def test_a_root_is_signed_with_a_key_outside_the_database(
    database: Database, keys: Keys, catalog: Catalog, tmp_path: Path
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    make_roots(database, keys, MIDNIGHT + DAY + SETTLED)
    strange = Keys(tmp_path / "strange")
    strange.make_missing()

    (link,) = chain(database)
    assert is_signed(link, keys)
    assert not is_signed(link, strange)


def test_an_older_key_still_vouches_for_what_it_signed(
    database: Database, keys: Keys, catalog: Catalog
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    make_roots(database, keys, MIDNIGHT + DAY + SETTLED)
    ring = keys.folder / f"{Purpose.ROOTS}.key"
    ring.write_text(f"{'0' * 8} {'1' * 64}\n{ring.read_text('ascii')}", "ascii")

    make_roots(database, keys, MIDNIGHT + 2 * DAY + SETTLED)

    assert [is_signed(link, keys) for link in chain(database)] == [True, True]


def test_nobody_who_files_a_paper_waits_for_the_reckoning(
    database: Database, keys: Keys, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    reckoning, go_on = threading.Event(), threading.Event()

    def slow(previous: bytes, day: date, heads: Iterable[bytes]) -> bytes:
        reckoning.set()
        assert go_on.wait(20)
        return day_root(previous, day, heads)

    monkeypatch.setattr(roots, "day_root", slow)
    now = MIDNIGHT + DAY + SETTLED
    timer = threading.Thread(target=make_roots, args=(database, keys, now))
    timer.start()
    try:
        assert reckoning.wait(20)
        file_at(database, keys, catalog, now)
    finally:
        go_on.set()
        timer.join()

    assert len(chain(database)) == 1


def test_two_timers_at_once_make_each_day_once(
    database: Database, keys: Keys, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    both = threading.Barrier(2)

    def together(previous: bytes, day: date, heads: Iterable[bytes]) -> bytes:
        both.wait(20)
        return day_root(previous, day, heads)

    monkeypatch.setattr(roots, "day_root", together)
    made: list[int] = []
    now = MIDNIGHT + DAY + SETTLED
    timers = [
        threading.Thread(target=lambda: made.append(make_roots(database, keys, now)))
        for _ in range(2)
    ]
    for timer in timers:
        timer.start()
    for timer in timers:
        timer.join()

    assert sorted(made) == [0, 1]


def test_the_export_is_a_sound_table_of_the_content_folder(
    database: Database, keys: Keys, catalog: Catalog, folder: Path
) -> None:
    ticket = file_at(database, keys, catalog, MIDNIGHT)
    make_roots(database, keys, MIDNIGHT + WEEK)

    assert export_roots(database, folder)
    assert not export_roots(database, folder)

    text = (folder / FILE).read_text("utf-8")
    assert text.splitlines()[0] == "day,root,signature"
    assert len(text.splitlines()) == 7
    assert ticket not in text
    assert [fault for fault in check(read_folder(folder)) if fault.weight == "fault"] == []
    assert [path.name for path in (folder / "channel").iterdir()] == ["day_roots.csv"]


def test_without_a_root_nothing_is_exported(database: Database, folder: Path) -> None:
    assert not export_roots(database, folder)
    assert not (folder / "channel").exists()


@pytest.mark.parametrize("damage", ["another root", "a lost last root", "no table"])
def test_an_export_that_says_otherwise_is_left_as_evidence(
    database: Database, keys: Keys, catalog: Catalog, folder: Path, damage: str
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    make_roots(database, keys, MIDNIGHT + WEEK)
    export_roots(database, folder)
    if damage == "no table":
        (folder / FILE).write_text("?", "utf-8")
    else:
        with database.writing() as session:
            last = session.get_one(DayRoot, date(2026, 11, 26))
            if damage == "another root":
                last.root = bytes(32)
            else:
                session.delete(last)
    before = (folder / FILE).read_bytes()

    with pytest.raises(RootsDifferError, match="audit verify"):
        export_roots(database, folder)

    assert (folder / FILE).read_bytes() == before


def test_the_timer_makes_and_exports_them(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments, folder: Path
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    now = MIDNIGHT + 2 * DAY + SETTLED

    assert remind(Upkeep(database, keys, attachments, catalog, folder), now).roots == 2
    assert remind(Upkeep(database, keys, attachments, catalog, folder), now).roots == 0
    assert len((folder / FILE).read_text("utf-8").splitlines()) == 3


def test_the_timer_needs_no_content_folder(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)

    assert remind(Upkeep(database, keys, attachments, catalog), MIDNIGHT + DAY + SETTLED).roots == 1


def test_the_command_says_what_was_done_and_fails_aloud_where_the_export_differs(
    database: Database, keys: Keys, attachments: Attachments, catalog: Catalog, folder: Path
) -> None:
    file_at(database, keys, catalog, MIDNIGHT)
    run = CliRunner()

    @click.command()
    def timer() -> None:
        upkeep = Upkeep(database, keys, attachments, catalog, folder)
        run_reminders(upkeep, MIDNIGHT + DAY + SETTLED)

    said = run.invoke(timer)
    assert said.exit_code == 0
    assert "写入每日校验值 1 天" in said.output

    (folder / FILE).write_text("?", "utf-8")
    refused = run.invoke(timer)
    assert refused.exit_code == 1
    assert "与数据库不一致，没有改动" in refused.output
