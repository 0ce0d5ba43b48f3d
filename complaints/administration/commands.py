"""The commands of an administrator: what they did, how long it took, and what to do next."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from complaints.administration.backing_up import Place, back_up, back_up_keys
from complaints.administration.destroyed import destroy_again, keep_register
from complaints.administration.examining import examine
from complaints.administration.finding import Installation, Level
from complaints.administration.manifest import KEYS, BackupError, Manifest
from complaints.administration.missing_keys import make_keys
from complaints.administration.restoring import Restored, read_backup, restore, restore_keys
from complaints.administration.unfinished import UnfinishedRestoreError, refuse_unfinished
from complaints.database import Database, upgrade
from complaints.keys import KeyFileError, Keys


def run_backup(place: Place, parent: Path, now: datetime) -> None:
    """Back up data and say it; exit with 1 where a file of a ticket was not there."""
    with _plain(), _timed("备份"):
        manifest = back_up(place, parent, now)
        keep_register(place, parent)
    _say_contents(manifest)
    if manifest.gone:
        click.echo(f"备份期间依法删除的附件 {manifest.gone} 个，没有收入")
    click.echo("密钥不在这份备份里；没有密钥，备份打不开。密钥请另外备份：gongshi backup --keys")
    if manifest.missing:
        raise click.ClickException(
            f"有 {manifest.missing} 个附件在 uploads 里找不到，备份里也没有；请从更早的备份找回"
        )


def run_key_backup(place: Place, parent: Path, now: datetime, apart_from: Path) -> None:
    """Back up the keys alone and say it."""
    with _plain(), _timed("备份密钥"):
        manifest = back_up_keys(Keys(place.keys), parent, now, apart_from)
    click.echo(f"密钥文件 {len(manifest.files)} 个。拿到它们和数据的人能看到全部内容，请分开保管")


def run_restore(place: Place, folder: Path, now: datetime) -> None:
    """Restore what a backup holds and say it; exit with 1 where the audit finds anything."""
    with _plain():
        with _timed("核对备份"):
            manifest = read_backup(folder)
        if manifest.holds == KEYS:
            written = restore_keys(Keys(place.keys), folder, manifest)
            click.echo(f"恢复了密钥文件 {written} 个；其余的已经在 {place.keys}")
            return
        with _timed("恢复并核对记录"):
            restored = restore(
                place, folder, manifest, lambda: destroy_again(place, folder.parent, now)
            )
    _say_contents(manifest)
    _say_audit(restored)


def run_doctor(home: Installation, *, as_json: bool) -> None:
    """Say every finding; exit with 1 where anything is wrong."""
    found = examine(home)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(f"{one.level}  {one.what}：{one.words}")
    sys.exit(1 if any(one.level is Level.WRONG for one in found) else 0)


def run_upgrade(database_url: str, keys: Keys, *, new_keys: bool) -> None:
    """Bring the database up to date and make the keys that are missing.

    Raises click.ClickException for half a database, and for a key that was lost.
    """
    refuse_half_restored(database_url)
    upgrade(database_url)
    database = Database(database_url)
    try:
        make_keys(database, keys, anew=new_keys)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    finally:
        database.engine.dispose()


def refuse_half_restored(database_url: str) -> None:
    """Refuse to work on half a database. Raises click.ClickException."""
    try:
        refuse_unfinished(database_url)
    except UnfinishedRestoreError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _plain() -> Iterator[None]:
    """Say a refusal, or a full disk, as one sentence."""
    try:
        yield
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        words = f"没有做完：{error.strerror}（{error.filename}）；请看磁盘是否已满、能否写入"
        raise click.ClickException(words) from None


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    click.echo(f"{what}：{time.monotonic() - began:.1f} 秒")


def _say_contents(manifest: Manifest) -> None:
    rows = manifest.rows
    click.echo(
        f"截至 {manifest.day} 的数据：诉求 {rows.get('tickets', 0)} 件，"
        f"记录 {rows.get('events', 0)} 条，附件 {rows.get('files', 0)} 个；"
        f"最近的每日校验值 {manifest.root or '（还没有）'}"
    )


def _say_audit(restored: Restored) -> None:
    audit = restored.audit
    if audit.wrong:
        raise click.ClickException(
            f"数据已经恢复，可以使用；但核对发现 {audit.wrong} 处错误，备份以前就有。"
            "请运行 gongshi audit verify，并告诉纪检监察"
        )
    click.echo(
        "核对无误，可以使用。请接着运行 gongshi remind：没有写完的表单，过了时间的会再次删除"
    )
