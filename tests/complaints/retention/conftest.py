"""A shelf for closed tickets."""

from __future__ import annotations

from pathlib import Path

import pytest

from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.retention import REGISTER, Archive
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House
from tests.complaints.retention.shelf import Shelf


@pytest.fixture
def archive(database: Database, keys: Keys, attachments: Attachments, tmp_path: Path) -> Archive:
    """Give the archive; its register lies beside the files."""
    return Archive(database, keys, attachments, tmp_path / "uploads" / REGISTER)


@pytest.fixture
def shelf(archive: Archive, catalog: Catalog, clock: Clock) -> Shelf:
    """Give a shelf with nothing on it."""
    return Shelf(House(archive.database, archive.keys, catalog, clock), archive)
