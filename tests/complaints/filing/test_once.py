"""Nothing is filed twice, and nothing is filed that nobody sent."""

from __future__ import annotations

from flask.testing import FlaskClient

from complaints.database import Database
from tests.complaints.conftest import Clock
from tests.complaints.filing.form import DETAILS, STORY, file, post, receipt, start, text, tickets


def test_a_form_filled_in_by_a_program_is_asked_to_press_again_and_loses_nothing(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **DETAILS)
    post(client, form, "matter", matter="M05")
    clock.forward(seconds=4.9)
    early = post(client, form, "check")
    clock.forward(seconds=0.1)  # The draft began when it began; pressing early costs nothing.

    assert early.status_code == 422
    assert "请再按一次" in text(early)
    assert STORY in text(early)
    assert tickets(database) == 0
    assert post(client, form, "check").status_code == 303
    assert tickets(database) == 1


def test_a_second_click_and_a_reload_make_no_second_ticket(
    client: FlaskClient, database: Database
) -> None:
    file(client)
    first = receipt(client)

    again = client.post("/complaints/new", data={"step": "check", "action": "next"})

    assert again.status_code == 303
    assert receipt(client) == first
    assert tickets(database) == 1


def test_an_expired_session_loses_nothing_of_the_page_that_was_sent(
    client: FlaskClient, clock: Clock
) -> None:
    form = start(client)
    clock.forward(hours=21)

    answer = post(client, form, "details", **DETAILS)

    assert answer.status_code == 422
    assert "您写的都在" in text(answer)
    assert STORY in text(answer)


def test_a_form_sent_from_elsewhere_is_not_filed(client: FlaskClient, database: Database) -> None:
    start(client)

    answer = client.post("/complaints/new", data={"token": "x", "step": "check", "action": "next"})

    assert answer.status_code == 422
    assert tickets(database) == 0


def test_sending_at_once_by_address_is_refused_step_by_step(
    client: FlaskClient, database: Database
) -> None:
    form = start(client)

    answer = post(client, form, "check")

    assert answer.status_code == 422
    assert tickets(database) == 0
