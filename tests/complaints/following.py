"""A citizen who follows his ticket in a browser, for tests of what he sees and does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.acting import Actor, Circumstances
from complaints.filing import Registration, file_both
from complaints.intake.channel import Channel
from complaints.receipts import new_code
from complaints.workflow import Role
from tests.complaints.conftest import Clock
from tests.complaints.house import House, paper
from tests.pages import Page

CLERK = Actor(frozenset({Role.HANDLER}), "jia-mz", "liu")
JUDGEMENT = {"contacted": "是", "solved": "部分解决", "satisfied": "基本满意"}


@dataclass
class Citizen:
    """A ticket with its code, the house around it, and a browser; `prefix` is the edition's."""

    app: Flask
    house: House
    code: str = ""
    also: str = ""
    prefix: str = ""
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        """Open a browser."""
        self.client = self.app.test_client()

    def file(self, *, at_the_desk: bool = False, **changes: Any) -> None:
        """File a paper, by oneself or with an officer's help."""
        house, code = self.house, new_code()
        how = Registration(code=code)
        if at_the_desk:
            how = Registration(CLERK, "record", code=code, channel="电话")
        at = Circumstances(house.keys, house.catalog, house.clock.now)
        with house.database.writing() as session:
            receipt = file_both(session, paper(**changes), at, how)
        house.number, self.code, self.also = receipt.number, code, receipt.also

    @property
    def keys(self) -> dict[str, str]:
        """Number and code, as every form of the ticket carries them."""
        return {"number": self.house.number, "code": self.code}

    def post(self, tail: str = "", **fields: Any) -> TestResponse:
        """Send a form of the tracking pages."""
        url = f"{self.prefix}/complaints/track{tail}"
        return self.client.post(url, data={**self.keys, **fields})

    def see(self, **fields: str) -> str:
        """See the tracking page."""
        answer = self.post(**fields)
        assert answer.status_code == 200
        return text(answer)

    def do(self, action: str, **answers: Any) -> TestResponse:
        """Begin a task and fill in its form page by page, as a browser does."""
        shown = self.post(f"/{action}")
        for _ in range(4):
            html = shown.get_data(as_text=True)
            if 'name="page"' not in html:
                break
            given = {
                name: answer
                for name, answer in answers.items()
                if name != "files" or 'id="files"' in html
            }
            shown = self.post(f"/{action}", **{**hidden(html), **given, "do": "next"})
        return shown


def following(app: Flask) -> Citizen:
    """Give a citizen whose ticket is not filed yet."""
    joined: Channel = app.extensions["channel"]
    clock = joined.now
    assert isinstance(clock, Clock)
    return Citizen(app, House(joined.database, joined.keys, joined.catalog(), clock))


def text(answer: TestResponse) -> str:
    """Give a page, checked for what every page must have."""
    html = answer.get_data(as_text=True)
    assert Page(html).faults() == []
    return unescape(html)


def hidden(html: str) -> dict[str, str]:
    """Give the hidden fields of the form of a task."""
    form = html[html.index("<main") : html.index("</main")]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
