"""A killed server loses no receipt that it gave, and a repeated POST makes no second ticket."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from complaints.auditing import verify
from complaints.database import Database
from complaints.database.models import Ticket
from complaints.events import broken_link
from complaints.intake.drafts import LEAST
from complaints.keys import Keys
from complaints.receipts import StoredCode, code_is_right
from disclosure.freezing import build
from tests.complaints.postgres import free_port
from tests.folders import SAMPLE

CLIENTS = 8
PAPERS = 40
EACH = 20  # More than any client sends until enough have been filed.
DETAILS = {
    "kind": "投诉",
    "institution": "100012",
    "story": "养老院押金一直不退，说要等三个月，打电话也没人理。",
    "relation": "家属",
    "naming": "匿名",
}
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("about", {"about": "home"}),
    ("details", DETAILS),
    ("matter", {"matter": "M05"}),
    ("check", {}),
)
GONE = (OSError, HTTPException, urllib.error.URLError)


class Citizen:
    """A browser of one citizen: cookies, the form's token, the receipt."""

    def __init__(self, url: str) -> None:
        """Begin with an empty browser."""
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(jar)
        self.token = ""
        self.done = 0

    def get(self, path: str) -> str:
        """Fetch a page."""
        with self.browser.open(self.url + path, timeout=10) as answer:
            return str(answer.read().decode("utf-8"))

    def post(self, step: str, answers: dict[str, str]) -> str:
        """Send a step; redirects are followed."""
        body = urlencode({"token": self.token, "step": step, "action": "next", **answers})
        with self.browser.open(self.url + "/complaints/new", body.encode(), timeout=10) as answer:
            return str(answer.read().decode("utf-8"))

    def begin(self) -> None:
        """Open the form."""
        found = re.search(r'name="token" value="([^"]+)"', self.get("/complaints/new"))
        assert found
        self.token = found[1]

    def file(self) -> tuple[str, str]:
        """Go on with the form wherever it was left; give number and code."""
        page = ""
        for step, answers in STEPS[self.done :]:
            page = self.post(step, answers)
            self.done = min(self.done + 1, len(STEPS) - 1)
        number, code = re.findall(r'class="big">([^<]+)', page)
        return number, code


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the sample once."""
    folder = tmp_path_factory.mktemp("kill") / "out"
    build(SAMPLE, folder, date(2026, 11, 20))
    return folder


@contextmanager
def server(
    out: Path, database_url: str, keys: Path, port: int
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `gongshi serve` in a process of its own and wait until it answers."""
    settings = {
        "GONGSHI_OUT": str(out),
        "GONGSHI_DATABASE_URL": database_url,
        "GONGSHI_KEYS": str(keys),
        "GONGSHI_DEMO": "1",
    }
    words = [sys.executable, "-m", "gongshi", "serve", "--port", str(port)]
    process = subprocess.Popen(
        words, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/complaints/", timeout=5).close()
        except GONE:
            time.sleep(0.1)  # Nothing tells from outside when a server listens.
        else:
            return
    pytest.fail("the server did not start")


def test_every_receipt_finds_its_ticket_once_after_a_kill(
    out: Path, database_url: str, tmp_path: Path
) -> None:
    keys, port = tmp_path / "keys", free_port()
    url = f"http://127.0.0.1:{port}"
    receipts: list[tuple[str, str]] = []
    unanswered: list[Citizen] = []
    enough = threading.Event()

    def work() -> None:
        citizens = [Citizen(url) for _ in range(EACH)]
        for citizen in citizens:
            citizen.begin()
        time.sleep(LEAST.total_seconds())  # Whoever sends sooner is asked to press once more.
        for citizen in citizens:
            if enough.is_set():
                return
            try:
                receipts.append(citizen.file())
            except GONE:
                unanswered.append(citizen)
                return

    with server(out, database_url, keys, port) as process:
        workers = [threading.Thread(target=work) for _ in range(CLIENTS)]
        for worker in workers:
            worker.start()
        while len(receipts) < PAPERS:
            time.sleep(0.01)  # Until enough have been filed for the kill to hit some in between.
        process.send_signal(signal.SIGKILL)
        enough.set()
        for worker in workers:
            worker.join()
    assert unanswered
    with server(out, database_url, keys, port):
        receipts += [citizen.file() for citizen in unanswered]

    database = Database(database_url)
    with database.reading() as session:
        tickets = {ticket.number: ticket for ticket in session.scalars(select(Ticket))}
        assert len(tickets) == len(receipts) == len({number for number, _ in receipts})
        for number, code in receipts:
            ticket = tickets[number]
            stored = StoredCode(ticket.code_salt, ticket.code_digest)
            assert code_is_right(Keys(keys), stored, code)
            assert broken_link(ticket) is None
        assert verify(session, Keys(keys)).wrong == 0
    database.engine.dispose()
