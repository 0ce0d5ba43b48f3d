"""A channel over the frozen sample: its own database and keys for every test."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from complaints.database import Database, upgrade
from complaints.intake.app import create_app
from complaints.intake.attachments import Attachments
from complaints.intake.channel import Channel
from complaints.keys import Keys
from content import Catalog, cut, read_folder
from disclosure.rendering import dynamic_url, page_url
from tests.complaints.postgres import drop_database, empty_database, running
from tests.folders import SAMPLE


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now

    def forward(self, **step: float) -> None:
        """Go forward."""
        self.now += timedelta(**step)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Give the sample city on its own day."""
    return cut(read_folder(SAMPLE), date(2026, 11, 20))


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Give fresh keys."""
    made = Keys(tmp_path / "keys")
    made.make_missing()
    return made


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run one PostgreSQL for all tests, where its account may reach it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder) / "postgres") as server:
            yield server


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite database that is up to date, to be copied: every migration takes a second."""
    file = tmp_path_factory.mktemp("sqlite") / "channel.sqlite3"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def new_database(postgres: str) -> str:
    """Give the name of a PostgreSQL database that is up to date, to be copied."""
    name = "up_to_date"
    upgrade(empty_database(postgres, name))
    return name


@pytest.fixture
def file_url(new_file: Path, tmp_path: Path) -> str:
    """Give the address of a database in a file, up to date and without a ticket."""
    return f"sqlite:///{shutil.copyfile(new_file, tmp_path / 'channel.sqlite3')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database of each kind, up to date and without a ticket."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_url")
        return
    server, like = request.getfixturevalue("postgres"), request.getfixturevalue("new_database")
    url = empty_database(server, f"t{secrets.token_hex(6)}", like)
    yield url
    drop_database(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give a database that is up to date."""
    made = Database(database_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def attachments(tmp_path: Path, keys: Keys) -> Attachments:
    """Give a folder for files."""
    return Attachments(tmp_path / "uploads", keys)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
def app(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, attachments: Attachments
) -> Flask:
    """Give the public app."""
    joined = Channel(
        database,
        keys,
        lambda: catalog,
        clock,
        page_url,
        dynamic_url,
        attachments,
        demo=True,
        wait=clock.waits.append,
    )
    return create_app(joined)
