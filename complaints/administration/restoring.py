"""Restoring into an empty place: everything is checked, then copied; half is never used.

The database bears a mark from the first change to the last check. Whatever ends a restore, it may
be run again and comes to the same end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, make_url, text
from sqlalchemy.exc import OperationalError

from complaints.administration.backing_up import DATABASE, UPLOADS, Place
from complaints.administration.copying import VERSIONS, copy_rows, file_engine, plain_engine
from complaints.administration.key_check import WORDS, Stored, lacking, unopened
from complaints.administration.manifest import (
    DATA,
    BackupError,
    Manifest,
    copy_durably,
    sha256_of,
)
from complaints.administration.unfinished import MARK, is_unfinished, mark, unmark
from complaints.auditing import Audit, verify
from complaints.database import Database, migrations, upgrade
from complaints.database.base import Base
from complaints.intake.attachments import Attachments
from complaints.keys import Keys, Purpose


@dataclass(frozen=True)
class Restored:
    """What was restored, and what the audit found afterwards."""

    manifest: Manifest
    audit: Audit


def read_backup(folder: Path) -> Manifest:
    """Read the manifest of a backup and hold all its files against it. Raises BackupError."""
    manifest = Manifest.read(folder)
    if manifest is None:
        raise BackupError(f"{folder} 不是一份完整的备份：没有完好的 manifest.json")
    manifest.check(folder)
    if manifest.holds == DATA and manifest.migration not in migrations():
        raise BackupError("这份备份来自更新的程序版本，请先更新程序")
    return manifest


def restore(
    place: Place, folder: Path, manifest: Manifest, before_use: Callable[[], None] = lambda: None
) -> Restored:
    """Restore data from a backup that `read_backup` has checked. Raises BackupError.

    `before_use` is done while nobody may use the database yet: what was destroyed since the
    backup is destroyed again.
    """
    if lost := lacking(manifest.keys, place.keys):
        raise BackupError(_lost_keys(lost, place.keys))
    engine = plain_engine(place.database_url)
    try:
        _clear(place)
        mark(engine)
        _restore_bodies(place, folder, manifest)
        upgrade(place.database_url, manifest.migration)
        with file_engine(folder / DATABASE).connect() as source, engine.begin() as target:
            copy_rows(source, target)
        upgrade(place.database_url)
        before_use()
    except OperationalError:
        raise BackupError("数据库连接不上，或者写不进去；请核对 database_url 和磁盘空间") from None
    audit = _check(place)
    unmark(engine)
    return Restored(manifest, audit)


def restore_keys(keys: Keys, folder: Path, manifest: Manifest) -> int:
    """Restore keys where there are none; tell how many files. Raises BackupError.

    A key file that has all the lines of the backed-up one, and newer ones, stays as it is.
    """
    for name in manifest.files:
        there = keys.folder / name
        if there.exists() and not _lines(folder / name) <= _lines(there):
            raise BackupError(
                f"{there} 是另一个密钥，没有改动；请确认后先把 {keys.folder} 改名移走，再恢复"
            )
    written = [name for name in manifest.files if not (keys.folder / name).exists()]
    for name in written:
        copy_durably(folder / name, keys.folder / name)
    return len(written)


def _lines(path: Path) -> set[bytes]:
    return set(path.read_bytes().splitlines())


def _clear(place: Place) -> None:
    """Make the place empty if only an unfinished restore or nothing stands there."""
    url = make_url(place.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    with plain_engine(place.database_url).begin() as connection:
        if not is_unfinished(connection) and not _is_fresh(connection):
            raise BackupError(
                "数据库不是空的，没有改动；请在 database_url 里另写一个新的数据库，再恢复"
            )
        there = MetaData()
        there.reflect(connection)
        there.drop_all(connection, [table for table in there.sorted_tables if table.name != MARK])


def _is_fresh(connection: Connection) -> bool:
    """Tell whether there is nothing, or only our tables without any row."""
    names = set(inspect(connection).get_table_names()) - {VERSIONS}
    ours = names & set(Base.metadata.tables)
    rows = (text(f"SELECT 1 FROM {name} LIMIT 1") for name in ours)  # noqa: S608 (our names)
    return names == ours and all(connection.scalar(asked) is None for asked in rows)


def _restore_bodies(place: Place, folder: Path, manifest: Manifest) -> None:
    """Put the bodies of files back; what is there already and whole stays."""
    for name, expected in manifest.files.items():
        if not name.startswith(f"{UPLOADS}/"):
            continue
        there = place.uploads / name.removeprefix(f"{UPLOADS}/")
        if not there.is_file() or sha256_of(there) != expected:
            copy_durably(folder / name, there)


def _check(place: Place) -> Audit:
    """Open some of everything and audit it all. Raises BackupError for wrong keys."""
    database, keys = Database(place.database_url), Keys(place.keys)
    try:
        with database.reading() as session:
            stored = Stored(session, keys, Attachments(place.uploads, keys))
            if wrong := unopened(stored):
                raise BackupError(_lost_keys(wrong, place.keys))
            return verify(session, keys)
    finally:
        database.engine.dispose()


def _lost_keys(lost: list[Purpose], folder: Path) -> str:
    named = "、".join(f"{purpose}.key（{WORDS[purpose]}）" for purpose in lost)
    return (
        f"密钥不对，打不开：{named}。请先从密钥的备份恢复 {folder}"
        "（gongshi restore 密钥备份的文件夹；已经换下的旧密钥在它的 retired 里，"
        "要把那几行接回原来的文件），再重新运行这一次恢复"
    )
