"""The desk without its database: plain words, what was typed, and nobody is let in by mistake."""

from __future__ import annotations

from flask import Flask

from complaints.database import Database
from complaints.workflow import Role
from tests.complaints.administration.test_failures import take_away
from tests.complaints.desk_helpers import Officers, token_of


def test_the_desk_says_that_nothing_was_stored_and_gives_back_what_was_typed(
    officers: Officers, database: Database
) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = officers.sign_in("li")
    token = token_of(client, "/desk/password")
    take_away(database)

    answered = client.post(
        "/desk/password",
        data={"csrf_token": token, "answer": "写了很久的<b>答复", "new_password": "geheim"},
    )

    assert answered.status_code == 503
    assert "没有记下" in answered.text
    assert "写了很久的&lt;b&gt;答复" in answered.text
    assert "geheim" not in answered.text
    assert "0000-5550100" in answered.text


def test_the_desk_says_whether_it_is_well(desk_app: Flask, database: Database) -> None:
    client = desk_app.test_client()
    well = client.get("/desk/healthz")

    assert (well.status_code, well.text) == (200, "ok\n")
    assert "Set-Cookie" not in well.headers

    take_away(database)
    assert client.get("/desk/healthz").status_code == 503
