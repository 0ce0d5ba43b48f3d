"""A run killed before, within and after a sending: no mail twice, no text message twice or lost."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import TO_FILER, Message
from complaints.gateway import HttpGateway
from complaints.keys import Keys
from complaints.outbox import Mails, Outbox, Texts, Way
from complaints.outbox.deliveries import SENDING_FOR
from complaints.post import SmtpPost
from content import Catalog
from tests.complaints.postgres import free_port
from tests.complaints.posting import DAY, NOW, Addresses, tell
from tests.complaints.test_database import filed
from tests.complaints.test_gateway import FakeServer, fake
from tests.kills import LONGEST, Ready, running

__all__ = ["fake"]
OFFICERS = ["one@mz.example", "two@mz.example"]
WHERE = ("before", "within", "after")


def make(database: Database, keys: Path, server: str, channel: str) -> Outbox:
    """Give an outbox of one channel over a real server."""
    if channel == "text":
        gateway = HttpGateway(server)
        return Outbox(database, (Texts(gateway, Keys(keys), "示例市民政局", "https://x/"),))
    post, addresses = SmtpPost(server, "desk@mz.example"), Addresses({"jia-mz": OFFICERS})
    return Outbox(database, (Mails(post, addresses, str, "https://desk.example/"),))


def send_and_stand(ready: Ready, line: Connection, where: str, *words: str) -> None:
    """Send as `gongshi outbox send` does, but stand still before or after handing over."""
    url, keys, server, channel = words
    outbox = make(Database(url), Path(keys), server, channel)
    sender = SmtpPost if channel == "mail" else HttpGateway
    send = sender.send

    def stand(*said: Any) -> None:
        if where == "after":
            send(*said)
        line.send(where)
        time.sleep(LONGEST)

    ready()
    with patch.object(sender, "send", send if where == "within" else stand):
        outbox.send(NOW)


class Box:
    """Takes mails, and keeps silent afterwards while it is told to."""

    def __init__(self) -> None:
        self.readers: list[str] = []
        self.ids: list[str] = []
        self.silent = False

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail."""
        del server, session
        self.readers += envelope.rcpt_tos
        head = bytes(envelope.original_content or b"").decode("ascii", "replace")
        self.ids += re.findall(r"^Message-ID: <(\w+)@", head, re.MULTILINE)
        while self.silent:  # noqa: ASYNC110 (another thread lets it answer)
            await asyncio.sleep(0.05)
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, str]]:
    """Run a mail server on this machine; give it with its address."""
    made, port = Box(), free_port()
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    yield made, f"smtp://127.0.0.1:{port}"
    made.silent = False
    controller.stop()


def killed(where: str, is_there: Callable[[], bool], *words: str) -> None:
    """Run the outbox in a process of its own and kill it at a point of the first sending."""
    here, there = Pipe()
    with running(send_and_stand, there, where, *words):
        if where != "within":
            assert here.poll(LONGEST)
            return
        deadline = time.monotonic() + LONGEST
        while not is_there() and time.monotonic() < deadline:
            time.sleep(0.02)  # Nothing but the server tells that it was sent.


def all_again(outbox: Outbox) -> list[int]:
    """Run until long after; give how many deliveries became uncertain in each run."""
    return [outbox.send(NOW + wait).uncertain for wait in (SENDING_FOR, DAY, 2 * DAY)]


@pytest.mark.parametrize("where", WHERE)
def test_no_mail_comes_twice(  # noqa: PLR0913, PLR0917 (fixtures)
    where: str,
    database: Database,
    database_url: str,
    keys: Keys,
    catalog: Catalog,
    box: tuple[Box, str],
) -> None:
    taker, server = box
    _, ticket = filed(database, keys, catalog)
    _told_alone(database, lambda: tell(database, ticket, "jia-mz"))
    taker.silent = where == "within"

    killed(where, lambda: bool(taker.readers), database_url, str(keys.folder), server, "mail")
    taker.silent = False
    uncertain = all_again(make(database, keys.folder, server, "mail"))

    assert uncertain == [1, 0, 0]
    assert max(Counter(taker.readers).values()) == 1
    assert len(taker.readers) == (1 if where == "before" else 2)


@pytest.mark.parametrize("where", WHERE)
def test_every_text_message_comes_once_by_its_id(  # noqa: PLR0913, PLR0917 (fixtures)
    where: str,
    database: Database,
    database_url: str,
    keys: Keys,
    catalog: Catalog,
    fake: FakeServer,
) -> None:
    _, ticket = filed(database, keys, catalog)
    tell(database, ticket, TO_FILER)
    fake.slow = 2 if where == "within" else 0

    killed(where, lambda: bool(fake.bodies), database_url, str(keys.folder), fake.url, "text")
    fake.slow = 0
    again = make(database, keys.folder, fake.url, "text")
    sent = again.send(NOW + SENDING_FOR)

    assert sent.taken == {Way.TEXT: 1}
    assert len({body["id"] for body in fake.bodies}) == 1
    assert len(fake.bodies) == (1 if where == "before" else 2)
    assert again.send(NOW + DAY).taken == {}


def _told_alone(database: Database, write: Callable[[], None]) -> None:
    """Leave no message but the one that is written now."""
    with database.writing() as session:
        for message in session.scalars(select(Message)):
            session.delete(message)
    write()
