"""The store of accounts, as Flask-Security wants it, and how a password becomes a hash."""

from __future__ import annotations

from flask import Flask, current_app
from flask.globals import app_ctx
from flask_security import SQLAlchemySessionUserDatastore
from sqlalchemy import Engine
from sqlalchemy.orm import scoped_session, sessionmaker

from complaints.database.officers import Officer, OfficerRole


def make_store(app: Flask, engine: Engine) -> SQLAlchemySessionUserDatastore:
    """Make a store with a session for each request, closed at its end."""
    sessions = scoped_session(
        sessionmaker(engine, expire_on_commit=False),
        scopefunc=lambda: id(app_ctx._get_current_object()),  # type: ignore[attr-defined] # noqa: SLF001
    )
    app.teardown_appcontext(lambda _: sessions.remove())
    return SQLAlchemySessionUserDatastore(sessions, Officer, OfficerRole)


def store() -> SQLAlchemySessionUserDatastore:
    """Give the store of this app."""
    found: SQLAlchemySessionUserDatastore = current_app.extensions["security"].datastore
    return found
