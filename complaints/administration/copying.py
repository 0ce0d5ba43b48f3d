"""Copying one database into another of either kind, as it stood at one moment.

A backup is such a copy into a SQLite file, a restore the copy back: the two ways are one, so what
was backed up from one kind can be restored into the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    DateTime,
    Engine,
    MetaData,
    NullPool,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from complaints.database.base import Moment

BATCH = 1000
VERSIONS = "alembic_version"


class NotOurDatabaseError(Exception):
    """A database without our tables, or with a migration that this program does not know."""


def plain_engine(url: str | URL) -> Engine:
    """Connect without leaving a trace: no pragma is set, nothing is kept open."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _reckon_in_utc)
    return engine


def is_absent(url: str) -> bool:
    """Tell whether a database is a file that is not there; to look inside would make it."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite" and bool(address.database)
    return is_file and not Path(address.database or "").exists()


def file_engine(path: Path) -> Engine:
    """Open a backed-up database to read; not a byte of it changes."""
    query = {"mode": "ro", "uri": "true"}
    return plain_engine(URL.create("sqlite", database=f"file:{path.resolve()}", query=query))


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read as of one moment, while others write on.

    SQLite begins a transaction at the first statement only if it is told to; in PostgreSQL only
    a repeatable read sees the same throughout.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(  # noqa: PLW2901 (the same connection)
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def migration_of(connection: Connection) -> str:
    """Name the migration at which a database stands. Raises NotOurDatabaseError."""
    if not inspect(connection).has_table(VERSIONS):
        raise NotOurDatabaseError("数据库里没有本系统的表")
    return str(connection.scalar(text(f"SELECT version_num FROM {VERSIONS}")))  # noqa: S608


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy all rows of all tables; give how many each had. Both are at the same migration."""
    tables = tables_of(source)
    return {table.name: _copy_table(table, source, target) for table in tables}


def tables_of(connection: Connection) -> list[Table]:
    """Give the tables as they are, each after those it points to; moments are in UTC."""
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _read_moments)
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSIONS]


def _copy_table(table: Table, source: Connection, target: Connection) -> int:
    # Binary columns have another type in each kind: the values are bytes in both.
    count = 0
    rows = source.execution_options(yield_per=BATCH).execute(table.select())
    into = MetaData()
    event.listen(into, "column_reflect", _read_moments)
    there = Table(table.name, into, autoload_with=target, resolve_fks=False)
    for part in rows.mappings().partitions():
        target.execute(there.insert(), [dict(row) for row in part])
        count += len(part)
    return count


def _read_moments(_inspector: object, _table: object, column: dict[str, object]) -> None:
    """Treat moments as the models do: with their zone, whichever kind keeps them."""
    if isinstance(column["type"], DateTime):
        column["type"] = Moment()


def _reckon_in_utc(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET TIME ZONE 'UTC'")
    cursor.close()
    connection.commit()
