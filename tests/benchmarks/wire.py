"""One kept connection to a server, as the web server in front of it keeps one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

PATIENCE = 600
MULTIPART = 'enctype="multipart/form-data"'
COOKIE = re.compile(r"([^=;\s]+)=([^;]*)")


class NotTakenError(Exception):
    """A server did not answer as it does when it takes a complaint in."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str

    def demand(self, status: int) -> Answer:
        """Give this answer if it has the status that was expected. Raises NotTakenError."""
        if self.status != status:
            raise NotTakenError(f"{self.status} instead of {status}: {self.text[:2000]}")
        return self


@dataclass
class Browser:
    """What a browser keeps from page to page: its cookies and the headers that it always sends."""

    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def sends(self) -> dict[str, str]:
        """Give the headers of the next request."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**self.headers, **({"Cookie": kept} if kept else {})}

    def keep(self, response: HTTPResponse) -> None:
        """Take over the cookies of an answer."""
        for line in response.headers.get_all("Set-Cookie") or []:
            if found := COOKIE.match(line):
                self.cookies[found[1]] = found[2]


class Wire:
    """A connection, kept open from request to request where the server allows it."""

    def __init__(self, url: str) -> None:
        """Be ready to connect to `url`."""
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)

    def get(self, browser: Browser, path: str) -> Answer:
        """Fetch a page."""
        return self._ask(browser, "GET", path, b"", {})

    def post(self, browser: Browser, path: str, body: bytes, media_type: str) -> Answer:
        """Send a body."""
        return self._ask(browser, "POST", path, body, {"Content-Type": media_type})

    def send_form(
        self, browser: Browser, path: str, page: str, values: Mapping[str, str]
    ) -> Answer:
        """Send a form in the encoding that its page asks for."""
        if MULTIPART not in page:
            media_type = "application/x-www-form-urlencoded"
            return self.post(browser, path, urlencode(values).encode(), media_type)
        mark = secrets.token_hex(16)
        return self.post(
            browser, path, _parts(mark, values), f"multipart/form-data; boundary={mark}"
        )

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def _ask(
        self, browser: Browser, method: str, path: str, body: bytes, more: Mapping[str, str]
    ) -> Answer:
        self._connection.request(method, path, body or None, {**browser.sends(), **more})
        response = self._connection.getresponse()
        text = response.read().decode()
        browser.keep(response)
        return Answer(response.status, response.headers.get("Location", ""), text)


def _parts(mark: str, values: Mapping[str, str]) -> bytes:
    """Write a form as browsers write one that may carry files."""
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in values.items()
    ]
    return "".join([*parts, f"--{mark}--\r\n"]).encode()
