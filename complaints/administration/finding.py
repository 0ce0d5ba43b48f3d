"""What the doctor looks at, and what he says of it: how it is, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from complaints.administration.backing_up import Place
from complaints.clock import local_day
from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from content import Catalog


class Level(StrEnum):
    """How bad it is: nothing to do, to be done soon, to be done now."""

    WELL = "正常"
    SOON = "注意"
    WRONG = "错误"


@dataclass(frozen=True)
class Finding:
    """One sentence on one thing."""

    level: Level
    what: str
    words: str


@dataclass(frozen=True)
class Disk:
    """The size of a disk and how much of it is free, in bytes."""

    total: int
    free: int


def disk_of(path: Path) -> Disk:
    """Give the disk on which a path lies, or will lie."""
    there = next(one for one in (path.absolute(), *path.absolute().parents) if one.exists())
    usage = shutil.disk_usage(there)
    return Disk(usage.total, usage.free)


@dataclass(frozen=True)
class Installation:
    """All that is examined, at one moment (`now`, in UTC)."""

    place: Place
    out: Path
    backups: Path
    database: Database
    catalog: Callable[[], Catalog]
    now: datetime
    disk: Callable[[Path], Disk] = disk_of

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return local_day(self.now)

    @property
    def keys(self) -> Keys:
        """The keys."""
        return Keys(self.place.keys)

    @property
    def attachments(self) -> Attachments:
        """The files."""
        return Attachments(self.place.uploads, self.keys)
