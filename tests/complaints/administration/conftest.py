"""A full house, and an empty place of the same kind to restore into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from complaints.administration.backing_up import Place, back_up
from complaints.administration.finding import Disk, Installation
from complaints.database import Database
from complaints.database.models import Message
from complaints.keys import Keys
from content import Catalog
from tests.complaints.administration.helpers import Full, empty_place, full_house
from tests.complaints.conftest import Clock

ROOMY = Disk(10**12, 5 * 10**11)


@pytest.fixture
def full(database: Database, keys: Keys, catalog: Catalog, clock: Clock, tmp_path: Path) -> Full:
    """Give a house that is full."""
    return full_house(database, keys, catalog, clock, tmp_path / "uploads")


@pytest.fixture
def elsewhere(database_url: str, keys: Keys, tmp_path: Path) -> Place:
    """Give an empty place of the same kind, with the same keys."""
    return empty_place(Place(database_url, tmp_path, keys.folder), tmp_path / "elsewhere")


@pytest.fixture
def home(full: Full, tmp_path: Path, catalog: Catalog) -> Installation:
    """Give an installation with which all is well, but for what its officers lack."""
    now, out = full.house.clock.now, tmp_path / "out"
    with full.house.database.writing() as session:
        session.execute(update(Message).values(sent_at=now))
    back_up(full.place, tmp_path / "backups", now)
    (out / "current").mkdir(parents=True)
    (out / "current" / "manifest.json").write_text(json.dumps({"day": f"{catalog.day}"}))
    return Installation(
        full.place,
        out,
        tmp_path / "backups",
        full.house.database,
        lambda: catalog,
        now,
        lambda _: ROOMY,
    )
