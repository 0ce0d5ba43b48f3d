"""Robots and guessing are slowed; people still come through, and no address is stored."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from complaints.database import Database
from complaints.database.base import Base
from complaints.intake.limits import Limit
from tests.complaints.conftest import Clock
from tests.complaints.filing.form import DETAILS, STORY, file, post, receipt, start, text, tickets


def test_the_trap_for_robots_takes_no_ticket(client: FlaskClient, database: Database) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **DETAILS)
    post(client, form, "matter", matter="M05")

    assert post(client, form, "check", website="http://x").status_code == 400
    assert tickets(database) == 0


@pytest.mark.parametrize("code", ["", "1111 1111 1111 1111", "'; DROP TABLE tickets; --"])
def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(
    client: FlaskClient, code: str
) -> None:
    file(client)
    number, _ = receipt(client)
    client.post("/complaints/receipt")

    wrong = client.post("/complaints/track", data={"number": number, "code": code})
    unknown = client.post("/complaints/track", data={"number": "20200101-00000-1", "code": code})

    assert wrong.status_code == unknown.status_code == 422
    assert text(wrong).replace(number, "") == text(unknown).replace("20200101-00000-1", "")


def test_guessing_codes_becomes_slow_and_the_right_code_still_opens(
    client: FlaskClient, clock: Clock
) -> None:
    file(client)
    number, code = receipt(client)
    for _ in range(8):
        client.post("/complaints/track", data={"number": number, "code": "1"})

    assert clock.waits == sorted(clock.waits)
    assert len(clock.waits) == 3
    right = client.post("/complaints/track", data={"number": number, "code": code})
    assert right.status_code == 200


def test_too_many_steps_are_slowed_then_refused_with_what_to_do(
    client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.intake.filing_views.STEP_LIMIT", Limit("steps", 1, 2))
    form = start(client)

    answers = [post(client, form, "details", **DETAILS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert len(clock.waits) == 2
    assert "0000-5550100" in text(answers[2])
    assert STORY in text(answers[2])


def test_no_address_is_stored(client: FlaskClient, database: Database) -> None:
    file(client)

    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            assert "127.0.0.1" not in str(connection.execute(table.select()).all())


def test_counting_begins_anew_each_hour(client: FlaskClient, clock: Clock) -> None:
    for _ in range(7):
        client.post("/complaints/track", data={"number": "20261120-00000-0", "code": "1"})
    slowed = len(clock.waits)
    clock.forward(hours=1)
    client.post("/complaints/track", data={"number": "20261120-00000-0", "code": "1"})

    assert slowed == len(clock.waits) == 2
