"""Deny by default: what is open is listed, all else needs an officer who is through."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import Rule

from complaints.desk.accounts.door import OPEN_DOORS
from complaints.workflow import Role
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import PASSWORD, Officers, submit, token_of


def addresses(app: Flask) -> list[tuple[Rule, str, str]]:
    """Give every rule with an address under it and each method."""
    adapter, found = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"OPTIONS"}:
            values = dict.fromkeys(rule.arguments, "1")
            found.append((rule, adapter.build(rule.endpoint, values, method), method))
    return found


def test_a_stranger_gets_through_the_listed_doors_alone(desk_app: Flask) -> None:
    desk_app.config["WTF_CSRF_ENABLED"] = False  # So that the door alone is asked.
    for rule, url, method in addresses(desk_app):
        answered = desk_app.test_client().open(url, method=method)
        if rule.endpoint in OPEN_DOORS:
            continue
        shut = (answered.status_code, (answered.location or "").split("?")[0])
        assert shut in ((302, "/desk/login"), (400, "")), (url, method)


def test_the_open_doors_are_these(desk_app: Flask) -> None:
    views = set(desk_app.view_functions)

    assert views >= OPEN_DOORS
    assert {one for one in OPEN_DOORS if not one.startswith("security.")} == {
        "asset",
        "healthz",
    }


def test_everything_lies_under_the_desk(desk_app: Flask) -> None:
    assert all(rule.rule.startswith("/desk/") for rule in desk_app.url_map.iter_rules())


def test_an_address_that_does_not_exist_looks_to_a_stranger_like_one_that_does(
    desk_app: Flask,
) -> None:
    assert desk_app.test_client().get("/desk/nothing").location.startswith("/desk/login")


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"must_change": True}, "/desk/password"),
        ({"recovery_codes": None}, "/desk/recovery-codes"),
    ],
)
def test_an_unfinished_sign_in_leads_to_what_is_missing_and_nowhere_else(
    officers: Officers, desk_app: Flask, changes: dict[str, object], first: str
) -> None:
    officers.make("li", "jia-mz", Role.LEAD, **changes)
    client = officers.sign_in("li")
    desk_app.config["WTF_CSRF_ENABLED"] = False

    for rule, url, method in addresses(desk_app):
        if rule.endpoint in OPEN_DOORS | {"security.logout"} or url == first:
            continue
        assert client.open(url, method=method).location == first, (url, method)


def test_an_ended_account_is_out_at_its_next_request(officers: Officers) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = officers.sign_in("li")
    with officers.database.writing() as session:
        session.merge(officers.get("li")).active = False

    assert client.get("/desk/password").location.startswith("/desk/login")


def test_a_post_without_token_is_refused_and_gives_back_what_was_typed(
    officers: Officers,
) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = officers.sign_in("li")

    answered = client.post(
        "/desk/password", data={"story": "写了很久的<b>答复", "new_password": "geheim"}
    )

    assert answered.status_code == 400
    assert "请退回上一页" in answered.text
    assert "写了很久的&lt;b&gt;答复" in answered.text
    assert "geheim" not in answered.text


def test_the_token_of_another_session_is_refused(officers: Officers, desk_app: Flask) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = officers.sign_in("li")
    foreign = token_of(desk_app.test_client(), "/desk/login")

    assert client.post("/desk/logout", data={"csrf_token": foreign}).status_code == 400


def test_whoever_sends_after_the_end_of_his_session_gets_back_what_he_typed(
    officers: Officers, clock: Clock
) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = officers.sign_in("li")
    clock.forward(minutes=40)

    answered = client.post("/desk/password", data={"answer": "写了很久的答复"})

    assert answered.status_code == 400
    assert "写了很久的答复" in answered.text
    assert "去登录" in answered.text


def test_a_form_works_over_https_without_a_referer(officers: Officers, desk_app: Flask) -> None:
    officers.make("li", "jia-mz", Role.LEAD)
    client = desk_app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"

    answered = submit(client, "/desk/login", account="li", password=PASSWORD)

    assert answered.location == "/desk/login/code?next=/desk/"


def test_every_answer_is_hardened(desk_app: Flask) -> None:
    client = desk_app.test_client()

    for path in ("/desk/login", "/desk/nothing"):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"


def test_styles_lie_with_the_desk(desk_app: Flask) -> None:
    client = desk_app.test_client()
    sheet = client.get("/desk/login").text.split('<link rel="stylesheet" href="')[1].split('"')[0]

    answered = client.get(sheet)

    assert sheet.startswith("/desk/assets/desk.")
    assert answered.mimetype == "text/css"
    assert "Set-Cookie" not in answered.headers
    assert client.get("/desk/assets/x.css").status_code == 404
