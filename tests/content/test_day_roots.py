"""The chain of days that the channel exports: read like any table, missing without a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content import Fault, check, cut, read_folder
from content.new_city import new_city
from content.tables import DayRoot
from content.writing import write_table
from tests.folders import copy_sample
from tests.rows import day_root

NAME = "channel/day_roots.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def export(folder: Path, *rows: DayRoot) -> None:
    (folder / "channel").mkdir(exist_ok=True)
    write_table(folder / NAME, DayRoot, rows)


def faults(folder: Path) -> list[Fault]:
    return [fault for fault in check(read_folder(folder)) if fault.weight == "fault"]


def test_a_folder_without_them_is_sound(folder: Path) -> None:
    assert not (folder / NAME).exists()
    assert faults(folder) == []
    assert read_folder(folder).rows(DayRoot) == []


def test_a_new_city_gets_none(tmp_path: Path) -> None:
    new_city(tmp_path / "city")

    assert not (tmp_path / "city" / "channel").exists()


def test_an_unbroken_chain_is_sound_and_in_the_catalog(folder: Path) -> None:
    rows = [day_root(30, month=11), day_root(1, month=12)]
    export(folder, *rows)

    assert faults(folder) == []
    assert cut(read_folder(folder), date(2026, 12, 2)).all(DayRoot) == rows


@pytest.mark.parametrize("days", [(20, 22), (21, 20)])
def test_a_day_that_does_not_follow_the_one_before_is_a_fault(
    folder: Path, days: tuple[int, int]
) -> None:
    export(folder, *(day_root(day) for day in days))

    (fault,) = faults(folder)
    assert (fault.file, fault.row) == (NAME, 3)
    assert f"2026-11-{days[0]} 之后应是 2026-11-{days[0] + 1}" in fault.message


def test_a_day_told_twice_is_one_fault(folder: Path) -> None:
    export(folder, day_root(20), day_root(20))

    (fault,) = faults(folder)
    assert "与第 2 行重复" in fault.message


@pytest.mark.parametrize("cell", ["", "ab" * 31, "AB" * 32, "xy" * 32, "未填报"])
def test_what_is_no_digest_is_a_fault(folder: Path, cell: str) -> None:
    export(folder, day_root(20))
    file = folder / NAME
    file.write_text(file.read_text("utf-8").replace("aa" * 32, cell), encoding="utf-8")

    assert {(fault.file, fault.column) for fault in faults(folder)} == {(NAME, "root（校验值）")}


def test_the_digits_of_a_digest_are_nobodys_telephone(folder: Path) -> None:
    export(folder, day_root(20, root="a13800138000b".ljust(64, "c")))

    assert faults(folder) == []
