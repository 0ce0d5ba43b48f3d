"""A hotline beside the channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from complaints.database import Database
from complaints.keys import Keys
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.hotline.handing import Hotline, of
from tests.complaints.house import House


@pytest.fixture
def hotline(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, tmp_path: Path
) -> Hotline:
    """Give a hotline that has not handed anything over."""
    folder = tmp_path / "handed over"
    folder.mkdir()
    return Hotline(database, keys, catalog, clock, folder)


@pytest.fixture
def house(hotline: Hotline) -> House:
    """Give the house around the one order that was handed over."""
    hotline.hand()
    return of(hotline, hotline.only())
