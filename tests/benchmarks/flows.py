"""How one complaint is filed at our intake, as a citizen's browser does it.

`fill_in` and `send` are timed, `prepare` and `verify` are not. Our form has several steps, that
of a peer has one; so three things are compared, and what each is stands in MEASURES.
"""

from __future__ import annotations

import re
import secrets
from typing import Protocol

from tests.benchmarks.wire import Answer, Browser, NotTakenError, Wire

MEASURES = {
    "journey": "every page from what to know first to the receipt: 10 requests, 6 pages",
    "form": "the page with the form that is sent last, and sending it: 2 requests",
    "post": "sending alone, which makes the ticket: 1 request",
}
STORY = "养老院押金一直不退，说要等三个月，打电话也没人理。请帮我要回来。"
DETAILS = {
    "kind": "投诉",
    "institution": "100012",
    "institution_choice": "100012",
    "place": "",
    "happened": "11 月 3 日",
    "story": STORY,
    "relation": "家属",
    "naming": "只留联系方式",
    "name": "",
    "telephone": "13800000000",
}
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("about", {"about": "home"}),
    ("details", DETAILS),
    ("matter", {"matter": "M05"}),
    ("check", {}),
)
FIRST, FORM, RECEIPT = "/complaints/", "/complaints/new", "/complaints/receipt"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
BIG = re.compile(r'class="big">([^<]+)')
NUMBER, CODE = re.compile(r"\d{8}-\d{5}-[\dX]"), re.compile(r"\d{4}( \d{4}){3}")


class Citizen(Protocol):
    """Somebody who files one complaint; `secret` is whatever the server gave out beforehand."""

    def __init__(self, secret: str) -> None:
        """Begin with an empty browser."""

    def prepare(self, wire: Wire, /) -> None:
        """Do what comes before the clock starts."""

    def fill_in(self, wire: Wire, /) -> None:
        """Come to the last form, against the clock."""

    def send(self, wire: Wire, /) -> None:
        """File the complaint, against the clock."""

    def verify(self, wire: Wire, /) -> None:
        """See that it was taken in. Raises NotTakenError."""


class Journey:
    """Ours: the whole way, page by page."""

    def __init__(self, secret: str) -> None:
        """Come from an address of one's own: the ordinary limits are on."""
        digits = secrets.token_bytes(3)
        self.browser = Browser({"X-Forwarded-For": f"10.{digits[0]}.{digits[1]}.{digits[2]}"})
        self.page = secret

    def prepare(self, wire: Wire) -> None:
        """Nothing comes before."""

    def fill_in(self, wire: Wire) -> None:
        """Read what to know first, fill in every step, look at what will be sent."""
        wire.get(self.browser, f"{FIRST}?institution=100012").demand(200)
        self._open(wire, f"{FORM}?institution=100012")
        for step, answers in STEPS[:-1]:
            self._open(wire, self._answer(wire, step, answers).location)

    def send(self, wire: Wire) -> None:
        """Send it and come to the receipt."""
        self._open(wire, self._answer(wire, *STEPS[-1]).location)

    def verify(self, wire: Wire) -> None:
        """See a number and a code on the receipt."""
        self._open(wire, RECEIPT)
        found = BIG.findall(self.page)
        if len(found) != 2 or not (NUMBER.fullmatch(found[0]) and CODE.fullmatch(found[1])):
            raise NotTakenError(f"no number and code in {self.page[:2000]}")

    def _open(self, wire: Wire, path: str) -> None:
        self.page = wire.get(self.browser, path).demand(200).text

    def _answer(self, wire: Wire, step: str, answers: dict[str, str]) -> Answer:
        token = TOKEN.search(self.page)
        values = {"token": token[1] if token else "", "step": step, "website": "", **answers}
        sent = wire.send_form(self.browser, FORM, self.page, {**values, "action": "next"})
        return sent.demand(303)


class LastForm(Journey):
    """Ours: the last form and sending it, after the steps before."""

    def prepare(self, wire: Wire) -> None:
        """Fill in every step but the last."""
        self._open(wire, f"{FORM}?institution=100012")
        for step, answers in STEPS[:-1]:
            self._open(wire, self._answer(wire, step, answers).location)

    def fill_in(self, wire: Wire) -> None:
        """Nothing is left to fill in."""

    def send(self, wire: Wire) -> None:
        """Look at what will be sent, and send it."""
        self._open(wire, f"{FORM}?step=check")
        self._answer(wire, *STEPS[-1])


class LastPost(LastForm):
    """Ours: sending alone."""

    def send(self, wire: Wire) -> None:
        """Send it."""
        self._answer(wire, *STEPS[-1])
