"""Sessions: durable on SQLite and PostgreSQL, and fair between writers.

SQLite waits for its lock by sleeping and trying again, which starves some writers for a second
and more; a mutex within the process and a file lock between processes queue them in turn.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Insert, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=20000",
)


class DatabaseGoneError(Exception):
    """The file of the database is no longer there."""


STORING_FAULTS: tuple[type[Exception], ...] = (
    OperationalError,
    InterfaceError,
    NoConnectionError,
    DatabaseGoneError,
    OSError,
)
"""What is raised where nothing can be stored: the database does not answer, the disk is full."""


class Database:
    """One database by its URL; `reading` and `writing` give sessions."""

    def __init__(self, url: str) -> None:
        """Connect to `url`: SQLite or PostgreSQL (postgresql+psycopg://…)."""
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._mutex = threading.Lock()
        file = make_url(url).database
        sqlite = self.engine.dialect.name == "sqlite"
        self._file = Path(file) if sqlite and file else None
        self._lock_file = Path(f"{file}.lock") if sqlite and file else None
        self._inode = self._inode_now()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that commits at its end, or rolls back; writers come in turn."""
        with self._turn(), self._sessions.begin() as session:
            yield session

    def check_there(self) -> None:
        """Turn to the file that stands in its place now. Raises DatabaseGoneError for none.

        Whoever holds a deleted file open writes on without any fault, and all of it is lost.
        """
        now = self._inode_now()
        if now == self._inode:
            return
        self.engine.dispose()
        if now is None:
            raise DatabaseGoneError(f"{self._file} 不在原处了")
        self._inode = now

    def _inode_now(self) -> int | None:
        return self._file.stat().st_ino if self._file and self._file.exists() else None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._lock_file is None:
            with nullcontext():
                yield
            return
        with self._mutex, self._lock_file.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.check_there()
            yield


def put(session: Session, table: type[DeclarativeBase], **values: object) -> None:
    """Insert a row, or change the one with its `id`, in one statement and without a look."""
    session.execute(_putting(table, session.get_bind().dialect.name), values)


@cache
def _putting(table: type[DeclarativeBase], dialect: str) -> Insert:
    """Make the statement once: making it costs more than running it."""
    rows = table.metadata.tables[table.__tablename__]
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(rows)
    changed = {column.name: insert.excluded[column.name] for column in rows.columns}
    made: Insert = insert.on_conflict_do_update(index_elements=["id"], set_=changed)
    return made


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to the newest migration, or to another one.

    Its folder is made if it is a file.
    """
    target = make_url(url)
    if target.drivername.startswith("sqlite") and target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, to)


def migrations() -> list[str]:
    """Name all migrations, newest first: with that one the tables are as the models say."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in scripts]


def _engine(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True)  # A fault is logged, what was typed never.
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
