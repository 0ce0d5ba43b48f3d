"""The drill: back up while citizens file, lose everything, restore elsewhere, miss nothing."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.engine import make_url

from complaints.administration.backing_up import Place, back_up
from complaints.administration.restoring import read_backup, restore
from complaints.auditing import verify
from complaints.database import Database
from complaints.database.models import Draft, File, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.sealing import contact_of, story_of
from tests.complaints.administration.helpers import Full, opens

BEFORE = 15


def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(
    full: Full, elsewhere: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with full.filing():
        while len(full.receipts) < BEFORE:
            time.sleep(0.01)  # Until some have been filed by the threads too.
        acknowledged = list(full.receipts)
        manifest = back_up(full.place, tmp_path / "backups", full.house.clock.now)
        went_on = len(full.receipts) > len(acknowledged)
    backed_up = time.monotonic()
    _destroy(full.place)

    (folder,) = (tmp_path / "backups").iterdir()
    restored = restore(elsewhere, folder, read_backup(folder))

    done = time.monotonic()
    with capsys.disabled():
        print(  # noqa: T201 (the drill tells its times)
            f"\n演练（{manifest.kind}）：{manifest.rows['tickets']} 件，"
            f"备份 {backed_up - began:.2f} 秒，恢复 {done - backed_up:.2f} 秒"
        )
    assert went_on
    assert (manifest.missing, restored.audit.wrong) == (0, 0)
    database, keys = Database(elsewhere.database_url), Keys(elsewhere.keys)
    assert all(opens(database, keys, receipt) for receipt in acknowledged)
    _everything_opens(database, keys, Attachments(elsewhere.uploads, keys))
    database.engine.dispose()


def _destroy(place: Place) -> None:
    """Lose the database and the files."""
    shutil.rmtree(place.uploads)
    url = make_url(place.database_url)
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").unlink()
        return
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))
    engine.dispose()


def _everything_opens(database: Database, keys: Keys, attachments: Attachments) -> None:
    with database.reading() as session:
        assert verify(session, keys).wrong == 0
        for ticket in session.scalars(select(Ticket)):
            assert story_of(ticket, keys)
            assert contact_of(ticket, keys) is not None
        files = session.scalars(select(File)).all()
        assert files
        for file in files:
            assert file.ticket
            assert attachments.read(file, sealed=file.ticket.sealed)
        assert session.scalar(select(func.count()).select_from(Draft)) == 1
