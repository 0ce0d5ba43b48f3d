"""A killed `gongshi remind` is run again and ends as one that nobody killed: all of it, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from complaints.database import upgrade
from complaints.keys import Keys
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House
from tests.complaints.town import Town, fill
from tests.complaints.unrest import filing, numbers
from tests.kills import Kills, at_once, kills, seconds_of, start

__all__ = ["kills"]
pytestmark = pytest.mark.kills
NOW = datetime(2026, 12, 10, 2, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def town(database_url: str, keys: Keys, catalog: Catalog, tmp_path: Path) -> Town:
    """Give a town in which much is due."""
    folder = tmp_path / "town"
    (folder / "city").mkdir(parents=True)
    is_file = database_url.startswith("sqlite")
    url = f"sqlite:///{folder / 'channel.sqlite3'}" if is_file else database_url
    upgrade(url)
    made = Town(url, keys, folder)
    with made.opened() as database:
        fill(House(database, keys, catalog, Clock()), made.files)
    return made


def test_it_ends_the_same_whenever_it_was_killed(
    kills: Kills, town: Town, catalog: Catalog
) -> None:
    with town.opened() as database:
        old = numbers(database)
    unkilled = town.copied("unkilled")
    lasting = seconds_of(unkilled.remind, NOW)
    unkilled.remind(at_once, LATER)
    expected = unkilled.state(old)
    assert expected != town.state(old)

    for turn in kills:
        killed = town.copied(f"killed{turn}")
        with killed.opened() as database:
            house = House(database, town.keys, catalog, Clock(NOW))
            with filing(house) as receipts:
                kills.strike(start(killed.remind, NOW), lasting)
            assert set(numbers(database)) == {*old, *(one.number for one in receipts)}
        assert killed.audit().wrong <= 1  # A day root may be made and not exported yet.
        killed.remind(at_once, LATER)

        assert killed.state(old) == expected
        assert killed.audit().wrong == 0
