"""Whatever is sent, every answer is a hardened page in plain words."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.complaints.filing.form import DETAILS, EDITIONS, start, text, upload


@pytest.mark.parametrize("prefix", EDITIONS)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "nowhere", 404), ("POST", "", 405), ("POST", "new", 400)],
)
def test_a_refusal_is_a_page_in_plain_words(
    client: FlaskClient, prefix: str, method: str, path: str, status: int
) -> None:
    answer = client.open(f"{prefix}/complaints/{path}", method=method)

    assert answer.status_code == status
    page = text(answer)
    assert "没有办成" in page
    assert "0000-5550100" in page


def test_a_body_that_is_too_big_is_refused_with_advice(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = upload(client, "x", (BytesIO(b"x" * 2000), "a.jpg"))

    assert answer.status_code == 413
    assert "少选几个文件" in text(answer)


@pytest.mark.parametrize("path", ["/complaints/", "/complaints/new", "/complaints/track"])
def test_every_answer_is_hardened_and_kept_by_no_cache(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@given(
    step=st.sampled_from(["about", "details", "matter", "check", "nowhere", ""]),
    answers=st.dictionaries(
        st.sampled_from([*DETAILS, "about", "matter", "again", "place", "institution_choice"]),
        st.text(max_size=300),
    ),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_input_whatever_is_answered_with_a_crash(
    client: FlaskClient, step: str, answers: dict[str, str]
) -> None:
    form = start(client)

    answer = client.post(
        "/complaints/new", data={**answers, "token": form, "step": step, "action": "next"}
    )

    assert answer.status_code in (303, 400, 422)
