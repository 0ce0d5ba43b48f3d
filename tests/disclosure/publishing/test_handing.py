"""Whatever the target: exactly what differs is handed over; stopped anywhere it ends the same."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from disclosure.freezing.release import Store
from disclosure.publishing import PublishError, publish
from tests.disclosure.publishing.conftest import BEFORE, REMOVED, WRITTEN, MakePlace, Place
from tests.disclosure.publishing.places import (
    Bucket,
    Recorded,
    StoppedError,
    Trees,
    public,
    release,
)


def test_an_empty_place_gets_the_whole_site(before: Store, place: Place) -> None:
    report = publish(before, place.target())

    assert report.written == sorted(BEFORE)
    assert report.removed == []
    assert all(copy == public(before) for copy in (place.served(), *place.all()))


def test_after_a_change_exactly_what_differs_is_handed_over(
    before: Store, after: Store, place: Place
) -> None:
    publish(before, place.target())
    recorded = Recorded(place.target())

    report = publish(after, recorded)

    copies = range(len(place.all()))
    assert sorted(recorded.of("put")) == [(copy, file) for copy in copies for file in WRITTEN]
    assert (report.written, report.removed) == (WRITTEN, REMOVED)
    assert all(copy == public(after) for copy in (place.served(), *place.all()))


def test_nothing_is_touched_where_nothing_differs(before: Store, place: Place) -> None:
    publish(before, place.target())
    recorded = Recorded(place.target())

    report = publish(before, recorded)

    assert recorded.acts == []
    assert (report.written, report.removed) == ([], [])


def test_a_new_day_without_a_change_renews_the_record_alone(
    before: Store, place: Place, tmp_path: Path
) -> None:
    publish(before, place.target())
    tomorrow = release(tmp_path / "tomorrow", BEFORE, "2026-11-21")
    recorded = Recorded(place.target())

    publish(tomorrow, recorded)

    assert recorded.of("put") == recorded.of("remove") == []
    assert {name for _, name in recorded.of("note")} == {tomorrow_name(tomorrow)}


def tomorrow_name(store: Store) -> str:
    assert store.current
    assert store.current.manifest
    return store.current.manifest.release


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_a_copy_is_shown_when_it_is_whole_and_never_worked_on_while_it_is_shown(
    kind: str, before: Store, after: Store, make_place: MakePlace
) -> None:
    place = make_place(kind)
    publish(before, place.target())
    recorded = Recorded(place.target())

    publish(after, recorded)

    order = [(number, act) for number, act, _ in recorded.acts]
    switches = [order.index((0, "serve")), order.index((1, "serve"))]
    assert {number for number, _ in order[: switches[0]]} == {0}
    assert {number for number, _ in order[switches[0] + 1 :]} == {1}
    assert switches[1] == len(order) - 1


@pytest.mark.parametrize(("kind", "step"), [("folder", 1), ("bucket", 1), ("rsync", 3)])
def test_stopped_after_any_act_and_repeated_it_ends_the_same(
    kind: str, step: int, before: Store, after: Store, make_place: MakePlace
) -> None:
    for acts in count(1, step):
        place = make_place(kind)
        publish(before, place.target())
        try:
            publish(after, Recorded(place.target(), stop_after=acts))
        except StoppedError:
            if isinstance(place, Trees):
                assert place.served() in (public(before), public(after))
            publish(after, place.target())
        else:
            break

        assert all(copy == public(after) for copy in (place.served(), *place.all())), acts

    assert acts > len(WRITTEN)


def test_what_a_stopped_release_left_goes_with_the_next_one(
    before: Store, after: Store, place: Place, tmp_path: Path
) -> None:
    publish(before, place.target())
    with pytest.raises(StoppedError):
        publish(after, Recorded(place.target(), stop_after=3))
    other = release(tmp_path / "other", {**BEFORE, "sitemap.xml": "<urlset></urlset>"})

    publish(other, place.target())

    assert all(copy == public(other) for copy in (place.served(), *place.all()))


def test_progress_ends_at_all_files(before: Store, after: Store, place: Place) -> None:
    publish(before, place.target())
    told: list[tuple[int, int]] = []

    publish(after, place.target(), lambda done, total: told.append((done, total)))

    total = len(place.all()) * (len(WRITTEN) + len(REMOVED))
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_file_that_was_altered_is_never_handed_over(before: Store, place: Place) -> None:
    assert before.current
    (before.current.public / "index.html").write_text("改过", encoding="utf-8")

    with pytest.raises(PublishError, match=r"public/index\.html 被改过"):
        publish(before, place.target())

    assert not any(place.all())


def test_a_build_that_comes_to_the_tree_stops_it_before_anything_is_called_whole(
    before: Store, after: Store, make_place: MakePlace
) -> None:
    place = make_place("folder")
    publish(before, place.target())
    assert after.current
    tree = after.current

    with pytest.raises(PublishError, match="又生成了新的一版"):
        publish(after, place.target(), lambda _done, _total: tree.forget_manifest())

    assert place.served() == public(before)


def test_a_build_need_not_wait(before: Store, make_place: MakePlace) -> None:
    place = make_place("folder")

    def build(_done: int, _total: int) -> None:
        with before.lock():
            pass

    publish(before, place.target(), build)

    assert place.served() == public(before)


def test_one_at_a_time(before: Store, make_place: MakePlace) -> None:
    place = make_place("folder")

    def again(_done: int, _total: int) -> None:
        with pytest.raises(PublishError, match="另一个 publish 正在进行"):
            publish(before, place.target())

    publish(before, place.target(), again)

    assert place.served() == public(before)


def test_nothing_is_published_where_nothing_was_built(tmp_path: Path, place: Place) -> None:
    with pytest.raises(PublishError, match="请先运行 gongshi build"):
        publish(Store(tmp_path / "nothing"), place.target())

    assert not (tmp_path / "nothing").exists()
    assert isinstance(place, Bucket) or not place.folder.exists()
