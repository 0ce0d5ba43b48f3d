"""Where tickets are kept: the tables, sessions, and migrations from the first table on."""

from complaints.database.sessions import (
    STORING_FAULTS,
    Database,
    DatabaseGoneError,
    migrations,
    put,
    upgrade,
)

__all__ = ["STORING_FAULTS", "Database", "DatabaseGoneError", "migrations", "put", "upgrade"]
