"""A folder, or another machine by rsync: two trees, and nothing in either that has gone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from disclosure.freezing.release import Store
from disclosure.publishing import PublishError, publish, target_of
from tests.disclosure.publishing.conftest import REMOVED, WRITTEN, MakePlace
from tests.disclosure.publishing.places import Trees, public, read


@pytest.fixture(params=["folder", "rsync"])
def trees(request: pytest.FixtureRequest, make_place: MakePlace) -> Trees:
    """Give an empty place of each kind that has trees."""
    place = make_place(request.param)
    assert isinstance(place, Trees)
    return place


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Tell files apart that were written again, even with the same bytes."""
    found = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns)
        for path, stat in found.items()
    }


def test_other_files_are_not_touched(before: Store, after: Store, trees: Trees) -> None:
    publish(before, trees.target())
    old = {name: marks(trees.folder / "trees" / name / "public") for name in "ab"}

    publish(after, trees.target())

    for name in "ab":
        new = marks(trees.folder / "trees" / name / "public")
        assert {file for file in new if new[file] != old[name].get(file)} == set(WRITTEN)
        assert old[name].keys() - new.keys() == set(REMOVED)


def test_folders_that_are_left_empty_go(before: Store, after: Store, trees: Trees) -> None:
    publish(before, trees.target())

    publish(after, trees.target())

    assert all(any(folder.iterdir()) for folder in trees.folders())
    assert not any(folder.name == "100013" for folder in trees.folders())


def test_a_tree_without_a_record_is_looked_through(before: Store, trees: Trees) -> None:
    publish(before, trees.target())
    for name in "ab":
        tree = trees.folder / "trees" / name
        (tree / "release.json").unlink()
        (tree / "public/index.html").write_text("改过", encoding="utf-8")
        (tree / "public/404.html").unlink()
        (tree / "public/陌生").mkdir()
        (tree / "public/陌生/page.html").write_text("不是我们的", encoding="utf-8")
        (tree / "public/link").symlink_to("/etc")

    publish(before, trees.target())

    assert all(copy == public(before) for copy in (trees.served(), *trees.all()))
    assert not any((trees.folder / "trees" / name / "public/link").is_symlink() for name in "ab")


def test_an_out_is_no_target(before: Store, after: Store) -> None:
    (after.out / "ledger.csv").write_text("number\n", encoding="utf-8")
    old = public(after)

    for words in (str(after.out), f"rsync:{after.out}"):
        with pytest.raises(PublishError, match="是 gongshi build 的发布目录"):
            publish(before, target_of(words))

    assert public(after) == old


def test_a_record_that_cannot_be_read_is_named(before: Store, trees: Trees) -> None:
    publish(before, trees.target())
    (trees.folder / "trees/a/release.json").write_text("[]", encoding="utf-8")

    with pytest.raises(PublishError, match=r"release\.json 读不懂"):
        publish(before, trees.target())


def test_rsync_reaches_another_machine_by_its_remote_shell(
    before: Store, after: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\n[ "$1" = web.example ] || exit 1\nshift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    words = f"rsync:web.example:{tmp_path}/the site"

    publish(before, target_of(words))
    publish(after, target_of(words))

    assert read(tmp_path / "the site/current/public") == public(after)


def test_what_rsync_complains_of_is_told(before: Store, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"(?s)rsync 出错.*No such file or directory"):
        publish(before, target_of(f"rsync:{tmp_path}/nowhere/deep"))


def test_a_machine_without_rsync_is_told_so(
    before: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PublishError, match="没有 rsync；请先安装"):
        publish(before, target_of(f"rsync:{tmp_path}/site"))


def test_a_folder_that_cannot_be_written_is_told(before: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(PublishError, match="读写出错"):
        publish(before, target_of(f"{tmp_path}/file/site"))


def test_what_was_built_for_one_user_is_served_to_all(before: Store, trees: Trees) -> None:
    assert before.current
    paths = [before.current.public, *before.current.public.rglob("*")]
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)

    publish(before, trees.target())

    served = [path for path in (trees.folder / "trees").rglob("*") if path.name != "release.json"]
    rights = {path.is_dir(): path.stat().st_mode & 0o777 for path in served}
    assert rights == {True: 0o755, False: 0o644}


def test_the_rights_of_the_place_itself_stay(before: Store, trees: Trees) -> None:
    trees.folder.mkdir(mode=0o750)

    publish(before, trees.target())

    assert trees.folder.stat().st_mode & 0o777 == 0o750


def test_an_rsync_that_outlives_its_publish_keeps_others_away(
    before: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("rsync")
    lasting = tmp_path / "bin" / "rsync"
    lasting.parent.mkdir()
    lasting.write_text(f'#!/bin/sh\nsleep 2 >/dev/null 2>&1 &\nexec {real} "$@"\n')
    lasting.chmod(0o755)
    monkeypatch.setenv("PATH", f"{lasting.parent}:{os.environ['PATH']}")
    words = f"rsync:{tmp_path}/site"
    publish(before, target_of(words))

    with pytest.raises(PublishError, match="另一个 publish 正在进行"):
        publish(before, target_of(words))
