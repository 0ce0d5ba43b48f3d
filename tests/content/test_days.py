"""The sample day by day: nothing is shown before its first day, after its last, or once more."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from content import key_of, read_folder
from content.checks.law import law_warnings
from content.checks.punctuality import ending_warnings
from content.publicity import ONE, Window, Withheld
from content.settling import Verdict, settle
from content.tables import TABLES, Grade, Hazard
from tests import rows
from tests.folders import SAMPLE

DAY = date(2026, 11, 20)
Named = tuple[str, str]

folder = cache(read_folder)


@cache
def verdicts(day: date) -> dict[Named, Verdict]:
    everything = [row for kind in TABLES for row in folder(SAMPLE).rows(kind)]
    return {(type(row).file(), key_of(row)): verdict for row, verdict in settle(everything, day)}


def last_days() -> list[date]:
    """Give the days on which something is shown for the last time, of what is shown on DAY."""
    windows = [one for one in verdicts(DAY).values() if isinstance(one, Window)]
    return sorted({window.ends for window in windows if window.ends})


def test_whatever_ends_is_shown_on_its_last_day_and_gone_on_the_next() -> None:
    promised = {
        named: window.ends
        for named, window in verdicts(DAY).items()
        if isinstance(window, Window) and window.ends
    }

    assert len(promised) > 100
    for named, ends in promised.items():
        assert verdicts(ends)[named] == verdicts(DAY)[named]
        assert not isinstance(verdicts(ends + ONE)[named], Window), named


def test_nothing_stands_outside_its_window_or_comes_back() -> None:
    days = sorted({day + ONE * k for day in last_days() for k in (0, 1)})
    gone: set[Named] = set()
    for day in days:
        for named, verdict in verdicts(day).items():
            if isinstance(verdict, Window):
                assert verdict.begins <= day <= (verdict.ends or day)
                assert named not in gone
            elif verdict is not Withheld.NOT_YET:
                gone.add(named)


def test_what_belongs_to_an_institution_that_is_still_to_come_is_still_to_come() -> None:
    home, hazard = rows.institution(valid_from=DAY + ONE), rows.record(Hazard)

    assert [verdict for _, verdict in settle([home, hazard], DAY)] == [Withheld.NOT_YET] * 2


@pytest.mark.parametrize(
    "day", [date(2025, 12, 31), date(2026, 3, 31), date(2026, 4, 1), DAY, date(2027, 8, 1)]
)
def test_the_check_and_the_catalog_say_the_same_of_a_day(day: date) -> None:
    shown = verdicts(day)
    told = law_warnings(folder(SAMPLE), day)
    uncovered = {
        (one.file, one.message.split("：")[0]) for one in told if "没有适用" in one.message
    }
    advised = {one.row for one in ending_warnings(folder(SAMPLE), day) if one.file == Grade.file()}

    assert uncovered == {named for named, one in shown.items() if one is Withheld.NO_RULE}
    for number, grade in folder(SAMPLE).table(Grade):
        assert number not in advised or isinstance(shown[Grade.file(), grade.id], Window)
