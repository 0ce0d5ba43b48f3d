"""What else happens when somebody signed in, changed his password or set up his second factor."""

from __future__ import annotations

from flask import Flask, session
from flask_login import user_logged_in
from flask_security import password_changed, tf_code_confirmed
from sqlalchemy.orm import object_session

from complaints.clock import local_day
from complaints.database.officers import Officer
from complaints.desk.accounts.attempts import forget_failures
from complaints.desk.accounts.journal import record_act
from complaints.desk.desk import desk


def listen(app: Flask) -> None:
    """Hear what Flask-Security tells of this app."""
    user_logged_in.connect(_signed_in, app)
    password_changed.connect(_changed_password, app)
    tf_code_confirmed.connect(_confirmed_code, app)


def _signed_in(_: Flask, user: Officer, **__: object) -> None:
    """Begin a session, unless it goes on under a new password."""
    if "begun" in session:
        return
    now = desk().now()
    session["begun"] = session["seen"] = now.timestamp()
    user.last_login_on = local_day(now)
    forget_failures(user.account)


def _changed_password(_: Flask, user: Officer, **__: object) -> None:
    user.must_change = False
    _record(user, "改了密码")


def _confirmed_code(_: Flask, user: Officer, **__: object) -> None:
    if session.get("tf_state") == "validating_profile":
        _record(user, "绑定了验证器")


def _record(officer: Officer, what: str) -> None:
    found = object_session(officer)
    if found is not None:
        record_act(found, officer.id, officer.id, what, desk().now())
