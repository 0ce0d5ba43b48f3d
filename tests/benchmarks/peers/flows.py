"""How one complaint is filed at each peer; Request Tracker and Roundup have no public form."""

from __future__ import annotations

import json
import re
from typing import ClassVar

from tests.benchmarks.flows import STORY
from tests.benchmarks.wire import Browser, NotTakenError, Wire


class HelpdeskForm:
    """django-helpdesk: its public form and sending it, against forged requests protected as is."""

    path = "/tickets/submit/"
    token = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

    def __init__(self, secret: str) -> None:
        """Know the queue that takes complaints."""
        self.browser, self.queue, self.page, self.seen = Browser(), secret, "", ""

    def prepare(self, wire: Wire) -> None:
        """Nothing comes before."""

    def fill_in(self, wire: Wire) -> None:
        """Nothing is filled in elsewhere."""

    def send(self, wire: Wire) -> None:
        """Open the form and send it."""
        self._open(wire)
        self._answer(wire)

    def verify(self, _wire: Wire) -> None:
        """See the ticket's own page named in the answer."""
        if "ticket=" not in self.seen:
            raise NotTakenError(f"sent on to {self.seen}")

    def _open(self, wire: Wire) -> None:
        self.page = wire.get(self.browser, self.path).demand(200).text

    def _answer(self, wire: Wire) -> None:
        token = self.token.search(self.page)
        values = {
            "csrfmiddlewaretoken": token[1] if token else "",
            "queue": self.queue,
            "title": "押金",
            "body": STORY,
            "priority": "3",
            "due_date": "",
            "submitter_email": "citizen@example.org",
        }
        self.seen = wire.send_form(self.browser, self.path, self.page, values).demand(302).location


class HelpdeskPost(HelpdeskForm):
    """django-helpdesk: sending alone."""

    def prepare(self, wire: Wire) -> None:
        """Open the form."""
        self._open(wire)

    def send(self, wire: Wire) -> None:
        """Send it."""
        self._answer(wire)


class RestPost:
    """A peer whose tickets come in through its REST interface."""

    path: ClassVar[str]
    headers: ClassVar[dict[str, str]] = {}
    body: ClassVar[dict[str, str]]

    def __init__(self, secret: str) -> None:
        """Carry what proves who one is."""
        self.browser = Browser({name: text.format(secret) for name, text in self.headers.items()})
        self.seen = ""

    def prepare(self, wire: Wire) -> None:
        """Nothing comes before."""

    def fill_in(self, wire: Wire) -> None:
        """Nothing is filled in elsewhere."""

    def send(self, wire: Wire) -> None:
        """Send a ticket."""
        body = json.dumps(self.body, ensure_ascii=False).encode()
        self.seen = wire.post(self.browser, self.path, body, "application/json").demand(201).text

    def verify(self, _wire: Wire) -> None:
        """See the new ticket's id."""
        if '"id"' not in self.seen:
            raise NotTakenError(self.seen[:2000])


class RequestTrackerPost(RestPost):
    """Request Tracker: a ticket with its story through REST 2, as somebody with a token."""

    path = "/REST/2.0/ticket"
    headers: ClassVar[dict[str, str]] = {"Authorization": "token {}"}
    body: ClassVar[dict[str, str]] = {
        "Queue": "General",
        "Subject": "押金",
        "Requestor": "citizen@example.org",
        "Content": STORY,
        "ContentType": "text/plain",
    }


class RoundupPost(RestPost):
    """Roundup: an issue with its title alone through REST, as anybody; less than a ticket."""

    path = "/tracker/rest/data/issue"
    headers: ClassVar[dict[str, str]] = {"X-Requested-With": "rest", "Origin": "{}"}
    body: ClassVar[dict[str, str]] = {"title": STORY}
