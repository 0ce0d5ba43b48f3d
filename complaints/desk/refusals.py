"""What an officer reads when something cannot be done; what he typed is shown, never lost."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from complaints.database import STORING_FAULTS
from complaints.desk.desk import bare_page, page
from complaints.keys import KeyFileError, WrongKeyError

TITLES = {
    403: "没有权限",
    404: "没有这个页面，或者您不能看",
    405: "这一步不能这样打开",
    413: "文件太大",
}
SECRET = frozenset({"csrf_token", "password", "new_password", "new_password_confirm", "code"})
UNTYPED = SECRET | {"seen", "draft"}


def refuse(app: Flask) -> None:
    """Give every refusal a page."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _refused)
    for lost in (WrongKeyError, KeyFileError):
        app.register_error_handler(lost, _locked)
    for fault in STORING_FAULTS:
        app.register_error_handler(fault, _not_stored)


def stale_page() -> tuple[str, int]:
    """Say that the page was left open too long, and give back what was typed."""
    return page("stale.html", "页面放得太久了", typed=_typed()), 400


def _typed() -> dict[str, str]:
    return {name: text for name, text in request.form.items() if name not in UNTYPED and text}


def _stale(_: Exception) -> tuple[str, int]:
    return stale_page()


def _not_stored(error: Exception) -> tuple[str, int]:
    """Say that nothing can be stored now; log what is wrong, never what was typed."""
    current_app.logger.error("%s: %s", type(error).__name__, getattr(error, "orig", error))
    return bare_page("not_stored.html", "现在存不下来，没有办成", typed=_typed()), 503


def _locked(error: Exception) -> tuple[str, int]:
    """Say which key is lost, and that nothing was changed; log it for the administrator."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    return page("locked.html", "这一项打不开，没有办成", why=str(error), typed=_typed()), 503


def _refused(error: Exception) -> Response | tuple[str, int]:
    code = error.code if isinstance(error, HTTPException) and error.code else 500
    if isinstance(error, HTTPException) and error.response is not None:
        return error.get_response()
    return page("refused.html", TITLES.get(code, "出了问题，没有办成"), code=code), code
