"""The door of the desk: closed, but for a short list; sessions end by themselves."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from complaints.desk.accounts.person import next_to_do
from complaints.desk.desk import desk
from complaints.desk.refusals import stale_page

WITHOUT_SESSION = frozenset({"asset", "healthz"})
OPEN_DOORS = WITHOUT_SESSION | frozenset(
    {
        "security.login",
        "security.two_factor_setup",
        "security.two_factor_token_validation",
        "security.two_factor_rescue",
        "security.mf_recovery",
    }
)
IDLE = timedelta(minutes=30).total_seconds()
LONGEST = timedelta(hours=10).total_seconds()


def guard() -> ResponseReturnValue | None:
    """Let through who may pass; lead everybody else to where he must go first."""
    if request.endpoint in WITHOUT_SESSION:
        return None
    desk().database.check_there()
    end_old_session()
    if request.endpoint in OPEN_DOORS:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    first = next_to_do(current_user)
    if first in (None, request.endpoint) or request.endpoint == "security.logout":
        return None
    return redirect(url_for(first))


def end_old_session() -> None:
    """Forget who came too long ago; note that he is here."""
    now = desk().now().timestamp()
    idle, whole = now - session.get("seen", now), now - session.get("begun", now)
    if idle > IDLE or whole > LONGEST:
        session.clear()
        flash("登录时间已过，请重新登录。", "info")
    if "_user_id" in session or "tf_user_id" in session:
        session["seen"] = now


def _to_sign_in() -> ResponseReturnValue:
    if request.method == "POST":
        return stale_page()
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
