"""Disk full, database gone, clock back: said in plain words, and nothing acknowledged is lost."""

from __future__ import annotations

import errno
import logging
import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.engine import make_url

from complaints.administration.machine_clock import ClockBackError
from complaints.database import Database
from complaints.database.models import DayRoot, Event, File, Ticket
from complaints.events import broken_link
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.reminding import Upkeep, remind
from content import Catalog
from tests.complaints.administration.helpers import picture
from tests.complaints.conftest import Clock
from tests.complaints.filing import form
from tests.complaints.house import LEAD, House

LONG = "押金一直不退。" * 600
NOT_TAKEN = "这一次没有收下，也没有给编号"


def no_room(_: object) -> None:
    """Do as a full disk does when something is to be made durable."""
    raise OSError(errno.ENOSPC, "No space left on device")


def let_grow_no_further(database: Database) -> None:
    """Let a SQLite database grow no further: it answers as on a full disk."""
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(
        database.engine,
        "checkout",
        lambda one, *_: one.execute(f"PRAGMA max_page_count={pages}").close(),
    )
    database.engine.dispose()


def take_away(database: Database) -> None:
    """Let the database go while the app runs."""
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").unlink()
        return
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))
    engine.dispose()


def test_on_a_full_disk_the_text_is_filed_and_the_file_refused(
    app: Flask, database: Database, attachments: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    begun = form.start(client)
    form.post(client, begun, "about", about="home")
    monkeypatch.setattr(os, "fsync", no_room)

    page = form.text(form.upload(client, begun, (BytesIO(picture()), "a.png")))

    assert "现在不能上传文件，文字照常可以发送" in page
    form.post(client, begun, "details", **form.DETAILS)
    form.post(client, begun, "matter", matter="M05")
    form.wait(client)
    form.post(client, begun, "check")
    number, _ = form.receipt(client)
    assert form.only_ticket(database).number == number
    assert list(attachments._folder.iterdir()) == []
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(File)) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("prefix", form.EDITIONS)
def test_when_the_database_cannot_grow_nothing_is_acknowledged_and_all_that_was_typed_given_back(
    app: Flask, database: Database, prefix: str
) -> None:
    client = app.test_client()
    form.file(client)
    number, _ = form.receipt(client)
    other = app.test_client()
    begun = form.start(other, prefix)
    let_grow_no_further(database)

    step = "details" if not prefix else "story"
    answered = form.post(other, begun, step, prefix, story=LONG)

    page = form.text(answered)
    assert answered.status_code == 503
    assert NOT_TAKEN in page
    assert LONG in page
    assert "tel:00005550100" in page
    assert form.only_ticket(database).number == number


def test_when_the_database_is_gone_the_citizen_is_told_so_and_whom_to_call(
    app: Flask, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    begun = form.start(client)
    take_away(database)

    with caplog.at_level(logging.ERROR):
        answered = form.post(client, begun, "details", **{**form.DETAILS, "telephone": "0000-1"})

    page = form.text(answered)
    assert answered.status_code == 503
    assert NOT_TAKEN in page
    assert form.STORY in page
    assert "tel:00005550100" in page
    assert caplog.records
    assert form.STORY not in caplog.text


def test_a_code_is_never_given_back(app: Flask, database: Database) -> None:
    take_away(database)

    answered = app.test_client().post(
        "/complaints/track/add_words", data={"number": "1", "code": "4711-4711", "text": "又拖了"}
    )

    assert answered.status_code == 503
    assert "4711" not in answered.text


def test_a_database_that_was_taken_away_acknowledges_nothing_more(
    app: Flask, database: Database
) -> None:
    client = app.test_client()
    form.file(client)
    take_away(database)

    answered = form.post(app.test_client(), "x", "about", about="home")

    assert answered.status_code == 503


def test_every_app_says_whether_it_is_well(app: Flask, database: Database) -> None:
    client = app.test_client()
    well = client.get("/healthz")

    assert (well.status_code, well.text, well.mimetype) == (200, "ok\n", "text/plain")
    assert "Set-Cookie" not in well.headers
    assert well.headers["Cache-Control"] == "no-store"

    take_away(database)
    ill = client.get("/healthz")
    assert (ill.status_code, ill.text) == (503, "database\n")


def clock_back(house: House) -> None:
    """File, and let the machine go back by a year."""
    house.file()
    house.clock.forward(days=-365)


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house without tickets."""
    return House(database, keys, catalog, clock)


def test_when_the_clock_goes_back_no_event_is_dated_before_the_one_it_follows(
    house: House,
) -> None:
    clock_back(house)

    house.do(LEAD, "accept", matter="F01")

    with house.ticket() as ticket:
        moments = [one.at for one in ticket.events]
        assert moments == sorted(moments)
        assert len(moments) > 1
        assert broken_link(ticket) is None


def test_when_the_clock_goes_back_filing_goes_on_and_the_timer_says_so(
    house: House, attachments: Attachments
) -> None:
    clock_back(house)
    house.file()
    upkeep = Upkeep(house.database, house.keys, attachments, house.catalog)

    with pytest.raises(ClockBackError, match="先对准机器的时间"):
        remind(upkeep, house.clock.now)


def test_a_day_that_has_its_root_gets_no_second_one(house: House, attachments: Attachments) -> None:
    house.file()
    upkeep = Upkeep(house.database, house.keys, attachments, house.catalog)
    house.clock.forward(days=3)
    remind(upkeep, house.clock.now)
    with house.database.reading() as session:
        before = [link.root for link in session.scalars(select(DayRoot).order_by(DayRoot.day))]
    house.clock.forward(days=-2)

    with pytest.raises(ClockBackError, match="每日校验值"):
        remind(upkeep, house.clock.now)

    with house.database.reading() as session:
        after = [link.root for link in session.scalars(select(DayRoot).order_by(DayRoot.day))]
        assert session.scalar(select(func.count()).select_from(Ticket)) == 1
        assert session.scalar(select(func.max(Event.at)))
    assert after == before


def test_two_machines_may_differ_by_minutes(house: House, attachments: Attachments) -> None:
    house.file()
    house.clock.now -= timedelta(minutes=9)

    remind(Upkeep(house.database, house.keys, attachments, house.catalog), house.clock.now)
