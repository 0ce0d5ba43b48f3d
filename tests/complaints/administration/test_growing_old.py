"""What is well today and will not be tomorrow: disks, backups, calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from complaints.administration.finding import Disk, Installation, Level
from content import cut, read_folder
from tests.complaints.administration.helpers import said
from tests.folders import SAMPLE


@pytest.fixture
def database_url(file_url: str) -> str:
    """Give the address of a file: the doctor asks both kinds the same."""
    return file_url


@pytest.mark.parametrize(
    ("disk", "level"),
    [
        (Disk(10**12, 10**11), Level.WELL),
        (Disk(10**12, 10**11 - 1), Level.SOON),
        (Disk(10**12, 5 * 10**10 - 1), Level.WRONG),
        (Disk(4 * 10**9, 2 * 10**9), Level.SOON),  # Half is free, and yet not much.
        (Disk(4 * 10**9, 5 * 10**8), Level.WRONG),
    ],
)
def test_a_disk_is_judged_by_share_and_by_size(
    home: Installation, disk: Disk, level: Level
) -> None:
    assert said(replace(home, disk=lambda _: disk), "磁盘：附件").level is level


@pytest.mark.parametrize(
    ("hours", "level"),
    [(26, Level.WELL), (27, Level.SOON), (7 * 24, Level.SOON), (7 * 24 + 1, Level.WRONG)],
)
def test_a_backup_grows_old(home: Installation, hours: int, level: Level) -> None:
    late = replace(home, now=home.now + timedelta(hours=hours))

    assert said(late, "备份").level is level


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2026, 9, 30), Level.WELL),
        (date(2026, 10, 1), Level.SOON),
        (date(2026, 11, 30), Level.SOON),
        (date(2026, 12, 1), Level.WRONG),
        (date(2029, 1, 4), Level.WRONG),
    ],
)
def test_the_next_calendar_is_asked_for_in_time(
    home: Installation, day: date, level: Level
) -> None:
    catalog = cut(read_folder(SAMPLE), day)
    now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)

    assert said(replace(home, now=now, catalog=lambda: catalog), "工作日历").level is level
