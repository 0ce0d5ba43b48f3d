"""A filer is never told of others: with and without an open twin every page is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from complaints.database import Database
from tests.complaints.conftest import Clock
from tests.complaints.filing.form import DETAILS, EDITIONS, tickets

NUMBER = re.compile(rb"\d{8}-\d{5}-[0-9X]")
CODE = re.compile(rb"\d{4} \d{4} \d{4} \d{4}")
TOKEN = re.compile(rb'name="token" value="[^"]+"')
DRAFT = re.compile(rb"[\w-]{20,}")
ANSWERS = {**DETAILS, "about": "home", "matter": "M05"}


def page(answer: TestResponse) -> bytes:
    """Give the bytes of a page without what is drawn by chance: number, code and token."""
    found = answer.get_data()
    for drawn, instead in ((TOKEN, b"token"), (NUMBER, b"number"), (CODE, b"code")):
        found = drawn.sub(instead, found)
    return b"%d %b %b" % (answer.status_code, DRAFT.sub(b"", str(answer.location).encode()), found)


def journey(client: FlaskClient, clock: Clock, prefix: str) -> Iterator[TestResponse]:
    """File a paper page by page, to the receipt and the first look at its progress."""
    url = f"{prefix}/complaints/new"
    shown = client.get(url)
    yield shown
    for _ in range(20):
        html = shown.get_data(as_text=True)
        token = re.search(r'name="token" value="([^"]+)"', html)
        step = re.search(r'name="step" value="([^"]+)"', html)
        if token is None or step is None:
            break
        clock.forward(seconds=6)
        data = {"token": token[1], "step": step[1], "action": "next", **ANSWERS}
        shown = client.post(url, data=data)
        yield shown
        if shown.location:
            shown = client.get(shown.location)
            yield shown
    receipt = client.get(f"{prefix}/complaints/receipt")
    yield receipt
    number, code = re.findall(r'class="big">([^<]+)', receipt.get_data(as_text=True))
    yield client.post(f"{prefix}/complaints/track", data={"number": number, "code": code})


@pytest.mark.parametrize("prefix", EDITIONS)
def test_no_page_of_the_journey_shows_that_there_is_an_open_twin(
    app: Flask, database: Database, clock: Clock, prefix: str
) -> None:
    begun, journeys = clock.now, []
    for filed in (1, 2):
        clock.now = begun
        journeys.append([page(one) for one in journey(app.test_client(), clock, prefix)])
        assert tickets(database) == filed

    alone, beside_a_twin = journeys

    assert len(alone) > 5
    assert alone == beside_a_twin
