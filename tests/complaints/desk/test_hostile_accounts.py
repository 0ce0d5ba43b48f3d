"""Whatever is sent to the forms of signing in and of accounts, the answer is never a fault."""

from __future__ import annotations

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.workflow import Role
from tests.complaints.desk_helpers import PASSWORD, Officers, submit, token_of

TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\x00", "li\x00", "²²²²²²", "１２３４５６", "李", "a" * 100_000, "' OR 1=1--"]
    ),
)
hostile = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(account=TEXTS, password=TEXTS, onward=TEXTS)
@hostile
def test_signing_in(desk_app: Flask, account: str, password: str, onward: str) -> None:
    client = desk_app.test_client()

    answered = submit(client, "/desk/login", account=account, password=password, next=onward)

    assert answered.status_code == 200


@given(code=TEXTS)
@hostile
def test_codes(officers: Officers, desk_app: Flask, code: str) -> None:
    account = f"o{len(officers.made)}"
    officers.make(account, "jia-mz", Role.LEAD)
    client = desk_app.test_client()
    submit(client, "/desk/login", account=account, password=PASSWORD)

    for path in ("/desk/login/code", "/desk/login/recovery", "/desk/login/set-up"):
        assert submit(client, path, "/desk/login/code", code=code, setup=code).status_code < 500


@given(fields=st.dictionaries(st.sampled_from(["account", "name", "unit", "role", "email"]), TEXTS))
@hostile
def test_new_accounts(officers: Officers, fields: dict[str, str]) -> None:
    if not officers.made:
        officers.make("admin", "shili-mz", Role.ADMINISTRATOR)
        officers.sign_in("admin")
    client = officers.signed_in["admin"]

    answered = submit(client, "/desk/accounts/new", **fields)

    assert answered.status_code in (200, 413, 422)


@given(fields=st.dictionaries(st.sampled_from(["password", "new_password", "x"]), TEXTS))
@hostile
def test_new_passwords(officers: Officers, fields: dict[str, str]) -> None:
    if not officers.made:
        officers.make("li", "jia-mz", Role.LEAD)
        officers.sign_in("li")

    answered = submit(officers.signed_in["li"], "/desk/password", **fields)

    assert answered.status_code == 200


def test_a_cookie_that_is_not_ours_is_nobodys(desk_app: Flask) -> None:
    for value in ("x", "e30.x.y", "\u00e9" * 50):
        client = desk_app.test_client()
        client.set_cookie("desk", value, path="/desk")

        assert client.get("/desk/password").status_code == 302
        assert token_of(client, "/desk/login")
