"""Where tickets are kept: the tables, sessions, and migrations from the first table on."""

from complaints.database.sessions import Database, put, upgrade

__all__ = ["Database", "put", "upgrade"]
