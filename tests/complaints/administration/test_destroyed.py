"""A restore brings nothing back that was lawfully destroyed, however old the backup is."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from complaints.administration.backing_up import Place
from complaints.administration.commands import run_backup, run_restore
from complaints.database import Database
from complaints.database.models import Contact, File, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.retention import REGISTER, Archive
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House
from tests.complaints.retention.shelf import ALL_DUE, Shelf


def test_the_register_beside_the_backups_is_obeyed_by_a_restore_of_the_oldest(  # noqa: PLR0913, PLR0917 (fixtures)
    database: Database,
    keys: Keys,
    catalog: Catalog,
    clock: Clock,
    elsewhere: Place,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = Place(database.url, tmp_path / "uploads", keys.folder)
    archive = Archive(database, keys, Attachments(here.uploads, keys), here.uploads / REGISTER)
    shelf = Shelf(House(database, keys, catalog, clock), archive)
    shelf.close(files=2)
    run_backup(here, tmp_path / "backups", clock.now)
    oldest = next(path for path in (tmp_path / "backups").iterdir() if path.is_dir())
    shelf.dispose()
    run_backup(here, tmp_path / "backups", ALL_DUE)
    shutil.rmtree(here.uploads)

    run_restore(elsewhere, oldest, ALL_DUE + timedelta(days=1))

    assert "重新销毁 3 项" in capsys.readouterr().out
    restored = Database(elsewhere.database_url)
    with restored.reading() as session:
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(File)).all() == []
        assert session.scalars(select(Ticket.story)).all() == [None]
    assert [path.name for path in elsewhere.uploads.iterdir()] == [REGISTER]
    restored.engine.dispose()
