"""Filling in the form as a browser without JavaScript does."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.models import Ticket
from tests.complaints.conftest import Clock
from tests.pages import Page

STORY = "养老院押金一直不退，说要等三个月，打电话也没人理。"
DETAILS = {
    "kind": "投诉",
    "institution": "100012",
    "happened": "昨天",
    "story": STORY,
    "relation": "家属",
    "naming": "匿名",
}
EDITIONS = ["", "/elder"]


def text(response: TestResponse) -> str:
    """Give the page, checked for what every page must have."""
    html = response.get_data(as_text=True)
    assert Page(html).faults() == []
    return unescape(html)


def token(response: TestResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', response.get_data(as_text=True))
    assert found
    return found[1]


def start(client: FlaskClient, prefix: str = "") -> str:
    return token(client.get(f"{prefix}/complaints/new"))


def post(
    client: FlaskClient, form: str, step: str, prefix: str = "", **answers: str
) -> TestResponse:
    data = {"token": form, "step": step, "action": "next", **answers}
    return client.post(f"{prefix}/complaints/new", data=data)


def file(client: FlaskClient, **changes: str) -> TestResponse:
    """Go through the standard form; give the answer to sending it."""
    answers = {"about": "home", "matter": "M05", **DETAILS, **changes}
    form = start(client)
    post(client, form, "about", about=answers.pop("about"))
    matter = {name: answers.pop(name) for name in ("matter", "again") if name in answers}
    post(client, form, "details", **answers)
    post(client, form, "matter", **matter)
    wait(client)
    return post(client, form, "check")


def wait(client: FlaskClient) -> None:
    """Take the time that people take."""
    clock: Clock = client.application.extensions["channel"].now
    clock.forward(seconds=6)


def receipt(client: FlaskClient) -> tuple[str, str]:
    number, code = re.findall(r'class="big">([^<]+)', text(client.get("/complaints/receipt")))
    return number, code


def tickets(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Ticket)) or 0


def only_ticket(database: Database) -> Ticket:
    with database.reading() as session:
        return session.scalars(select(Ticket)).one()


def upload(client: FlaskClient, form: str, *files: tuple[BytesIO, str]) -> TestResponse:
    data = {"token": form, "step": "details", "action": "next", **DETAILS, "files": list(files)}
    return client.post("/complaints/new", data=data, content_type="multipart/form-data")
