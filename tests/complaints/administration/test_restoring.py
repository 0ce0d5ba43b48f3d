"""A restore checks before it writes, and comes to the same end however often it was killed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from sqlalchemy import create_engine, text

from complaints.administration import restoring
from complaints.administration.backing_up import Place, back_up, back_up_keys
from complaints.administration.commands import refuse_half_restored, run_restore
from complaints.administration.manifest import BackupError
from complaints.administration.restoring import Restored, read_backup, restore, restore_keys
from complaints.database import Database, upgrade
from complaints.keys import Keys
from tests.complaints.administration.helpers import Full, opens
from tests.complaints.postgres import empty_database
from tests.kills import Ready, start

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
KILLED_AT = ["_restore_bodies", "copy_rows", "_check", "unmark"]


@pytest.fixture
def backup(full: Full, tmp_path: Path) -> Path:
    """Back up a full house."""
    back_up(full.place, tmp_path / "backups", NOW)
    (made,) = (tmp_path / "backups").iterdir()
    return made


def bring_back(place: Place, folder: Path) -> Restored:
    return restore(place, folder, read_backup(folder))


def all_open(place: Place, full: Full) -> bool:
    database = Database(place.database_url)
    found = all(opens(database, Keys(place.keys), receipt) for receipt in full.receipts)
    database.engine.dispose()
    return found


def restore_until(ready: Ready, killed_at: str, place: Place, folder: Path) -> None:
    """Restore and be killed at a point."""
    setattr(restoring, killed_at, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    ready()
    bring_back(place, folder)


@pytest.mark.parametrize("killed_at", KILLED_AT)
def test_a_killed_restore_is_marked_and_running_it_again_comes_to_the_same_end(
    full: Full, elsewhere: Place, backup: Path, killed_at: str
) -> None:
    killed = start(restore_until, killed_at, elsewhere, backup)
    killed.join()

    assert killed.exitcode == -signal.SIGKILL
    with pytest.raises(click.ClickException, match="还没有恢复完"):
        refuse_half_restored(elsewhere.database_url)
    assert bring_back(elsewhere, backup).audit.wrong == 0
    refuse_half_restored(elsewhere.database_url)
    assert all_open(elsewhere, full)


def test_a_database_that_holds_anything_is_left_as_it_is(full: Full, backup: Path) -> None:
    with pytest.raises(BackupError, match="数据库不是空的"):
        bring_back(full.place, backup)

    refuse_half_restored(full.place.database_url)
    assert all_open(full.place, full)


def test_a_database_of_somebody_else_is_left_as_it_is(elsewhere: Place, backup: Path) -> None:
    Path(elsewhere.uploads).parent.mkdir(exist_ok=True)
    engine = create_engine(elsewhere.database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE wages (name VARCHAR(9))"))
    engine.dispose()

    with pytest.raises(BackupError, match="数据库不是空的"):
        bring_back(elsewhere, backup)


def test_a_database_just_made_counts_as_empty(full: Full, elsewhere: Place, backup: Path) -> None:
    upgrade(elsewhere.database_url)

    bring_back(elsewhere, backup)

    assert all_open(elsewhere, full)


def test_a_backup_of_one_kind_restores_into_the_other(
    full: Full, elsewhere: Place, backup: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    if full.place.database_url.startswith("sqlite"):
        other = empty_database(request.getfixturevalue("postgres"), f"other{os.getpid()}")
    place = replace(elsewhere, database_url=other)

    assert bring_back(place, backup).audit.wrong == 0
    assert all_open(place, full)


def _lose_a_file(folder: Path) -> None:
    next((folder / "uploads").iterdir()).unlink()


def _change_a_byte(folder: Path) -> None:
    path = next((folder / "uploads").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def _change_the_database(folder: Path) -> None:
    (folder / "database.sqlite3").write_bytes(b"SQLite format 3\0")


def _lose_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _climb_out(folder: Path) -> None:
    told = (folder / "manifest.json").read_text("utf-8")
    (folder / "manifest.json").write_text(told.replace("uploads/", "../uploads/"), "utf-8")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_lose_a_file, "不见了"),
        (_change_a_byte, "已损坏"),
        (_change_the_database, "已损坏"),
        (_lose_the_manifest, "不是一份完整的备份"),
        (_climb_out, "不是一份完整的备份"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused(
    backup: Path, harm: Callable[[Path], None], words: str
) -> None:
    harm(backup)

    with pytest.raises(BackupError, match=words):
        read_backup(backup)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_wrong_keys_are_named_before_anything_is_written(
    elsewhere: Place, backup: Path, tmp_path: Path
) -> None:
    other = Keys(tmp_path / "other-keys")
    other.make_missing()

    with pytest.raises(BackupError, match=r"contact\.key（反映人的联系方式）"):
        bring_back(replace(elsewhere, keys=other.folder), backup)

    assert not elsewhere.uploads.exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_key_of_the_right_name_that_opens_nothing_leaves_the_restore_unfinished(
    full: Full, elsewhere: Place, backup: Path, tmp_path: Path
) -> None:
    back_up_keys(full.house.keys, tmp_path / "safe", NOW, tmp_path / "backups")
    key = elsewhere.keys / "contact.key"
    key.write_text(f"{key.read_text('ascii').split()[0]} {'0' * 64}\n", "ascii")

    with pytest.raises(BackupError, match=r"contact\.key"):
        bring_back(elsewhere, backup)

    with pytest.raises(click.ClickException, match="还没有恢复完"):
        refuse_half_restored(elsewhere.database_url)
    shutil.rmtree(elsewhere.keys)
    run_restore(elsewhere, next((tmp_path / "safe").iterdir()), NOW)
    bring_back(elsewhere, backup)
    assert all_open(elsewhere, full)


def test_keys_that_are_there_are_never_overwritten(keys: Keys, tmp_path: Path) -> None:
    manifest = back_up_keys(keys, tmp_path / "safe", NOW, tmp_path / "backups")
    folder = next((tmp_path / "safe").iterdir())
    other = Keys(tmp_path / "other")
    other.make_missing()

    with pytest.raises(BackupError, match="另一个密钥"):
        restore_keys(other, folder, manifest)

    newer = keys.folder / "contact.key"
    newer.write_text(f"{'ab' * 4} {'cd' * 32}\n{newer.read_text('ascii')}", "ascii")
    assert restore_keys(keys, folder, manifest) == 0
