"""Flask-Security as the desk uses it: its views under our addresses, its gaps closed.

Only the views that are needed have an address: no registration, no mail, no tokens, no passkeys.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import Blueprint, Flask, redirect, session, url_for
from flask_login import logout_user
from flask_security import Security, current_user
from flask_security.recovery_codes import mf_recovery, mf_recovery_codes
from flask_security.views import (
    change_password,
    login,
    two_factor_setup,
    two_factor_token_validation,
)
from werkzeug.wrappers import Response

from complaints.desk.accounts import forms, second_factor, signals
from complaints.desk.accounts.journal import last_reset
from complaints.desk.accounts.store import make_store, store
from complaints.desk.desk import Desk, page
from complaints.keys import Purpose

ISSUER = "养老服务办件平台"
TITLES = {
    "sign_in.html": "登录",
    "code.html": "输入验证码",
    "set_up_code.html": "绑定验证器",
    "recovery.html": "用恢复码登录",
    "recovery_codes.html": "恢复码",
    "password.html": "改密码",
}
SHORTEST_PASSWORD = 12

ACCESS = Blueprint("security", __name__)
ACCESS.add_url_rule("/login", "login", login, methods=["GET", "POST"])
ACCESS.add_url_rule("/login/set-up", "two_factor_setup", two_factor_setup, methods=["GET", "POST"])
ACCESS.add_url_rule(
    "/login/code",
    "two_factor_token_validation",
    two_factor_token_validation,
    methods=["GET", "POST"],
)
ACCESS.add_url_rule("/login/recovery", "mf_recovery", mf_recovery, methods=["GET", "POST"])
# The library builds this address for its own rescue by mail; here it leads to the codes.
ACCESS.add_url_rule("/login/recovery", "two_factor_rescue", mf_recovery, methods=["GET"])
ACCESS.add_url_rule("/password", "change_password", change_password, methods=["GET", "POST"])
ACCESS.add_url_rule(
    "/recovery-codes", "mf_recovery_codes", mf_recovery_codes, methods=["GET", "POST"]
)


@ACCESS.post("/logout")
def logout() -> Response:
    """End every session of the officer: a copied cookie is worth nothing afterwards."""
    store().set_uniquifier(current_user)
    store().commit()  # type: ignore[no-untyped-call]
    logout_user()
    session.clear()
    return redirect(url_for("security.login"))


def configure(joined: Desk) -> dict[str, object]:
    """Give the settings of the desk: its cookie, its keys, and what the library needs."""
    return _of_the_cookie(joined) | {
        f"SECURITY_{name}": value for name, value in _of_the_library(joined).items()
    }


def secure(app: Flask, joined: Desk) -> None:
    """Join Flask-Security to the app."""
    extension = Security(
        datastore=make_store(app, joined.database.engine),
        register_blueprint=False,
        login_form=forms.SignInForm,
        two_factor_verify_code_form=forms.CodeForm,
        mf_recovery_form=forms.RecoveryForm,
        render_template=_render,
        totp_cls=partial(second_factor.OnceTotp, joined),  # type: ignore[arg-type]
        mf_recovery_codes_util_cls=second_factor.OnceCodes,
    )
    extension.init_app(app)
    extension.want_json(lambda _: False)
    app.login_manager.request_loader(lambda _: None)  # type: ignore[attr-defined] # No tokens.
    signals.listen(app)


def _of_the_cookie(joined: Desk) -> dict[str, object]:
    """Lax, because mails say "there is news" with a link here; every act is a POST with a token."""
    return {
        "SECRET_KEY": joined.keys.digest(Purpose.DESK, b"session").hex(),
        "SESSION_COOKIE_NAME": "desk",
        "SESSION_COOKIE_PATH": "/desk",
        "SESSION_COOKIE_SECURE": not joined.demo,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # As long as the session.
        "WTF_CSRF_SSL_STRICT": False,  # It asks for the Referer, which our pages never send.
    }


def _of_the_library(joined: Desk) -> dict[str, object]:
    return {
        # Nobody can hash passwords anew without their owners, so the oldest key stays for them.
        "PASSWORD_SALT": joined.keys.digests(Purpose.ACCOUNTS, b"passwords")[-1].hex(),
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": [],
        "PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "USER_IDENTITY_ATTRIBUTES": [{"account": {"mapper": str}}],
        "TWO_FACTOR": True,
        "TWO_FACTOR_REQUIRED": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # One step early or late.
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "TOTP_SECRETS": {"1": joined.keys.digest(Purpose.ACCOUNTS, b"totp").hex()},
        "TOTP_ISSUER": ISSUER,
        "API_ENABLED_METHODS": ["session"],
        "FRESHNESS": timedelta(minutes=-1),  # Never asked for: sessions are short.
        "POST_LOGIN_VIEW": "/desk/",
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "I18N_DIRNAME": ["builtin", str(Path(__file__).parent / "translations")],
        "LOGIN_USER_TEMPLATE": "sign_in.html",
        "TWO_FACTOR_SETUP_TEMPLATE": "set_up_code.html",
        "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "code.html",
        "MULTI_FACTOR_RECOVERY_TEMPLATE": "recovery.html",
        "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "recovery_codes.html",
        "CHANGE_PASSWORD_TEMPLATE": "password.html",
    }


def _render(template: str, **values: object) -> str:
    """Render a page of the library by our template of it."""
    if template == "password.html" and current_user.must_change:
        values["reset"] = last_reset(store().db.session, current_user.id)
    setting_up = session.get("tf_state") == "validating_profile"
    return page(
        template, TITLES[template], setting_up=setting_up, issuer=ISSUER, **{"reset": None} | values
    )
