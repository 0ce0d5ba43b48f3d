"""New keys while everything runs: all opens before, during and after; nothing is overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from complaints.auditing import verify
from complaints.database import Database
from complaints.database.models import Contact, Ticket
from complaints.intake.attachments import Attachments
from complaints.intake.uploads import SafeFile
from complaints.keyring import places, retire, rewrap, rewrapping, rotate
from complaints.keyring.places import PLACES, key_id
from complaints.keys import Keys, Purpose
from complaints.receipts import StoredCode, code_is_right
from complaints.sealing import contact_of, story_of
from content import Catalog
from tests.complaints.test_database import filed

MANY = 12
CHILD = """
import sys, time
from pathlib import Path
from complaints.database import Database
from complaints.keyring import places, rewrap
from complaints.keys import Keys

places.BATCH = 2

def slowly(done):
    print(done.renewed, flush=True)
    time.sleep(0.2)

rewrap(Database(sys.argv[1]), Keys(Path(sys.argv[2])), slowly)
"""
LATER = timedelta(hours=1)


@pytest.fixture
def papers(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> list[tuple[str, str]]:
    """File open and sealed papers, each with a file; give their numbers and codes."""
    found = []
    for number in range(MANY):
        receipt, made = filed(database, keys, catalog, sealed=number % 2 == 1)
        with database.writing() as session:
            ticket = session.get_one(Ticket, made.id)
            attachments.add_later(session, ticket, [SafeFile("jpg", "image/jpeg", b"\xff\xd8")])
        found.append((receipt.number, receipt.code))
    return found


def old_values(database: Database, keys: Keys) -> int:
    """Count what does not lie under the current key."""
    with database.reading() as session:
        return sum(
            key_id(place, value) != next(iter(keys.ring(value.purpose)))
            for place in PLACES
            for value in place.values(session)
        )


def all_open(database: Database, keys: Keys, attachments: Attachments) -> int:
    """Open everything of every ticket; give how many tickets there are."""
    with database.reading() as session:
        tickets = session.scalars(select(Ticket)).all()
        for ticket in tickets:
            assert story_of(ticket, keys) == "押金一直不退，说要等三个月。"
            assert contact_of(ticket, keys)["telephone"] == "0000-5550199"
            for file in ticket.files:
                assert attachments.read(file, sealed=ticket.sealed) == b"\xff\xd8"
        assert verify(session, keys).wrong == 0
        return len(tickets)


def rotate_all(keys: Keys) -> None:
    """Put a new key in front everywhere."""
    for purpose in Purpose:
        rotate(keys, purpose)


def test_after_rewrapping_all_lies_under_the_new_keys_and_opens(
    papers: list[tuple[str, str]], database: Database, keys: Keys, attachments: Attachments
) -> None:
    rotate_all(keys)
    assert old_values(database, keys) > 0
    assert all_open(database, keys, attachments) == MANY

    done = rewrap(database, keys)

    assert (done.lost, old_values(database, keys)) == (0, 0)
    assert all_open(database, keys, attachments) == MANY
    assert rewrap(database, keys).renewed == 0
    with database.reading() as session:
        for number, code in papers:
            ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
            stored = StoredCode(ticket.code_salt, ticket.code_digest)
            assert code_is_right(keys, stored, code)


@pytest.mark.usefixtures("papers")
def test_papers_come_in_while_keys_are_renewed(
    database: Database, keys: Keys, catalog: Catalog, attachments: Attachments
) -> None:
    over = threading.Event()
    more: list[object] = []

    def file() -> None:
        while not over.is_set():
            more.append(filed(database, keys, catalog, sealed=len(more) % 2 == 1))

    writer = threading.Thread(target=file)
    writer.start()
    for _ in range(3):
        rotate_all(keys)
        assert rewrap(database, keys).lost == 0
    over.set()
    writer.join()
    rewrap(database, keys)

    assert more
    assert old_values(database, keys) == 0
    assert all_open(database, keys, attachments) == MANY + len(more)


def test_who_writes_in_the_same_moment_is_not_overwritten(
    papers: list[tuple[str, str]], database: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotate_all(keys)
    plain = rewrapping._sealed_anew

    def while_somebody_writes(ring: Keys, place: places.Place, value: places.Value) -> bytes:
        if place.column is Contact.telephone:
            with database.writing() as session:
                contact = session.get_one(Contact, value.id)
                contact.telephone = ring.seal(value.purpose, "0000-5550000", value.bound_to)
        return plain(ring, place, value)

    monkeypatch.setattr(rewrapping, "_sealed_anew", while_somebody_writes)
    rewrap(database, keys)

    with database.reading() as session:
        told = [contact_of(one, keys)["telephone"] for one in session.scalars(select(Ticket))]
    assert told == ["0000-5550000"] * len(papers)


@pytest.mark.usefixtures("papers")
def test_a_rewrapping_that_was_killed_goes_on(
    database: Database, database_url: str, keys: Keys, attachments: Attachments
) -> None:
    rotate_all(keys)
    before = old_values(database, keys)

    command = [sys.executable, "-c", CHILD, database_url, str(keys.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for _ in range(3):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)

    assert 0 < old_values(database, keys) < before - 3
    assert all_open(database, keys, attachments) == MANY
    rewrap(database, keys)
    assert old_values(database, keys) == 0
    assert all_open(database, keys, attachments) == MANY


@pytest.mark.usefixtures("papers")
def test_old_keys_are_put_away_only_when_nothing_needs_them(
    database: Database, keys: Keys, attachments: Attachments
) -> None:
    rotate_all(keys)
    now = datetime.now(UTC) + LATER
    needed = (Purpose.CONTACT, Purpose.SEALED, Purpose.FILES, Purpose.RECEIPT)
    for purpose in needed:
        gone, kept = retire(database, keys, purpose, now)
        assert (gone, len(kept)) == ([], 1), purpose

    rewrap(database, keys)
    for purpose in needed[:3]:
        (old,), kept = retire(database, keys, purpose, now)
        assert kept == []
        put = keys.folder / "retired" / f"{purpose}-{old.hex()}.key"
        assert put.stat().st_mode & 0o777 == 0o600
    gone, (codes,) = retire(database, keys, Purpose.RECEIPT, now)

    assert (gone, "查询码" in codes.why) == ([], True)
    assert len(keys.ring(Purpose.SEALED)) == 1
    assert all_open(database, keys, attachments) == MANY


def test_a_key_that_was_just_renewed_is_not_put_away(database: Database, keys: Keys) -> None:
    rotate(keys, Purpose.CONTACT)

    gone, (kept,) = retire(database, keys, Purpose.CONTACT, datetime.now(UTC))

    assert (gone, "十分钟" in kept.why) == ([], True)


def test_a_key_file_is_never_half_written(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.file(Purpose.SEALED).read_bytes()

    def full(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):  # noqa: PT011 (any)
        rotate(keys, Purpose.SEALED)

    assert keys.file(Purpose.SEALED).read_bytes() == before
    monkeypatch.undo()
    rotate(keys, Purpose.SEALED)
    assert len(keys.ring(Purpose.SEALED)) == 2
