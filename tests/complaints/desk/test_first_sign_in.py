"""The first sign-in, and the one after a reset: second factor, own password, recovery codes."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from complaints.desk.accounts.acts import Act, NewAccount, make_account, reset_account
from complaints.desk.desk import Desk
from complaints.workflow import Role
from content import Catalog
from content.tables import Unit
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import PASSWORD, Officers, submit
from tests.pages import Page

OWN = "mein eigener langer Satz"


@pytest.fixture
def one_time(desk_app: Flask, joined: Desk, catalog: Catalog, clock: Clock) -> str:
    """Make an account; give its one-time password."""
    new = NewAccount("wang", "王新来", catalog.get(Unit, "jia-xf"), frozenset({Role.HANDLER}))
    with desk_app.app_context(), joined.database.writing() as session:
        _, password = make_account(session, new, Act("host", clock()))
    return password


def set_up(client: FlaskClient, clock: Clock, password: str) -> TOTP:
    """Sign in with a one-time password and bind a second factor by the key in letters."""
    submit(client, "/desk/login", account="wang", password=password)
    shown = submit(client, "/desk/login/set-up", setup="authenticator").text
    key = re.search(r"<dt>密钥</dt><dd><code>([^<]+)</code>", shown)
    assert key, shown
    authenticator = TOTP(key[1])
    code = authenticator.generate(clock().timestamp()).token
    assert submit(client, "/desk/login/code", code=code).status_code == 302
    return authenticator


def change(client: FlaskClient, old: str, new: str = OWN, again: str | None = None) -> str:
    """Change the password; give the page or the address that follows."""
    fields = {"password": old, "new_password": new, "new_password_confirm": again or new}
    answered = submit(client, "/desk/password", **fields)
    return str(answered.location or answered.text)


def test_the_first_sign_in_asks_for_all_three_and_then_lets_in(
    officers: Officers, desk_app: Flask, clock: Clock, one_time: str
) -> None:
    client = desk_app.test_client()
    set_up(client, clock, one_time)

    assert client.get("/desk/").location == "/desk/password"
    assert change(client, one_time) == "/desk/"
    assert client.get("/desk/").location == "/desk/recovery-codes"
    made = submit(client, "/desk/recovery-codes").text

    assert len(re.findall(r"<code>[0-9a-f-]{14}</code>", made)) == 8
    assert "王新来" in client.get("/desk/password").text
    assert officers.get("wang").must_change is False


def test_the_second_factor_that_was_set_up_is_the_one_that_counts(
    desk_app: Flask, clock: Clock, one_time: str
) -> None:
    client = desk_app.test_client()
    authenticator = set_up(client, clock, one_time)
    change(client, one_time)
    clock.forward(minutes=1)
    again = desk_app.test_client()

    submit(again, "/desk/login", account="wang", password=OWN)
    code = authenticator.generate(clock().timestamp()).token

    assert submit(again, "/desk/login/code", code=code).status_code == 302


def test_a_second_factor_is_bound_only_when_its_code_was_right(
    officers: Officers, desk_app: Flask, one_time: str
) -> None:
    client = desk_app.test_client()
    submit(client, "/desk/login", account="wang", password=one_time)
    submit(client, "/desk/login/set-up", setup="authenticator")

    submit(client, "/desk/login/code", code="000000")

    assert officers.get("wang").tf_totp_secret is None
    assert client.get("/desk/password").location.startswith("/desk/login")


def test_the_qr_code_is_a_picture_with_words(desk_app: Flask, one_time: str) -> None:
    client = desk_app.test_client()
    submit(client, "/desk/login", account="wang", password=one_time)

    shown = submit(client, "/desk/login/set-up", setup="authenticator").text

    assert 'src="data:image/svg+xml;base64,' in shown
    assert Page(shown).faults() == []


def test_a_second_factor_cannot_be_turned_off_or_sent_by_mail(
    desk_app: Flask, one_time: str
) -> None:
    for method in ("disable", "email", "sms", "x"):
        client = desk_app.test_client()
        submit(client, "/desk/login", account="wang", password=one_time)

        shown = submit(client, "/desk/login/set-up", setup=method).text

        assert "不能用这种方式" in shown


@pytest.mark.parametrize(
    ("new", "again", "why"),
    [
        ("kurz", None, "新密码至少要 12 个字符"),
        (OWN, "etwas anderes, auch lang", "两次填的新密码不一样"),
        (PASSWORD, None, "新密码不能和现在的一样"),
    ],
)
def test_a_new_password_that_will_not_do_is_refused_in_chinese(
    officers: Officers, new: str, again: str | None, why: str
) -> None:
    officers.make("wang", "jia-xf", Role.HANDLER)

    assert why in change(officers.sign_in("wang"), PASSWORD, new, again)


def test_a_new_password_needs_the_present_one(desk_app: Flask, clock: Clock, one_time: str) -> None:
    client = desk_app.test_client()
    set_up(client, clock, one_time)

    assert "现在的密码不对" in change(client, "x")


def test_a_reset_takes_everything_and_shows_at_the_holders_next_sign_in(
    officers: Officers, desk_app: Flask, joined: Desk, clock: Clock
) -> None:
    administrator = officers.make("admin", "shili-mz", Role.ADMINISTRATOR)
    officers.make("wang", "jia-xf", Role.HANDLER)
    client = officers.sign_in("wang")
    with desk_app.app_context(), joined.database.writing() as session:
        wang = session.merge(officers.get("wang"))
        password = reset_account(session, wang, Act(administrator, clock()))

    assert client.get("/desk/password").status_code == 302  # His session is over.
    lost = desk_app.test_client()
    submit(lost, "/desk/login", account="wang", password=PASSWORD)
    assert lost.get("/desk/login/code").status_code == 302
    again = desk_app.test_client()
    set_up(again, clock, password)
    notice = again.get("/desk/password").text
    assert "示例·admin在" in notice
    assert "2026-11-20 10:00" in notice
    change(again, password)
    assert "重置了您的账号" not in again.get("/desk/password").text
