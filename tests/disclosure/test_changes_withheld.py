"""Nothing of a withheld record stays in a line about a change, whatever the log says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from content.changes.record import Change
from content.reading import read_table
from content.writing import write_table
from disclosure.freezing import build
from tests.disclosure.test_freezing import published, real_city, whole_site
from tests.folders import cell, copy_sample, set_cell

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def out(frozen: Path, tmp_path: Path) -> Path:
    """Give a first release of it."""
    return Path(shutil.copytree(frozen, tmp_path / "out", symlinks=True))


def changes(out: Path) -> str:
    return (out / "current/public/changes/index.html").read_text(encoding="utf-8")


def log(out: Path) -> str:
    return (out / "current/changes.csv").read_text(encoding="utf-8")


def all_that_tells_of_changes(out: Path) -> str:
    """Give the pages and feeds of every edition, and the log."""
    bodies = (body for name, body in published(out).items() if "changes" in name.split("/"))
    return b"".join(bodies).decode() + log(out)


def edit(folder: Path) -> None:
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")


def plant(out: Path, **cells: str | date | int) -> None:
    """Write a line about a penalty into the log of the current release."""
    values = {"release": 1, "day": DAY, "kind": "变更", "table": "penalties", "field": "content"}
    line = Change(**{**values, "institution": "100012", "after": "罚款 1 元", **cells})  # type: ignore[arg-type]
    file = out / "current/changes.csv"
    write_table(file, Change, [line, *read_table(file, Change).rows])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a city that ages, and a second release that tells how a penalty was corrected."""
    place = tmp_path_factory.mktemp("told")
    real_city(copy_sample(place / "content"))
    build(place / "content", place / "out", DAY)
    set_cell(place / "content", "penalties", "P2026-0012", "content", "罚款 77777 元，责令改正")
    build(place / "content", place / "out", DAY)
    assert "罚款 77777 元" in changes(place / "out")
    return place


@pytest.mark.parametrize(
    "cells",
    [
        {"repaired_on": "2026-11-21"},
        {"remedy": "撤销", "remedy_on": "2026-11-21"},
        {"valid_to": "2026-11-20"},
    ],
    ids=["repaired", "revoked", "expired"],
)
def test_lines_about_a_penalty_leave_with_it(
    told: Path, tmp_path: Path, cells: dict[str, str]
) -> None:
    shutil.copytree(told, tmp_path / "city", symlinks=True)
    folder, out = tmp_path / "city/content", tmp_path / "city/out"
    for column, value in cells.items():
        set_cell(folder, "penalties", "P2026-0012", column, value)

    build(folder, out, date(2026, 11, 21))

    assert "77777" not in whole_site(out) + log(out)
    assert "P2026-0012" not in all_that_tells_of_changes(out)


@pytest.mark.parametrize("kind", ["新增", "变更", "停止公示"])
def test_a_line_planted_about_a_withheld_record_is_dropped(
    folder: Path, out: Path, kind: str
) -> None:
    withheld = cell(folder, "penalties", "P2026-0005", "institution")
    plant(out, key="P2026-0005", institution=withheld, kind=kind)
    edit(folder)

    build(folder, out, DAY)

    assert "罚款 1 元" not in whole_site(out)
    assert "P2026-0005" not in log(out)


@pytest.mark.parametrize("mark", ["id", "document_number", "facts"])
def test_an_old_word_that_names_a_withheld_record_goes_and_stops_nothing(
    folder: Path, out: Path, mark: str
) -> None:
    word = cell(folder, "penalties", "P2026-0005", mark)
    plant(out, key="100012", table="institutions", field="visiting", before=f"见{word}")
    edit(folder)

    build(folder, out, DAY)

    assert word not in whole_site(out)
    assert "每天 10:00—11:00" in changes(out)


def test_the_log_lies_where_nothing_is_served(folder: Path, out: Path) -> None:
    edit(folder)
    build(folder, out, DAY)

    assert "每天 9:00—17:00" in log(out)
    assert not [name for name in published(out) if "ledger" in name or name.endswith("changes.csv")]


def test_a_damaged_log_loses_its_lines_and_stops_nothing(folder: Path, out: Path) -> None:
    (out / "current/changes.csv").write_bytes(b"\xff\xfe\x00 no table")
    edit(folder)

    build(folder, out, DAY)

    assert "每天 10:00—11:00" in changes(out)
