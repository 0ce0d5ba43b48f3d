"""What Flask-Security says at the desk is Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_security.core import _default_messages

import complaints.desk.accounts

CATALOGUE = (
    Path(complaints.desk.accounts.__file__).parent
    / "translations/zh_Hans_CN/LC_MESSAGES/flask_security"
)
# Messages of features that the desk has not: mail, registration, passkeys, unified sign-in …
NOT_HERE = re.compile(
    r"CHANGE_EMAIL|CONFIRM|EMAIL|ALREADY_CONFIRMED|INVALID_CONFIRMATION|INVALID_EMAIL"
    r"|GENERIC_RECOVERY|GENERIC_US|IDENTITY_|INVALID_LOGIN_TOKEN|INVALID_RESET|LOGIN_E"
    r"|OAUTH|PASSWORD_RESET|PASSWORDLESS|PHONE|REFRESH_TOKEN|US_|USE_CODE|USERNAME|WEBAUTHN"
)
SHOWN = sorted(name for name in _default_messages if not NOT_HERE.match(name))


@pytest.mark.parametrize("name", SHOWN)
def test_every_message_that_can_be_shown_is_chinese(desk_app: Flask, name: str) -> None:
    text, _ = _default_messages[name]
    with desk_app.test_request_context("/desk/login"):
        shown = desk_app.extensions["security"].i18n_domain.gettext(text)

    assert re.search(r"[\u4e00-\u9fff]", shown), shown
    assert not re.search(r"[A-Za-z]{3}", re.sub(r"%\(\w+\)s?", "", shown)), shown


def test_what_is_left_out_has_no_address(desk_app: Flask) -> None:
    views = {name for name in desk_app.view_functions if name.startswith("security.")}

    assert views == {
        "security.login",
        "security.logout",
        "security.two_factor_setup",
        "security.two_factor_token_validation",
        "security.two_factor_rescue",
        "security.mf_recovery",
        "security.mf_recovery_codes",
        "security.change_password",
    }


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with CATALOGUE.with_suffix(".po").open("rb") as file:
        written = {one.id: one.string for one in read_po(file) if one.id}
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {one.id: one.string for one in read_mo(file) if one.id}

    assert compiled == written
