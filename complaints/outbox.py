"""The outbox: tells units by mail that there is news, and nothing more.

A mail names neither ticket nor code and is the same for sealed tickets. Several messages to one
unit are one mail. A message is sent when the server has taken it for at least one officer of the
unit; until then it is tried again, with growing pauses. A crash may send a mail twice, never lose
one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.models import Message
from complaints.post import NoServerError, NotTakenError, Post

SUBJECT = "【办件平台】有新的办件消息"
TEXT = """\
【办件平台】{unit}有新的办件消息，请登录查看。
{desk_url}

这封邮件由系统发出，请不要回复。
"""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
TAKEN_FOR = timedelta(minutes=30)
"""So long a run keeps its messages from another one; then it must have died."""


@dataclass
class Sent:
    """What a run did: mails taken, messages sent by them, and what remains, why."""

    mails: int = 0
    messages: int = 0
    refused: int = 0
    later: int = 0
    nobody: dict[str, int] = field(default_factory=dict)
    no_server: bool = False


@dataclass(frozen=True)
class Outbox:
    """Where messages lie, who takes mails, and who is to be told, at which addresses."""

    database: Database
    post: Post
    recipients: Callable[[str], list[str]]
    name_of: Callable[[str], str]
    desk_url: str

    def send(self, now: datetime) -> Sent:
        """Send what is due by `now` (UTC)."""
        sent = Sent()
        for unit, addresses in self._units_to_tell(now, sent).items():
            ids = self._take(unit, now)
            if not ids:
                continue  # Another run was quicker.
            told = not sent.no_server and self._tell(unit, addresses, sent)
            self._note(ids, now, told=told)
            sent.messages += len(ids) if told else 0
            sent.later += 0 if told else len(ids)
        return sent

    def _units_to_tell(self, now: datetime, sent: Sent) -> dict[str, list[str]]:
        """Give the addresses of units with messages that are due; count what nobody would read."""
        waiting: dict[str, int] = defaultdict(int)
        with self.database.reading() as session:
            for message in _due(session, now):
                waiting[message.unit] += 1
        found = {unit: list(dict.fromkeys(self.recipients(unit))) for unit in sorted(waiting)}
        sent.nobody = {unit: waiting[unit] for unit, addresses in found.items() if not addresses}
        return {unit: addresses for unit, addresses in found.items() if addresses}

    def _take(self, unit: str, now: datetime) -> list[str]:
        """Keep the messages of a unit from other runs; give their ids."""
        with self.database.writing() as session:
            taken = list(_due(session, now, unit))
            for message in taken:
                message.next_try_at = now + TAKEN_FOR
            return [message.id for message in taken]

    def _tell(self, unit: str, addresses: Iterable[str], sent: Sent) -> bool:
        """Send one mail to each officer; tell whether one was taken."""
        text = TEXT.format(unit=self.name_of(unit), desk_url=self.desk_url)
        before = sent.mails
        for address in addresses:
            try:
                self.post.send(address, SUBJECT, text)
                sent.mails += 1
            except NotTakenError:
                sent.refused += 1
            except NoServerError:
                sent.no_server = True
                break
        return sent.mails > before

    def _note(self, ids: list[str], now: datetime, *, told: bool) -> None:
        with self.database.writing() as session:
            for message in session.scalars(select(Message).where(Message.id.in_(ids))):
                message.tries += 1
                message.sent_at = now if told else None
                message.next_try_at = None if told else now + pause(message.tries)


def pause(tries: int) -> timedelta:
    """Give the time until the next try after so many: 1, 2, 4 … minutes, six hours at most."""
    doublings = min(tries - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _due(session: Session, now: datetime, unit: str | None = None) -> Iterable[Message]:
    waiting = select(Message).where(
        Message.sent_at.is_(None),
        or_(Message.next_try_at.is_(None), Message.next_try_at <= now),
    )
    if unit is None:
        return session.scalars(waiting)
    locked = waiting.where(Message.unit == unit).with_for_update(skip_locked=True)
    return session.scalars(locked)
