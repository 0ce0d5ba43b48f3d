"""Citizens in browsers who file one paper after another, whatever becomes of the server."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookiejar import CookieJar
from itertools import count
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPHandler, Request, build_opener

from complaints.intake.drafts import LEAST

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
GONE = (OSError, HTTPException)
Answer = TypeVar("Answer")
ADDRESSES = count(1)
OLD_ENOUGH = LEAST.total_seconds() + 0.5
"""Whoever sends sooner is asked to press once more."""


class From(HTTPHandler):
    """Calls from an address of this machine that is one citizen's own: limits are by address."""

    def __init__(self, address: str) -> None:
        """Call from this address."""
        super().__init__()
        self.address = address

    def http_open(self, req: Request) -> HTTPResponse:
        """Open a line."""

        def line(host: str, **options: Any) -> HTTPConnection:
            return HTTPConnection(host, source_address=(self.address, 0), **options)

        return self.do_open(line, req)


class Citizen:
    """A browser of one citizen: cookies, the form's token, the steps that are done."""

    def __init__(self, url: str) -> None:
        """Begin with an empty browser."""
        high, low = divmod(next(ADDRESSES), 250)
        address = f"127.1.{high}.{low + 1}"
        self.url, self.token, self.done, self.since = url, "", 0, 0.0
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()), From(address))

    def open(self, path: str, body: bytes | None = None) -> str:
        """Fetch a page, or send a form; redirects are followed."""
        with self.browser.open(self.url + path, body, timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    def begin(self) -> None:
        """Open the form."""
        found = re.search(r'name="token" value="([^"]+)"', self.open("/complaints/new"))
        assert found
        self.token, self.since = found[1], time.monotonic()

    def file(self) -> tuple[str, str]:
        """Go on with the form wherever it was left; give number and code."""
        page = ""
        for step, answers in STEPS[self.done :]:
            fields = {"token": self.token, "step": step, "action": "next", **answers}
            page = self.open("/complaints/new", urlencode(fields).encode())
            self.done = min(self.done + 1, len(STEPS) - 1)
        number, code = re.findall(r'class="big">([^<]+)', page)
        return number, code


@dataclass
class Crowd:
    """Citizens at work side by side: who gets no answer presses again until he has one."""

    url: str
    size: int = 6
    receipts: list[tuple[str, str]] = field(default_factory=list)
    pressed_again: int = 0
    problems: list[BaseException] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Let them begin, and wait until the first have their receipt."""
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.size)]
        for thread in self.threads:
            thread.start()
        while not self.receipts:
            assert not self.problems
            time.sleep(0.05)  # Nothing but their receipts tells how far they are.

    def finish(self) -> None:
        """Let everybody who has begun to send come to his receipt."""
        self.over.set()
        for thread in self.threads:
            thread.join()
        assert self.problems == []

    def _work(self) -> None:
        waiting: deque[Citizen] = deque()
        try:
            while not self.over.is_set():
                citizen = Citizen(self.url)
                self._answered(citizen.begin)
                waiting.append(citizen)
                if time.monotonic() - waiting[0].since > OLD_ENOUGH:
                    self.receipts.append(self._answered(waiting.popleft().file))
        except (HTTPError, AssertionError, ValueError) as problem:
            self.problems.append(problem)

    def _answered(self, ask: Callable[[], Answer]) -> Answer:
        while True:
            try:
                return ask()
            except HTTPError:
                raise  # The server is there and refuses: that is no kill.
            except GONE:
                self.pressed_again += 1
                time.sleep(0.1)  # Nothing tells from outside when a server is back.
