"""A build that is refused publishes nothing new, and still lets go of what has expired."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import gongshi
from content import Fault, check
from disclosure.freezing import BuildError, build, verify
from disclosure.freezing.release import Store, content_hash
from tests.disclosure.test_freezing import published, real_city, whole_site
from tests.folders import add_row, cell, copy_sample, set_cell

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
PENALTY = "P2026-0012"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city in which a penalty has its last day on DAY."""
    folder = copy_sample(tmp_path / "content")
    real_city(folder)
    set_cell(folder, "penalties", PENALTY, "valid_to", str(DAY))
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder for releases."""
    return tmp_path / "out"


def break_a_cell(folder: Path) -> None:
    set_cell(folder, "fees", "F1206", "amount", "很多")


def break_a_link(folder: Path) -> None:
    about = folder / "texts" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n\n[哪里](/nowhere/)\n", "utf-8")


@pytest.mark.parametrize("spoil", [break_a_cell, break_a_link])
def test_what_has_expired_leaves_even_when_the_new_content_is_refused(
    folder: Path, out: Path, spoil: Callable[[Path], None]
) -> None:
    facts = cell(folder, "penalties", PENALTY, "facts")
    build(folder, out, DAY)
    before = whole_site(out)
    hours = cell(folder, "institutions", "100012", "visiting")
    set_cell(folder, "institutions", "100012", "visiting", "每天 1:00")
    spoil(folder)

    with pytest.raises(BuildError, match="到 2026-11-21 已经到期的都撤下了"):
        build(folder, out, NEXT)

    after = whole_site(out)
    assert facts in before
    assert facts not in after
    assert hours in after
    assert "每天 1:00" not in after
    assert verify(Store(out)) == []


def test_what_has_expired_leaves_even_when_a_table_may_not_be_read(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = cell(folder, "penalties", PENALTY, "facts")
    build(folder, out, DAY)

    def locked(path: Path) -> str:
        if path == folder:
            raise PermissionError(13, "Permission denied", str(folder / "fees.csv"))
        return content_hash(path)

    monkeypatch.setattr("disclosure.freezing.release.content_hash", locked)

    with pytest.raises(BuildError, match=r"内容读不了.*fees\.csv.*已经到期的都撤下了"):
        build(folder, out, NEXT)

    assert facts not in whole_site(out)


def test_what_a_stricter_program_would_refuse_today_still_expires(folder: Path, out: Path) -> None:
    facts = cell(folder, "penalties", PENALTY, "facts")
    build(folder, out, DAY)
    set_cell(out / "current" / "content", "units", "jia-mz", "telephone", "见门口牌子")
    set_cell(folder, "units", "jia-mz", "telephone", "见门口牌子")

    with pytest.raises(BuildError, match="到 2026-11-21 已经到期的都撤下了"):
        build(folder, out, NEXT)

    assert facts not in whole_site(out)


def test_a_refused_build_on_the_same_day_changes_nothing(folder: Path, out: Path) -> None:
    build(folder, out, DAY)
    before = published(out)
    break_a_cell(folder)

    with pytest.raises(BuildError, match=r"1 处错误，没有发布$"):
        build(folder, out, DAY)

    assert published(out) == before


def test_content_on_display_that_can_no_longer_be_built_is_an_alarm(
    folder: Path, out: Path
) -> None:
    build(folder, out, DAY)
    break_a_cell(out / "current" / "content")
    break_a_cell(folder)

    with pytest.raises(BuildError, match="到期的信息可能还在网站上，请马上改正"):
        build(folder, out, NEXT)


def test_a_number_in_a_place_that_stays_is_refused_before_its_record_expires(
    folder: Path, out: Path
) -> None:
    add_row(
        folder,
        "drills",
        id="E2026-9999",
        institution="100012",
        kind="其他",
        held_on="2026-11-01",
        persons="未填报",
        as_of="2026-11-01",
        source_unit="jia-mz",
        source_document=f"见 {PENALTY}",
    )

    with pytest.raises(BuildError) as refused:
        build(folder, out, DAY)

    assert [fault.file for fault in refused.value.faults] == ["drills.csv"]


@pytest.mark.parametrize("inner", ["", "out", "texts/out"])
def test_a_release_is_never_built_among_the_tables(folder: Path, inner: str) -> None:
    before = sorted(folder.rglob("*"))
    words = ["build", "--content", str(folder), "--out", str(folder / inner)]

    result = CliRunner().invoke(gongshi.main, words)

    assert result.exit_code == 1
    assert "不能作发布目录" in result.output
    assert sorted(folder.rglob("*")) == before


def test_a_release_is_never_built_among_the_tables_of_another_city(folder: Path) -> None:
    result = CliRunner().invoke(gongshi.main, ["build", "--out", str(folder)])

    assert "不能作发布目录" in result.output


def test_what_is_saved_while_a_build_reads_is_not_published_unchecked(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves between the reading and the copy: pages and copy would tell two stories."""

    def check_slowly(*given: Any, **more: Any) -> list[Fault]:
        found = check(*given, **more)
        set_cell(folder, "institutions", "100012", "visiting", "很多时候")
        return found

    monkeypatch.setattr(sys.modules["disclosure.freezing.build"], "check", check_slowly)

    with pytest.raises(BuildError, match="又改动"):
        build(folder, out, DAY)
    assert not (out / "current").exists()
