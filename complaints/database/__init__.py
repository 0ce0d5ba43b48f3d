"""Where tickets are kept: the tables, sessions, and migrations from the first table on."""

from complaints.database.sessions import Database, upgrade

__all__ = ["Database", "upgrade"]
