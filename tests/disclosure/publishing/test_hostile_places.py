"""What somebody else has put at the target leads no publication astray."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from disclosure.freezing.release import Store
from disclosure.publishing import PublishError, publish, target_of
from tests.disclosure.publishing.conftest import BEFORE, MakePlace, Place
from tests.disclosure.publishing.places import Bucket, Trees, public, read


@pytest.fixture(params=["folder", "rsync"])
def trees(request: pytest.FixtureRequest, make_place: MakePlace) -> Trees:
    """Give an empty place of each kind that has trees."""
    place = make_place(request.param)
    assert isinstance(place, Trees)
    return place


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Give a folder that is none of ours, with a file."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "keep.txt").write_text("别人的", encoding="utf-8")
    return folder


def write_record(place: Place, text: str) -> None:
    """Replace every record of a place."""
    if isinstance(place, Bucket):
        place.client.put_object(Bucket=place.name, Key="site.release.json", Body=text.encode())
        return
    for name in "ab":
        (place.folder / "trees" / name / "release.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["../../../../elsewhere/keep.txt", "{root}/elsewhere/keep.txt", "x/../..", "", "."]
)
def test_a_record_that_names_files_outside_is_refused(
    name: str, before: Store, after: Store, place: Place, elsewhere: Path
) -> None:
    publish(before, place.target())
    named = name.format(root=elsewhere.parent)
    write_record(place, json.dumps({"release": "0", "files": {named: "0"}}))

    with pytest.raises(PublishError, match=r"release\.json 读不懂"):
        publish(after, place.target())

    assert read(elsewhere) == {"keep.txt": "别人的".encode()}
    assert place.served() == public(before)


@pytest.mark.parametrize("linked", ["public/institutions", "public"])
def test_nothing_is_written_or_removed_through_a_link(
    linked: str, before: Store, after: Store, trees: Trees, elsewhere: Path
) -> None:
    publish(before, trees.target())
    for name in "ab":
        tree = trees.folder / "trees" / name
        (tree / linked).rename(tree / "moved")
        (tree / linked).symlink_to(elsewhere)
    (trees.folder / "trees/b/release.json").unlink()

    publish(after, trees.target())

    assert read(elsewhere) == {"keep.txt": "别人的".encode()}
    assert all(copy == public(after) for copy in (trees.served(), *trees.all()))
    assert not any((trees.folder / "trees" / name / linked).is_symlink() for name in "ab")


@pytest.mark.parametrize("kind", ["folder of others", "link of others"])
def test_a_current_of_others_is_refused_before_anything_is_written(
    kind: str, before: Store, trees: Trees, elsewhere: Path
) -> None:
    trees.folder.mkdir()
    if kind == "folder of others":
        (trees.folder / "current").mkdir()
    else:
        (trees.folder / "current").symlink_to(elsewhere)

    with pytest.raises(PublishError, match="current 不是本程序建立的"):
        publish(before, trees.target())

    assert [path.name for path in trees.folder.iterdir()] == ["current"]


def test_a_current_that_is_missing_is_made_again(before: Store, trees: Trees) -> None:
    publish(before, trees.target())
    (trees.folder / "current").unlink()

    publish(before, trees.target())

    assert trees.served() == public(before)


@pytest.mark.parametrize("inside", ["", "current", "current/public", "trees", "new"])
@pytest.mark.parametrize("kind", ["", "rsync:"])
def test_no_place_inside_the_out_is_a_target(kind: str, inside: str, before: Store) -> None:
    old = read(before.out)

    with pytest.raises(PublishError, match="是 gongshi build 的发布目录"):
        publish(before, target_of(f"{kind}{before.out}/{inside}"))

    assert {name: body for name, body in read(before.out).items() if name[0] != "."} == old


def test_a_file_whose_name_is_in_another_encoding_goes(before: Store, trees: Trees) -> None:
    publish(before, trees.target())
    for name in "ab":
        tree = trees.folder / "trees" / name
        (tree / "release.json").unlink()
        Path(os.fsdecode(os.fsencode(tree / "public") + b"/\xb9\xab\xca\xbe.html")).touch()

    publish(before, trees.target())

    assert [set(copy) for copy in trees.all()] == [set(BEFORE)] * 2
