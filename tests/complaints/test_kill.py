"""A killed server loses no receipt that it gave, and a repeated POST makes no second ticket."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest.mock import patch
from urllib.request import urlopen

import pytest
from sqlalchemy import select

import gongshi
from complaints import commands
from complaints.auditing import verify
from complaints.database import Database
from complaints.database.models import Ticket
from complaints.events import broken_link
from complaints.keys import Keys
from complaints.receipts import StoredCode, code_is_right
from disclosure.freezing import build
from tests.complaints.crowd import GONE, Crowd
from tests.complaints.postgres import free_port
from tests.folders import SAMPLE
from tests.kills import LONGEST, Kills, Ready, kills, running

__all__ = ["kills"]
pytestmark = pytest.mark.kills
LASTING = 1.5
"""So many seconds at most a server is left at its work."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the sample once."""
    folder = tmp_path_factory.mktemp("kill") / "out"
    build(SAMPLE, folder, date(2026, 11, 20))
    return folder


def serve(ready: Ready, settings: dict[str, str], port: int) -> None:
    """Do as `gongshi serve` does, but make no officers: their passwords take half the start."""
    ready()
    os.environ.update(settings)
    with patch.object(commands, "show_demo"):
        gongshi.main(["serve", "--port", str(port)])


@contextmanager
def server(settings: dict[str, str], port: int) -> Iterator[ForkServerProcess]:
    """Run a server in a process of its own and wait until it answers."""
    with running(serve, settings, port) as process:
        deadline = time.monotonic() + LONGEST
        while not _answers(port):
            assert process.is_alive(), "the server did not start"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)  # Nothing tells from outside when a server listens.
        yield process


def _answers(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/complaints/", timeout=5).close()
    except GONE:
        return False
    return True


def test_every_receipt_finds_its_ticket_once_whenever_the_server_was_killed(
    kills: Kills, out: Path, database_url: str, tmp_path: Path
) -> None:
    port, keys = free_port(), Keys(tmp_path / "keys")
    settings = {
        "GONGSHI_OUT": str(out),
        "GONGSHI_DATABASE_URL": database_url,
        "GONGSHI_KEYS": str(keys.folder),
        "GONGSHI_UPLOADS": str(tmp_path / "uploads"),
        "GONGSHI_DEMO": "1",
    }
    crowd = Crowd(f"http://127.0.0.1:{port}")
    for turn in kills:
        with server(settings, port) as process:
            if turn == 0:
                crowd.begin()
            kills.strike(process, LASTING)
    with server(settings, port):
        crowd.finish()

    assert crowd.pressed_again
    database = Database(database_url)
    with database.reading() as session:
        tickets = {ticket.number: ticket for ticket in session.scalars(select(Ticket))}
        assert len(tickets) == len(crowd.receipts) == len(dict(crowd.receipts))
        for number, code in crowd.receipts:
            ticket = tickets[number]
            stored = StoredCode(ticket.code_salt, ticket.code_digest)
            assert code_is_right(keys, stored, code)
            assert broken_link(ticket) is None
        assert verify(session, keys).wrong == 0
    database.engine.dispose()
