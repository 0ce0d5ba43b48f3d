"""Signing in: what is said, what is counted, what is taken once, when a session ends."""

from __future__ import annotations

import re
from threading import Barrier, Thread

import flask_security.forms
import pytest
from flask import Flask

from complaints.desk.accounts.attempts import LOCKED, WRONG
from complaints.workflow import Role
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import PASSWORD, WRONG_PASSWORD, Officers, submit, token_of
from tests.pages import Page


@pytest.fixture
def li(officers: Officers) -> str:
    """Give the account of an officer."""
    officers.make("li", "jia-mz", Role.LEAD)
    return "li"


def said(text: str) -> str:
    """Leave out of a page what differs by chance: its token and what was typed."""
    return re.sub(r'value="[^"]*"', "", text)


def test_an_officer_signs_in_with_password_and_code(officers: Officers, li: str) -> None:
    client = officers.sign_in(li)

    assert "示例·li" in client.get("/desk/password").text
    assert str(officers.get(li).last_login_on) == "2026-11-20"


def test_a_password_alone_opens_nothing(li: str, desk_app: Flask) -> None:
    client = desk_app.test_client()

    answered = submit(client, "/desk/login", account=li, password=PASSWORD)

    assert answered.location == "/desk/login/code?next=/desk/"
    assert client.get("/desk/password").location.startswith("/desk/login")


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    li: str, desk_app: Flask
) -> None:
    wrong = submit(desk_app.test_client(), "/desk/login", account=li, password=WRONG_PASSWORD)
    unknown = submit(
        desk_app.test_client(), "/desk/login", account="nobody", password=WRONG_PASSWORD
    )

    assert WRONG in wrong.text
    assert said(wrong.text) == said(unknown.text)
    assert wrong.status_code == unknown.status_code == 200


def test_an_ended_account_gets_the_same_answer(officers: Officers, desk_app: Flask) -> None:
    officers.make("gone", "jia-mz", Role.HEAD, active=False)

    ended = submit(desk_app.test_client(), "/desk/login", account="gone", password=PASSWORD)
    unknown = submit(desk_app.test_client(), "/desk/login", account="nobody", password=PASSWORD)

    assert said(ended.text) == said(unknown.text)


def test_for_an_unknown_account_a_password_is_hashed_all_the_same(
    desk_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[object] = []
    monkeypatch.setattr(flask_security.forms, "hash_password", hashed.append)

    submit(desk_app.test_client(), "/desk/login", account="nobody", password=WRONG_PASSWORD)

    assert hashed == [WRONG_PASSWORD]


@pytest.mark.parametrize("account", ["li", "nobody"])
def test_after_five_failures_nobody_gets_in_for_a_quarter_of_an_hour(
    officers: Officers, li: str, desk_app: Flask, clock: Clock, account: str
) -> None:
    answers = [
        submit(desk_app.test_client(), "/desk/login", account=account, password=WRONG_PASSWORD).text
        for _ in range(5)
    ]
    right = submit(desk_app.test_client(), "/desk/login", account=account, password=PASSWORD)

    assert [WRONG in text for text in answers] == [True] * 4 + [False]
    assert LOCKED in answers[-1]
    assert LOCKED in right.text
    clock.forward(minutes=14)
    still = submit(desk_app.test_client(), "/desk/login", account=account, password=PASSWORD)
    assert LOCKED in still.text
    clock.forward(minutes=2)
    if account == li:
        officers.sign_in(li)
    else:
        over = submit(
            desk_app.test_client(), "/desk/login", account=account, password=WRONG_PASSWORD
        )
        assert WRONG in over.text


def test_failures_slow_down_before_they_lock(li: str, desk_app: Flask, clock: Clock) -> None:
    for _ in range(5):
        submit(desk_app.test_client(), "/desk/login", account=li, password=WRONG_PASSWORD)

    assert clock.waits == [1, 2, 3]


def test_wrong_codes_are_counted_with_wrong_passwords(
    officers: Officers, li: str, desk_app: Flask
) -> None:
    client = desk_app.test_client()
    submit(client, "/desk/login", account=li, password=PASSWORD)

    answers = [submit(client, "/desk/login/code", code="000000").text for _ in range(5)]
    right = submit(client, "/desk/login/code", code=officers.code(li))

    assert LOCKED in answers[-1]
    assert LOCKED in right.text


def test_a_right_sign_in_forgets_the_failures(officers: Officers, li: str, desk_app: Flask) -> None:
    for _ in range(2):
        for _ in range(4):
            submit(desk_app.test_client(), "/desk/login", account=li, password=WRONG_PASSWORD)
        officers.sign_in(li)


def test_a_code_is_taken_once(officers: Officers, li: str, desk_app: Flask) -> None:
    officers.sign_in(li)
    again = desk_app.test_client()
    submit(again, "/desk/login", account=li, password=PASSWORD)

    refused = submit(again, "/desk/login/code", code=officers.code(li))

    assert WRONG in refused.text
    assert again.get("/desk/password").status_code == 302


def test_of_two_at_the_same_moment_one_code_lets_in_one(
    officers: Officers, li: str, desk_app: Flask
) -> None:
    clients = [desk_app.test_client() for _ in range(2)]
    for client in clients:
        submit(client, "/desk/login", account=li, password=PASSWORD)
    tokens = [token_of(client, "/desk/login/code") for client in clients]
    code, start, statuses = officers.code(li), Barrier(2), []

    def send(number: int) -> None:
        start.wait()
        fields = {"csrf_token": tokens[number], "code": code}
        statuses.append(clients[number].post("/desk/login/code", data=fields).status_code)

    threads = [Thread(target=send, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 302]


def test_a_recovery_code_is_taken_once(officers: Officers, li: str, desk_app: Flask) -> None:
    made = submit(officers.sign_in(li), "/desk/recovery-codes").text
    codes = re.findall(r"<code>([0-9a-f-]{14})</code>", made)
    assert len(codes) == 8

    for attempt, status in ((codes[0], 302), (codes[0], 200), (codes[1].upper(), 302)):
        client = desk_app.test_client()
        submit(client, "/desk/login", account=li, password=PASSWORD)
        assert submit(client, "/desk/login/recovery", code=attempt).status_code == status


def test_recovery_codes_are_kept_as_hashes_and_never_shown_again(
    officers: Officers, li: str
) -> None:
    client = officers.sign_in(li)
    made = submit(client, "/desk/recovery-codes").text
    (first, *_) = re.findall(r"<code>([0-9a-f-]{14})</code>", made)

    assert first not in (officers.get(li).recovery_codes or "")
    assert "<code>" not in client.get("/desk/recovery-codes?show_codes=y").text


def test_new_recovery_codes_end_the_old_ones(officers: Officers, li: str, desk_app: Flask) -> None:
    signed_in = officers.sign_in(li)
    made = [submit(signed_in, "/desk/recovery-codes").text for _ in range(2)]
    (old, *_) = re.findall(r"<code>([0-9a-f-]{14})</code>", made[0])
    client = desk_app.test_client()
    submit(client, "/desk/login", account=li, password=PASSWORD)

    assert WRONG in submit(client, "/desk/login/recovery", code=old).text


def test_a_session_ends_half_an_hour_after_the_last_request(
    officers: Officers, li: str, clock: Clock
) -> None:
    client = officers.sign_in(li)
    for _ in range(3):
        clock.forward(minutes=29)
        assert client.get("/desk/password").status_code == 200
    clock.forward(minutes=31)

    assert client.get("/desk/password").location.startswith("/desk/login")
    assert "登录时间已过" in client.get("/desk/login").text


def test_a_session_ends_ten_hours_after_sign_in_at_the_latest(
    officers: Officers, li: str, clock: Clock
) -> None:
    client = officers.sign_in(li)
    for _ in range(24):
        clock.forward(minutes=25)
        assert client.get("/desk/password").status_code == 200
    clock.forward(minutes=1)

    assert client.get("/desk/password").status_code == 302


def test_a_new_password_does_not_lengthen_a_session(
    officers: Officers, li: str, clock: Clock
) -> None:
    client = officers.sign_in(li)
    for minutes in (25,) * 20:
        clock.forward(minutes=minutes)
        client.get("/desk/password")
    changed = submit(client, "/desk/password", **new_password(PASSWORD, "another long password"))
    assert changed.status_code == 302
    for minutes in (25,) * 5:
        clock.forward(minutes=minutes)
        answered = client.get("/desk/password")

    assert answered.status_code == 302


def new_password(old: str, new: str) -> dict[str, str]:
    """Fill in the form."""
    return {"password": old, "new_password": new, "new_password_confirm": new}


def test_the_step_between_password_and_code_ends_too(
    li: str, desk_app: Flask, clock: Clock
) -> None:
    client = desk_app.test_client()
    submit(client, "/desk/login", account=li, password=PASSWORD)
    client.get("/desk/login/code")
    clock.forward(minutes=31)

    assert client.get("/desk/login/code").location == "/desk/login"


def test_signing_out_ends_a_copied_cookie_too(officers: Officers, li: str, desk_app: Flask) -> None:
    client, thief = officers.sign_in(li), desk_app.test_client()
    cookie = client.get_cookie("desk", path="/desk")
    assert cookie is not None
    thief.set_cookie("desk", cookie.value, path="/desk")
    assert thief.get("/desk/password").status_code == 200

    submit(client, "/desk/logout", "/desk/password")

    assert client.get("/desk/password").status_code == 302
    assert thief.get("/desk/password").status_code == 302


def test_nobody_is_signed_out_by_a_link(officers: Officers, li: str) -> None:
    assert officers.sign_in(li).get("/desk/logout").status_code == 405


def test_the_cookie_is_the_desks_own(officers: Officers, li: str) -> None:
    client = officers.sign_in(li)

    (cookie,) = client.get("/desk/password").headers.getlist("Set-Cookie")

    assert cookie.startswith("desk=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Path=/desk"))


def test_nobody_is_remembered_beyond_his_session(li: str, desk_app: Flask) -> None:
    client = desk_app.test_client()

    answered = submit(client, "/desk/login", account=li, password=PASSWORD, remember="y")

    assert [one.split("=")[0] for one in answered.headers.getlist("Set-Cookie")] == ["desk"]


def test_whoever_came_by_a_link_goes_on_there(officers: Officers, li: str, desk_app: Flask) -> None:
    client = desk_app.test_client()
    sent = client.get("/desk/recovery-codes?x=1").location
    code = submit(client, sent, account=li, password=PASSWORD).location

    assert submit(client, code, code=officers.code(li)).location == "/desk/recovery-codes?x=1"


@pytest.mark.parametrize("strange", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_no_sign_in_leads_to_another_site(
    officers: Officers, li: str, desk_app: Flask, strange: str
) -> None:
    client = desk_app.test_client()
    submit(client, "/desk/login", account=li, password=PASSWORD, next=strange)
    submit(client, "/desk/login", account=li, password=PASSWORD)

    done = submit(client, f"/desk/login/code?next={strange}", code=officers.code(li))

    assert (done.location or "/")[:2] in ("/", "/d", "/%")


def test_every_page_of_signing_in_is_sound(officers: Officers, li: str, desk_app: Flask) -> None:
    client = desk_app.test_client()
    pages = {"/desk/login": client.get("/desk/login").text}
    submit(client, "/desk/login", account=li, password=PASSWORD)
    pages |= {path: client.get(path).text for path in ("/desk/login/code", "/desk/login/recovery")}
    signed_in = officers.sign_in(li)
    for path in ("/desk/password", "/desk/recovery-codes", "/desk/nothing-here"):
        pages[path] = signed_in.get(path).text

    assert {path: Page(html).faults() for path, html in pages.items()} == {
        path: [] for path in pages
    }
