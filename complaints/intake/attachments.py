"""Attachments: made safe, encrypted one by one, kept outside every web folder.

The sender's file names are never kept. A file belongs to a draft until the paper is sent; those
of a sealed paper are then wrapped anew under the key of sealed tickets. Files of drafts together
fill at most a set share of the disk: text never needs that room.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from complaints.database.base import new_id
from complaints.database.models import Draft, File, Ticket
from complaints.intake.drafts import KEPT
from complaints.intake.uploads import MAX_FILES, RefusedFileError, SafeFile, make_safe
from complaints.keys import Keys, Purpose
from complaints.sealing import seal_file
from complaints.vault import Sealed, open_sealed, seal

DRAFTS_SHARE = 0.1
FREE_SHARE = 0.05
MAX_OF_TICKET = 20
TOO_MANY = f"最多 {MAX_FILES} 个文件；先删掉不要的，再添加"
TOO_MANY_AT_ONCE = f"一次最多 {MAX_FILES} 个文件，多的没有收；可以再补充一次"
TICKET_IS_FULL = f"一件诉求最多 {MAX_OF_TICKET} 个文件，多的没有收；请打电话问怎样补交"
NO_ROOM = "现在不能上传文件，文字照常可以发送；文件请打电话问怎样补交"


FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class NoRoomError(OSError):
    """A file could not be kept: the disk is full. Nothing of it remains."""


class Attachments:
    """The files of drafts and tickets in one folder, each under its own random name."""

    def __init__(self, folder: Path, keys: Keys, share: float = DRAFTS_SHARE) -> None:
        """Keep files in `folder`, which no web server serves.

        `share` is how much of the disk the files of drafts may fill together.
        """
        self._folder = folder
        self._keys = keys
        self._share = share

    def of_draft(self, session: Session, draft: str) -> list[File]:
        """Give the files of a draft, in the order in which they came."""
        return _in_order(session.scalars(select(File).where(File.draft_id == draft)))

    def of_ticket(self, session: Session, ticket: Ticket) -> list[File]:
        """Give the files of a ticket, in the order in which they came."""
        return _in_order(session.scalars(select(File).where(File.ticket_id == ticket.id)))

    def add(self, session: Session, draft: str, bodies: Iterable[bytes]) -> list[str]:
        """Make files safe and keep them; give what is to be said of those that were refused."""
        refused = []
        for body in bodies:
            there = self.of_draft(session, draft)
            if len(there) >= MAX_FILES or not self._room_for_drafts(session, len(body)):
                refused.append(TOO_MANY if len(there) >= MAX_FILES else NO_ROOM)
                continue
            try:
                self._keep(session, make_safe(body), there, draft_id=draft)
            except RefusedFileError as error:
                refused.append(str(error))
            except NoRoomError:
                refused.append(NO_ROOM)
        return list(dict.fromkeys(refused))

    def add_later(
        self, session: Session, ticket: Ticket, files: Sequence[SafeFile]
    ) -> tuple[list[str], list[str]]:
        """Keep files that came after filing; give the names of those kept, and what was refused."""
        kept, refused = [], []
        for number, file in enumerate(files):
            there = self.of_ticket(session, ticket)
            if problem := self._problem_later(number, len(there)):
                refused.append(problem)
                continue
            try:
                row = self._keep(session, file, there, ticket_id=ticket.id)
            except NoRoomError:
                refused.append(NO_ROOM)
                continue
            if ticket.sealed:
                seal_file(row, self._keys, sealed=True)
            kept.append(row.name)
        return kept, list(dict.fromkeys(refused))

    def _problem_later(self, number: int, there: int) -> str:
        if number >= MAX_FILES:
            return TOO_MANY_AT_ONCE
        if there >= MAX_OF_TICKET:
            return TICKET_IS_FULL
        return "" if self._disk_is_free() else NO_ROOM

    def _keep(self, session: Session, file: SafeFile, there: list[File], **owner: str) -> File:
        """Keep a file, named by the next number of its owner."""
        number = max(map(number_of, there), default=0) + 1
        name = f"附件 {number}.{file.kind}"
        row = self._encrypted(file.body, name=name, media_type=file.media_type, **owner)
        session.add(row)
        session.flush()
        return row

    def _encrypted(self, body: bytes, **columns: str) -> File:
        """Encrypt a body under a key of its own, and write it where its row will find it."""
        id_ = new_id()
        sealed = seal(id_, body, self._keys, Purpose.FILES)
        self._write(id_, sealed.body)
        return File(id=id_, size=len(body), wrapped_key=sealed.wrapped_key, **columns)

    def _write(self, id_: str, body: bytes) -> None:
        """Write a body so that it outlives a power cut. Raises NoRoomError for a full disk."""
        path = self._path(id_)
        try:
            with path.open("xb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            path.unlink(missing_ok=True)
            if error.errno in FULL:
                raise NoRoomError(error.errno, NO_ROOM) from None
            raise

    def forget(self, session: Session, draft: str) -> None:
        """Remove all files of a draft."""
        for file in self.of_draft(session, draft):
            self.remove(session, draft, file.id)
        session.flush()

    def remove(self, session: Session, draft: str, id_: str) -> None:
        """Remove one file of a draft; a file of another draft is left alone."""
        file = session.get(File, id_)
        if file and file.draft_id == draft:
            session.delete(file)
            self._path(id_).unlink(missing_ok=True)

    def hand_over(
        self, session: Session, draft: str, ticket: Ticket, other: Ticket | None = None
    ) -> None:
        """Give the files of a draft to its ticket, and a copy to the other that it became."""
        for file in self.of_draft(session, draft):
            if other is not None:
                self._copy(session, file, other)
            file.draft_id, file.ticket_id = None, ticket.id
            if ticket.sealed:
                seal_file(file, self._keys, sealed=True)
        session.flush()

    def _copy(self, session: Session, file: File, ticket: Ticket) -> None:
        """Encrypt a copy under a key of its own: each ticket may be sealed or erased alone."""
        body = self.read(file, sealed=False)
        columns = {"ticket_id": ticket.id, "name": file.name, "media_type": file.media_type}
        copy = self._encrypted(body, **columns)
        if ticket.sealed:
            seal_file(copy, self._keys, sealed=True)
        session.add(copy)

    def read(self, file: File, *, sealed: bool) -> bytes:
        """Give a file's body. Raises WrongKeyError."""
        purpose = Purpose.SEALED if sealed else Purpose.FILES
        kept = Sealed(file.wrapped_key or b"", self._path(file.id).read_bytes())
        return open_sealed(file.id, kept, self._keys, purpose)

    def forget_old(self, session: Session, now: datetime) -> None:
        """Remove the files of drafts whose time is over."""
        for draft in session.scalars(select(Draft.id).where(Draft.touched_at < now - KEPT)).all():
            self.forget(session, draft)

    def remove_bodies(self, ids: Iterable[str]) -> None:
        """Remove bodies whose rows are gone; one that is not there is none to remove."""
        for id_ in ids:
            self._path(id_).unlink(missing_ok=True)

    def _path(self, id_: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder / id_

    def _room_for_drafts(self, session: Session, size: int) -> bool:
        """Tell whether one more file of a draft leaves the disk to others."""
        held = session.scalar(select(func.sum(File.size)).where(File.draft_id.is_not(None))) or 0
        total, _ = self._disk()
        return self._disk_is_free() and held + size <= self._share * total

    def _disk_is_free(self) -> bool:
        total, free = self._disk()
        return free >= FREE_SHARE * total

    def _disk(self) -> tuple[int, int]:
        """Give the size of the disk, and how much of it is free."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk = shutil.disk_usage(self._folder)
        return disk.total, disk.free


def number_of(file: File) -> int:
    """Give the number in a file's name: 3 of 附件 3.jpg."""
    return int(file.name[3:].split(".")[0])


def _in_order(files: Iterable[File]) -> list[File]:
    """Sort by number: by name alone 附件 10 would stand before 附件 2."""
    return sorted(files, key=number_of)
