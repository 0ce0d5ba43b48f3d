"""The manifest of a backup: when, of what, how much, and the SHA-256 of every file.

It is written last: a folder without a whole one is no backup. It counts all tickets together, so
that it betrays nothing of sealed ones.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

FILE = "manifest.json"
UNFINISHED = ".unfinished-"
DATA, KEYS = "data", "keys"
NAME = "%Y%m%dT%H%M%SZ"
FOLDER_MODE, FILE_MODE = 0o700, 0o600
INSIDE = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)?")
DIGITS = re.compile(r"[0-9a-f]{64}")


class BackupError(Exception):
    """A backup cannot be made, or is not what its manifest says; one sentence for people."""


@dataclass
class Manifest:
    """What a backup is: `holds` data or keys; `files` maps a path in its folder to its SHA-256.

    `at` is the moment (UTC, ISO 8601) and `day` the day in Shanghai as of which it stands; `gone`
    counts files that were forgotten lawfully in between, `missing` those that should be there.
    `keys` are the ids of the keys, by purpose, without which it cannot be read; ids are no secret.
    """

    holds: str
    at: str
    day: str
    program: str
    kind: str = ""
    migration: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    root: str = ""
    keys: dict[str, list[str]] = field(default_factory=dict)
    gone: int = 0
    missing: int = 0
    files: dict[str, str] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """The moment as of which the backup stands, in UTC."""
        return datetime.fromisoformat(self.at)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read the manifest of a backup; None where there is no whole one."""
        try:
            found = cls(**json.loads((folder / FILE).read_text("utf-8")))
            is_right = found.moment.tzinfo is not None and found.holds in (DATA, KEYS)
            named = found.files.items()
            told = all(INSIDE.fullmatch(name) and DIGITS.fullmatch(sha) for name, sha in named)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return found if is_right and told else None

    def write(self, folder: Path) -> None:
        """Write the manifest, so that it outlives a power cut."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        write_durably(folder / FILE, text.encode() + b"\n")

    def check(self, folder: Path) -> None:
        """Hold every file against its hash. Raises BackupError for the first that differs."""
        for name, expected in self.files.items():
            if not (folder / name).is_file():
                raise BackupError(f"备份不完整：{folder / name} 不见了；请换一份备份")
            if sha256_of(folder / name) != expected:
                raise BackupError(f"备份已损坏：{folder / name} 与清单不符；请换一份备份")


@contextmanager
def whole_or_absent(parent: Path, now: datetime) -> Iterator[Path]:
    """Give a folder to fill; it gets its name when all is in it, and goes when anything fails.

    What a killed run left is removed. Raises BackupError where another run is at work.
    """
    parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    with _alone(parent):
        for left in parent.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        name = now.strftime(NAME)
        if (parent / name).exists():
            raise BackupError(f"{parent / name} 已经有一份备份，没有改动")
        filling = parent / f"{UNFINISHED}{name}"
        filling.mkdir(mode=FOLDER_MODE)
        try:
            yield filling
            _sync(filling)
            filling.rename(parent / name)
            _sync(parent)
        except BaseException:
            shutil.rmtree(filling, ignore_errors=True)
            raise


def newest(parent: Path, holds: str = DATA) -> Manifest | None:
    """Give the manifest of the newest whole backup in a folder; None where there is none."""
    if not parent.is_dir():
        return None
    found = (Manifest.read(path) for path in parent.iterdir() if _is_named(path))
    whole = [one for one in found if one and one.holds == holds]
    return max(whole, key=lambda one: one.moment, default=None)


def copy_durably(source: Path, target: Path) -> str:
    """Copy a file, readable by its owner alone; give its SHA-256. Raises FileNotFoundError."""
    body = source.read_bytes()
    write_durably(target, body)
    return hashlib.sha256(body).hexdigest()


def write_durably(target: Path, body: bytes) -> None:
    """Write a file whole or not at all, so that it outlives a power cut."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    beside = target.with_name(f"{UNFINISHED}{target.name}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)


def sha256_of(path: Path) -> str:
    """Hash a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_named(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(UNFINISHED)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupError(f"{folder} 里正有另一个备份在进行，请等它做完") from None
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
