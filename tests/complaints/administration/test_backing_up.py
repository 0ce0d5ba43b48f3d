"""A backup is whole or absent, counts without telling of sealed ones, and never holds keys."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL
from unittest.mock import patch

import pytest
from sqlalchemy import select

from complaints.administration import backing_up
from complaints.administration.backing_up import Place, back_up, back_up_keys
from complaints.administration.manifest import KEYS, BackupError, Manifest, newest
from complaints.administration.unfinished import mark
from complaints.database import Database
from complaints.database.models import File
from complaints.intake.drafts import Typed, save_draft
from complaints.keys import Keys
from tests.complaints.administration.helpers import Full, picture
from tests.kills import Ready, start

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def only(folder: Path) -> Path:
    """Give the one backup in a folder."""
    (found,) = folder.iterdir()
    return found


def test_a_manifest_says_what_was_backed_up(full: Full, tmp_path: Path) -> None:
    manifest = back_up(full.place, tmp_path / "backups", NOW)

    assert (manifest.at, manifest.day) == ("2026-11-23T18:00:00+00:00", "2026-11-24")
    assert manifest.rows["tickets"] == 5
    assert manifest.rows["files"] == 3 == len(manifest.files) - 1
    assert len(bytes.fromhex(manifest.root)) == 32
    assert Manifest.read(only(tmp_path / "backups")) == manifest == newest(tmp_path / "backups")


def test_a_manifest_tells_no_sealed_ticket_from_an_open_one(full: Full, tmp_path: Path) -> None:
    first = back_up(full.place, tmp_path / "backups", NOW)
    full.file(sealed=True, story="检查的人收了红包。")
    after_sealed = back_up(full.place, tmp_path / "backups", NOW + timedelta(hours=1))
    full.file()
    after_open = back_up(full.place, tmp_path / "backups", NOW + timedelta(hours=2))

    def more(one: Manifest, than: Manifest) -> dict[str, int]:
        return {name: one.rows[name] - than.rows[name] for name in ("tickets", "events", "legs")}

    assert more(after_sealed, first) == more(after_open, after_sealed)


def test_everything_in_a_backup_is_closed_to_others(full: Full, tmp_path: Path) -> None:
    back_up(full.place, tmp_path / "backups", NOW)

    for path in [tmp_path / "backups", *(tmp_path / "backups").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_no_key_is_in_a_backup(full: Full, tmp_path: Path) -> None:
    back_up(full.place, tmp_path / "backups", NOW)
    secrets = [
        line.split()[1].encode()
        for path in full.place.keys.iterdir()
        for line in path.read_text("ascii").splitlines()
    ]

    for path in only(tmp_path / "backups").rglob("*"):
        body = path.read_bytes() if path.is_file() else b""
        assert not any(
            secret in body or bytes.fromhex(secret.decode()) in body for secret in secrets
        )


def test_a_file_that_was_forgotten_in_between_is_told_from_one_that_was_lost(
    full: Full, tmp_path: Path
) -> None:
    with full.house.database.writing() as session:
        save_draft(session, full.house.keys, Typed("e" * 32), full.house.clock.now)
        session.flush()
        full.attachments.add(session, "e" * 32, [picture()])
    with full.house.database.reading() as session:
        of_draft = session.scalars(select(File).where(File.draft_id == "e" * 32)).one().id
        of_ticket = session.scalars(select(File).where(File.ticket_id.is_not(None))).first()
    assert of_ticket
    for id_ in (of_draft, of_ticket.id):
        (full.place.uploads / id_).unlink()

    manifest = back_up(full.place, tmp_path / "backups", NOW)

    assert (manifest.gone, manifest.missing) == (1, 1)


def test_keys_are_backed_up_alone_and_closed_to_others(keys: Keys, tmp_path: Path) -> None:
    (keys.folder / "retired").mkdir()
    (keys.folder / "retired" / "contact.key").write_text("aa bb\n")

    manifest = back_up_keys(keys, tmp_path / "safe", NOW, tmp_path / "backups")

    assert manifest.holds == KEYS
    assert {"contact.key", "sealed.key", "retired/contact.key"} <= set(manifest.files)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "safe").rglob("*"))


@pytest.mark.parametrize("where", ["backups", "backups/keys", "."])
def test_keys_never_go_where_the_data_is(keys: Keys, tmp_path: Path, where: str) -> None:
    with pytest.raises(BackupError, match="密钥不能放在一起"):
        back_up_keys(keys, tmp_path / where, NOW, tmp_path / "backups")


def test_data_and_keys_refuse_each_others_folder(full: Full, tmp_path: Path) -> None:
    back_up(full.place, tmp_path / "data", NOW)
    back_up_keys(full.house.keys, tmp_path / "safe", NOW, tmp_path / "backups")

    with pytest.raises(BackupError, match="密钥不能放在一起"):
        back_up_keys(full.house.keys, tmp_path / "data", NOW, tmp_path / "backups")
    with pytest.raises(BackupError, match="密钥不能放在一起"):
        back_up(full.place, tmp_path / "safe", NOW)


def back_up_until_killed(ready: Ready, place: Place, to: Path) -> None:
    """Back up and be killed where the bodies of files come."""
    with patch.object(backing_up, "_back_up_bodies", lambda *_: os.kill(os.getpid(), SIGKILL)):
        ready()
        back_up(place, to, NOW)


def test_a_killed_backup_leaves_no_backup_and_the_next_one_clears_up(
    full: Full, tmp_path: Path
) -> None:
    place, to = full.place, tmp_path / "backups"
    killed = start(back_up_until_killed, place, to)
    killed.join()

    assert killed.exitcode == -SIGKILL
    assert only(to).name.startswith(".unfinished-")
    assert newest(to) is None
    back_up(place, to, NOW)
    assert only(to).name == "20261123T180000Z"


def test_two_backups_do_not_disturb_each_other(full: Full, tmp_path: Path) -> None:
    back_up(full.place, tmp_path / "backups", NOW)
    last = back_up(full.place, tmp_path / "backups", NOW + timedelta(days=1))

    with pytest.raises(BackupError, match="已经有一份备份"):
        back_up(full.place, tmp_path / "backups", NOW)
    assert newest(tmp_path / "backups") == last


def _gone(place: Place) -> None:
    Path(place.database_url.removeprefix("sqlite:///")).unlink()


def _half_restored(place: Place) -> None:
    database = Database(place.database_url)
    mark(database.engine)
    database.engine.dispose()


def _not_ours(place: Place) -> None:
    database = Database(place.database_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    database.engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_gone, "数据库不存在"),
        (_half_restored, "还没有恢复完"),
        (_not_ours, "没有本系统的表"),
    ],
)
def test_what_cannot_be_backed_up_is_said_and_leaves_nothing(
    full: Full, tmp_path: Path, harm: Callable[[Place], None], words: str
) -> None:
    harm(full.place)

    with pytest.raises(BackupError, match=words):
        back_up(full.place, tmp_path / "backups", NOW)

    assert list((tmp_path / "backups").iterdir()) == []
