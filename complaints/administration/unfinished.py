"""The mark of a restore that has not come to its end: nothing works on half a database.

It stands in the database itself, so that every machine that opens it is told.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from complaints.administration.copying import is_absent, plain_engine

MARK = "unfinished_restore"
WORDS = (
    "这个数据库还没有恢复完，不能使用；"
    "请重新运行 gongshi restore（用同一份备份），它会从头做起，做完为止"
)


class UnfinishedRestoreError(Exception):
    """The database was only half restored."""


def is_unfinished(connection: Connection) -> bool:
    """Tell whether a restore into this database was begun and not ended."""
    return inspect(connection).has_table(MARK)


def refuse_unfinished(database_url: str) -> None:
    """Raise UnfinishedRestoreError where a restore was begun and not ended.

    A database that does not answer is for others to report.
    """
    if is_absent(database_url):
        return
    try:
        with plain_engine(database_url).connect() as connection:
            unfinished = is_unfinished(connection)
    except OperationalError:
        return
    if unfinished:
        raise UnfinishedRestoreError(WORDS)


def mark(engine: Engine) -> None:
    """Say that a restore has begun."""
    with engine.begin() as connection:
        if not is_unfinished(connection):
            connection.execute(text(f"CREATE TABLE {MARK} (id VARCHAR(32) PRIMARY KEY)"))


def unmark(engine: Engine) -> None:
    """Say that it has come to its end."""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {MARK}"))
