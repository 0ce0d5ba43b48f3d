"""Backing up while everybody works: the database as of one moment, then the files it names.

A body is written before its row is, and never changes: whatever a row of the snapshot names is
there, unless it was forgotten since. Keys are no part of it: whoever had both could read all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from complaints.administration.copying import (
    NotOurDatabaseError,
    copy_rows,
    file_engine,
    is_absent,
    migration_of,
    plain_engine,
    snapshot,
)
from complaints.administration.key_check import key_ids
from complaints.administration.manifest import (
    DATA,
    FILE_MODE,
    KEYS,
    BackupError,
    Manifest,
    copy_durably,
    newest,
    sha256_of,
    whole_or_absent,
)
from complaints.administration.unfinished import is_unfinished
from complaints.clock import local_day
from complaints.database import migrations, upgrade
from complaints.keys import Keys

DATABASE = "database.sqlite3"
UPLOADS = "uploads"


@dataclass(frozen=True)
class Place:
    """Where an installation keeps what it would miss: its database, bodies of files, keys."""

    database_url: str
    uploads: Path
    keys: Path


def back_up(place: Place, parent: Path, now: datetime) -> Manifest:
    """Back up database and files into a new folder of `parent`. Raises BackupError."""
    if newest(parent, KEYS):
        raise BackupError(f"{parent} 里放的是密钥的备份；数据和密钥不能放在一起，请换一个文件夹")
    with whole_or_absent(parent, now) as folder:
        manifest = _started(DATA, now)
        manifest.keys = key_ids(place.keys)
        _back_up_database(place, folder, manifest)
        _back_up_bodies(place, folder, manifest)
        manifest.write(folder)
    return manifest


def back_up_keys(keys: Keys, parent: Path, now: datetime, apart_from: Path) -> Manifest:
    """Back up the keys alone, never to where the data is. Raises BackupError."""
    here, data = parent.resolve(), apart_from.resolve()
    if here.is_relative_to(data) or data.is_relative_to(here) or newest(parent, DATA):
        raise BackupError(f"{parent} 里放的是数据的备份；数据和密钥不能放在一起，请换一个文件夹")
    found = [*sorted(keys.folder.glob("*.key")), *sorted(keys.folder.glob("*/*.key"))]
    if not found:
        raise BackupError(f"{keys.folder} 里没有密钥文件")
    with whole_or_absent(parent, now) as folder:
        manifest = _started(KEYS, now)
        for path in found:
            name = f"{path.relative_to(keys.folder)}"
            manifest.files[name] = copy_durably(path, folder / name)
        manifest.write(folder)
    return manifest


def _started(holds: str, now: datetime) -> Manifest:
    return Manifest(holds, now.isoformat(), f"{local_day(now)}", version("gongshi"))


def _back_up_database(place: Place, folder: Path, manifest: Manifest) -> None:
    """Copy the database as of one moment into one file."""
    source, path = plain_engine(place.database_url), folder / DATABASE
    if is_absent(place.database_url):
        raise BackupError("数据库不存在，没有东西可以备份；请核对 database_url")
    try:
        with snapshot(source) as taken:
            if is_unfinished(taken):
                raise BackupError("这个数据库还没有恢复完，不能备份；请先重新运行 gongshi restore")
            manifest.kind, manifest.migration = taken.dialect.name, migration_of(taken)
            if manifest.migration not in migrations():
                raise BackupError("数据库比程序新，不能备份；请先更新程序")
            _copy_into(path, taken, manifest)
    except NotOurDatabaseError as error:
        raise BackupError(f"{error}，没有东西可以备份") from None
    except OperationalError:
        raise BackupError("没有做完：数据库连接不上，或者放备份的磁盘已满") from None
    path.chmod(FILE_MODE)
    manifest.files[DATABASE] = sha256_of(path)


def _copy_into(path: Path, taken: Connection, manifest: Manifest) -> None:
    path.touch(mode=FILE_MODE)
    url = f"sqlite:///{path}"
    upgrade(url, manifest.migration)
    with plain_engine(url).begin() as target:
        manifest.rows = copy_rows(taken, target)
        last = text("SELECT root FROM day_roots ORDER BY day DESC LIMIT 1")
        manifest.root = (target.scalar(last) or b"").hex()


def _back_up_bodies(place: Place, folder: Path, manifest: Manifest) -> None:
    """Copy the body of every file that the snapshot names."""
    (folder / UPLOADS).mkdir(mode=0o700)
    for id_ in bodies_named(folder / DATABASE):
        name = f"{UPLOADS}/{id_}"
        try:
            manifest.files[name] = copy_durably(place.uploads / id_, folder / name)
        except FileNotFoundError:
            is_named = _is_named_still(place, id_)
            manifest.missing += is_named
            manifest.gone += not is_named


def bodies_named(path: Path) -> list[str]:
    """Name the bodies of files that a backed-up database names, but those that were forgotten.

    A file whose own key was erased is forgotten, whether or not its body still lies there.
    """
    asked = text("SELECT id FROM files WHERE wrapped_key IS NOT NULL ORDER BY id")
    with file_engine(path).connect() as connection:
        return list(connection.scalars(asked))


def _is_named_still(place: Place, id_: str) -> bool:
    """Tell whether a ticket names a file now; what an unsent draft named may go at any moment."""
    asked = text(
        "SELECT count(*) FROM files "
        "WHERE id = :id AND ticket_id IS NOT NULL AND wrapped_key IS NOT NULL"
    )
    with plain_engine(place.database_url).connect() as connection:
        return bool(connection.scalar(asked, {"id": id_}))
