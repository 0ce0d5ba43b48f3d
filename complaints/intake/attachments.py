"""Attachments: made safe, encrypted one by one, kept outside every web folder.

The sender's file names are never kept. A file belongs to a draft until the paper is sent; those
of a sealed paper are then encrypted anew under the key of sealed tickets.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database.models import Draft, File, Ticket, new_id
from complaints.intake.drafts import KEPT
from complaints.intake.uploads import MAX_FILES, RefusedFileError, make_safe
from complaints.keys import Keys, Purpose
from complaints.sealing import seal_file
from complaints.vault import Sealed, open_sealed, seal

FREE_SHARE = 0.1
TOO_MANY = f"最多 {MAX_FILES} 个文件；先删掉不要的，再添加"
NO_ROOM = "现在不能上传文件，文字照常可以发送；文件请打电话问怎样补交"


class Attachments:
    """The files of drafts and tickets in one folder, each under its own random name."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        """Keep files in `folder`, which no web server serves."""
        self._folder = folder
        self._keys = keys

    def of_draft(self, session: Session, draft: str) -> list[File]:
        """Give the files of a draft, in the order in which they came."""
        return list(session.scalars(select(File).where(File.draft_id == draft).order_by(File.name)))

    def add(self, session: Session, draft: str, bodies: Iterable[bytes]) -> list[str]:
        """Make files safe and keep them; give what is to be said of those that were refused."""
        refused = []
        for body in bodies:
            there = self.of_draft(session, draft)
            if len(there) >= MAX_FILES or not self._room():
                refused.append(TOO_MANY if len(there) >= MAX_FILES else NO_ROOM)
                continue
            try:
                self._add_one(session, draft, body, there)
            except RefusedFileError as error:
                refused.append(str(error))
        return list(dict.fromkeys(refused))

    def _add_one(self, session: Session, draft: str, body: bytes, there: list[File]) -> None:
        safe, id_ = make_safe(body), new_id()
        number = max([int(file.name[3:].split(".")[0]) for file in there], default=0) + 1
        sealed = seal(id_, safe.body, self._keys.current(Purpose.FILES))
        self._path(id_).write_bytes(sealed.body)
        session.add(
            File(
                id=id_,
                draft_id=draft,
                name=f"附件 {number}.{safe.kind}",
                media_type=safe.media_type,
                size=len(safe.body),
                wrapped_key=sealed.wrapped_key,
            )
        )
        session.flush()

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

    def hand_over(self, session: Session, draft: str, ticket: Ticket) -> None:
        """Give the files of a draft to its ticket."""
        for file in self.of_draft(session, draft):
            file.draft_id, file.ticket_id = None, ticket.id
            if ticket.sealed:
                seal_file(file, self._keys, sealed=True)
        session.flush()

    def read(self, file: File, *, sealed: bool) -> bytes:
        """Give a file's body. Raises SealBrokenError."""
        purpose = Purpose.SEALED if sealed else Purpose.FILES
        kept = Sealed(file.wrapped_key or b"", self._path(file.id).read_bytes())
        return open_sealed(file.id, kept, self._keys.current(purpose))

    def forget_old(self, session: Session, now: datetime) -> None:
        """Remove the files of drafts whose time is over."""
        for draft in session.scalars(select(Draft.id).where(Draft.touched_at < now - KEPT)).all():
            self.forget(session, draft)

    def _path(self, id_: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder / id_

    def _room(self) -> bool:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk = shutil.disk_usage(self._folder)
        return disk.free > FREE_SHARE * disk.total
