"""`gongshi publish`: a real site goes elsewhere, what has gone is nowhere there, and words help."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongshi
from disclosure.freezing import build
from disclosure.freezing.release import Store
from disclosure.publishing.bucket import KINDS
from tests.disclosure.publishing.places import public, read
from tests.folders import cell, copy_sample, drop_row, set_cell

DAY = date(2026, 11, 20)
PENALTY = "P2026-0012"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(gongshi.main, ["publish", *(str(word) for word in words)])


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample city with a cell changed, a penalty expired and a photo taken away."""
    folder = copy_sample(tmp_path_factory.mktemp("content") / "content")
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    set_cell(folder, "penalties", PENALTY, "valid_to", "2026-11-19")
    drop_row(folder, "photos", "V1202")
    (folder / "photos" / "100012-room.jpg").unlink()
    return folder


@pytest.fixture(scope="module")
def changed(frozen: Path, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an OUT with the release of that after the first."""
    out = tmp_path_factory.mktemp("changed") / "out"
    shutil.copytree(frozen, out, symlinks=True)
    build(content, out, DAY)
    return out


def told(out: Path) -> dict[str, object]:
    """Read what a build says that it changed, its lists in order."""
    found: dict[str, object] = json.loads((out / "current/changed.json").read_text("utf-8"))
    return {
        name: sorted(value) if isinstance(value, list) else value for name, value in found.items()
    }


def test_a_build_lists_what_it_changed(frozen: Path, changed: Path) -> None:
    old, new = public(Store(frozen)), public(Store(changed))

    assert told(changed)["written"] == sorted(file for file in new if new[file] != old.get(file))
    assert told(changed)["removed"] == sorted(old.keys() - new.keys())
    assert told(changed)["from"] == told(frozen)["to"]


def test_the_first_build_lists_everything(frozen: Path) -> None:
    first = told(frozen)

    assert (first["from"], first["removed"]) == ("", [])
    assert first["written"] == sorted(public(Store(frozen)))


def test_publishing_hands_over_what_the_build_lists(
    frozen: Path, changed: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert run("--out", frozen, "--to", site).exit_code == 0

    result = run("--out", changed, "--to", site, "--json")

    found = json.loads(result.stdout)
    keys = ("release", "written", "removed")
    assert [found[key] for key in keys] == [told(changed)[key] for key in ("to", *keys[1:])]
    assert read(site / "current/public") == public(Store(changed))


def test_nothing_of_what_is_over_stays_in_any_tree(
    frozen: Path, changed: Path, tmp_path: Path
) -> None:
    facts = cell(copy_sample(tmp_path / "sample"), "penalties", PENALTY, "facts").encode()
    site = tmp_path / "site"
    run("--out", frozen, "--to", site)
    before = b"".join(read(site / "trees").values())

    run("--out", changed, "--to", site)

    files = read(site / "trees")
    assert facts in before
    assert not any(facts in body for body in files.values())
    assert not any("V1202" in Path(file).name for file in files)


def test_it_says_in_a_line_what_it_did(frozen: Path, tmp_path: Path) -> None:
    first, second = (run("--out", frozen, "--to", tmp_path / "site") for _ in range(2))

    assert f"写入 {len(public(Store(frozen)))} 个文件，移除 0 个" in first.stdout
    assert "没有要写的文件" in second.stdout


def test_it_tells_of_a_file_of_others_whose_name_is_no_text(frozen: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "site/trees/a/public" / os.fsdecode(b"\xb9\xab.html")
    theirs.parent.mkdir(parents=True)
    theirs.touch()

    result = run("--out", frozen, "--to", tmp_path / "site", "--json")

    assert json.loads(result.stdout)["removed"] == [theirs.name]


def test_what_fails_ends_with_one_and_says_what_to_do(frozen: Path, tmp_path: Path) -> None:
    result = run("--out", frozen, "--to", f"rsync:{tmp_path}/nowhere/deep")

    assert result.exit_code == 1
    assert "rsync 出错" in result.output
    assert "再运行一次 gongshi publish" in result.output


def test_before_the_first_build_it_says_what_to_do_first(tmp_path: Path) -> None:
    result = run("--out", tmp_path / "out", "--to", tmp_path / "site")

    assert result.exit_code == 1
    assert "请先运行 gongshi build" in result.output


def test_a_bucket_can_name_every_kind_of_file_that_a_site_has(frozen: Path) -> None:
    assert {Path(file).suffix for file in public(Store(frozen))} <= KINDS.keys()
