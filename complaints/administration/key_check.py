"""Whether the keys are the right ones: by their ids, and by opening some of what is stored.

Nothing that is opened here is looked at or handed on: it is only asked whether it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database.models import Contact, DayRoot, File, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import KeyFileError, Keys, Purpose, WrongKeyError
from complaints.roots import is_signed
from complaints.sealing import contact_of, story_of
from complaints.vault import SealBrokenError

SOME = 20
WORDS: Mapping[Purpose, str] = {
    Purpose.CONTACT: "反映人的联系方式",
    Purpose.SEALED: "密封件的内容",
    Purpose.RECEIPT: "查询码",
    Purpose.FILES: "附件",
    Purpose.ROOTS: "每日校验值的签名",
    Purpose.ACCOUNTS: "工作人员的验证器和恢复码",
    Purpose.DRAFT: "没有写完的表单",
    Purpose.LIMITER: "次数限制",
    Purpose.DESK: "办件平台的登录状态",
}
PASSING = frozenset({Purpose.DRAFT, Purpose.LIMITER, Purpose.DESK})
"""What was made with these is over within a day: a new key does as well."""


@dataclass(frozen=True)
class Stored:
    """What there is to open, and with what."""

    session: Session
    keys: Keys
    attachments: Attachments


def key_ids(folder: Path) -> dict[str, list[str]]:
    """Give the ids of the keys in a folder, by purpose; nothing else of them."""
    found = {}
    for purpose in Purpose:
        path = folder / f"{purpose}.key"
        lines = path.read_text("ascii").splitlines() if path.is_file() else []
        found[str(purpose)] = [line.split()[0] for line in lines if line.strip()]
    return found


def lacking(wanted: Mapping[str, Sequence[str]], folder: Path) -> list[Purpose]:
    """Name the purposes of which a key is not in the folder."""
    there = key_ids(folder)
    return [
        purpose
        for purpose in Purpose
        if purpose not in PASSING and not set(wanted.get(purpose, ())) <= set(there[purpose])
    ]


def unopened(stored: Stored) -> list[Purpose]:
    """Name the purposes of which some value does not open; ids are random, and so the sample."""
    return [purpose for purpose, tries in _TRIES.items() if not _opens(tries(stored))]


def _opens(tries: Iterator[object]) -> bool:
    try:
        return all(one is not False for one in tries)
    except (WrongKeyError, KeyFileError, SealBrokenError):
        return False


def _contacts(stored: Stored) -> Iterator[object]:
    asked = select(Contact).order_by(Contact.id).limit(SOME)
    for contact in stored.session.scalars(asked):
        yield contact_of(contact.ticket, stored.keys)


def _stories(stored: Stored) -> Iterator[object]:
    asked = select(Ticket).where(Ticket.sealed_story.is_not(None)).order_by(Ticket.id).limit(SOME)
    for ticket in stored.session.scalars(asked):
        yield story_of(ticket, stored.keys)


def _files(stored: Stored) -> Iterator[object]:
    asked = select(File).where(File.ticket_id.is_not(None), File.wrapped_key.is_not(None))
    for file in stored.session.scalars(asked.order_by(File.id).limit(SOME)):
        try:
            yield stored.attachments.read(file, sealed=bool(file.ticket and file.ticket.sealed))
        except FileNotFoundError:
            continue  # Whether bodies are there is asked elsewhere.


def _roots(stored: Stored) -> Iterator[object]:
    asked = select(DayRoot).order_by(DayRoot.day.desc()).limit(SOME)
    for link in stored.session.scalars(asked):
        yield is_signed(link, stored.keys)


_TRIES: Mapping[Purpose, Callable[[Stored], Iterator[object]]] = {
    Purpose.CONTACT: _contacts,
    Purpose.SEALED: _stories,
    Purpose.FILES: _files,
    Purpose.ROOTS: _roots,
}
