"""Whether the channel is alive, for machines that ask every few seconds; nobody learns more."""

from __future__ import annotations

from collections.abc import Callable

from flask import make_response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from complaints.administration.copying import VERSIONS
from complaints.database import Database, DatabaseGoneError
from content import Catalog
from content.current import NoReleaseError

WELL, NO_DATABASE, NO_RELEASE = "ok", "database", "release"


def answer_health(database: Database, catalog: Callable[[], Catalog]) -> Response:
    """Say `ok`, or with 503 in one word what is lacking; nothing is written, nothing kept."""
    word = health(database, catalog)
    response = make_response(f"{word}\n", 200 if word == WELL else 503)
    response.mimetype = "text/plain"
    return response


def health(database: Database, catalog: Callable[[], Catalog]) -> str:
    """Name what is lacking, or give `ok`."""
    try:
        database.check_there()
        with database.reading() as session:
            session.execute(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608
    except (SQLAlchemyError, DatabaseGoneError, OSError):
        return NO_DATABASE
    try:
        catalog()
    except (NoReleaseError, OSError, ValueError):
        return NO_RELEASE
    return WELL
