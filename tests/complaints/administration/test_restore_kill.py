"""A restore killed at any moment is never half used, and run again it comes to the same end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from complaints.administration.backing_up import Place, back_up
from complaints.administration.restoring import read_backup, restore
from complaints.administration.unfinished import is_unfinished
from complaints.auditing import verify
from complaints.database import Database
from complaints.keys import Keys
from tests.complaints.administration.helpers import Full, empty_place
from tests.complaints.unrest import numbers
from tests.kills import Kills, Ready, kills, seconds_of, start

__all__ = ["kills"]
pytestmark = pytest.mark.kills
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def backup(full: Full, tmp_path: Path) -> Path:
    """Back up a full house in which citizens go on filing."""
    with full.filing():
        back_up(full.place, tmp_path / "backups", NOW)
    (made,) = (tmp_path / "backups").iterdir()
    return made


def bring_back(ready: Ready, place: Place, folder: Path) -> None:
    """Do as `gongshi restore` does."""
    ready()
    restore(place, folder, read_backup(folder))


def standing(place: Place, keys: Keys) -> tuple[list[str], list[str]]:
    """Give the numbers and the files of a place in which all is well."""
    database = Database(place.database_url)
    with database.reading() as session:
        assert verify(session, keys).wrong == 0
    found = numbers(database), sorted(path.name for path in place.uploads.iterdir())
    database.engine.dispose()
    return found


def is_ended(place: Place) -> bool:
    """Tell whether a restore came to its end: it bears the mark for as long as it has not."""
    engine = create_engine(place.database_url)
    with engine.connect() as connection:
        begun, marked = inspect(connection).has_table("tickets"), is_unfinished(connection)
    engine.dispose()
    return begun and not marked


def test_it_comes_to_the_same_end_whenever_it_was_killed(
    kills: Kills, full: Full, backup: Path, tmp_path: Path
) -> None:
    unkilled = empty_place(full.place, tmp_path / "unkilled")
    lasting = seconds_of(bring_back, unkilled, backup)
    expected, keys = standing(unkilled, full.house.keys), full.house.keys
    assert len(expected[0]) == read_backup(backup).rows["tickets"]

    for turn in kills:
        place = empty_place(full.place, tmp_path / f"killed{turn}")
        place.uploads.parent.mkdir()
        kills.strike(start(bring_back, place, backup), lasting)
        if not is_ended(place):
            restore(place, backup, read_backup(backup))

        assert standing(place, keys) == expected
