"""What an officer reads when something cannot be done; what he typed is shown, never lost."""

from __future__ import annotations

from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from complaints.desk.desk import page

TITLES = {
    403: "没有权限",
    404: "没有这个页面，或者您不能看",
    405: "这一步不能这样打开",
    413: "文件太大",
}
SECRET = frozenset({"csrf_token", "password", "new_password", "new_password_confirm", "code"})


def refuse(app: Flask) -> None:
    """Give every refusal a page."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _refused)


def stale_page() -> tuple[str, int]:
    """Say that the page was left open too long, and give back what was typed."""
    typed = {name: text for name, text in request.form.items() if name not in SECRET and text}
    return page("stale.html", "页面放得太久了", typed=typed), 400


def _stale(_: Exception) -> tuple[str, int]:
    return stale_page()


def _refused(error: Exception) -> Response | tuple[str, int]:
    code = error.code if isinstance(error, HTTPException) and error.code else 500
    if isinstance(error, HTTPException) and error.response is not None:
        return error.get_response()
    return page("refused.html", TITLES.get(code, "出了问题，没有办成"), code=code), code
