"""What all tables stand on: random keys, moments in UTC, names of constraints."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
ID = String(32)


def new_id() -> str:
    """Give a random key of 32 hexadecimal digits."""
    return secrets.token_hex(16)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, PostgreSQL answers in its own: UTC is given back.

    The hash of an event is over the moment as it is written, so it must never depend on a server.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give a moment back in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables, with names for their constraints so that migrations can find them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment(), dict[str, Any]: JSON()}  # noqa: RUF012
