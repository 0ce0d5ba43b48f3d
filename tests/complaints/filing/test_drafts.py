"""A draft is encrypted, erased when told to, and forgotten after sending."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import Draft
from tests.complaints.filing.form import DETAILS, STORY, file, post, start, text, token


def test_clearing_erases_the_draft(client: FlaskClient, database: Database) -> None:
    form = start(client)
    post(client, form, "details", **DETAILS)

    post(client, form, "details", action="clear")

    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
    assert STORY not in text(client.get("/complaints/new?step=details"))


def test_a_draft_is_encrypted_and_the_cookie_holds_a_random_id_alone(
    client: FlaskClient, database: Database
) -> None:
    form = start(client)
    answer = post(client, form, "details", **DETAILS)

    with database.reading() as session:
        (draft,) = session.scalars(select(Draft))
        assert STORY.encode() not in draft.body
    cookie = answer.headers["Set-Cookie"]
    assert re.match(r"draft=[0-9a-f]{32};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_sending_the_draft_forgets_the_story(client: FlaskClient, database: Database) -> None:
    file(client)

    with database.reading() as session:
        (draft,) = session.scalars(select(Draft))
        assert len(draft.body) < 600


def test_noted_down_means_forgotten(client: FlaskClient, database: Database) -> None:
    file(client)
    form = token(client.get("/complaints/receipt"))

    client.post("/complaints/receipt", data={"token": form})

    assert client.get("/complaints/receipt").status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
