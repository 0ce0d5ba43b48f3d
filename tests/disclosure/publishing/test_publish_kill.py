"""A killed `gongshi publish` is run again and ends as one that nobody killed."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from disclosure.freezing.release import Store
from disclosure.publishing import publish
from disclosure.publishing.handing import LOCK
from tests.disclosure.publishing.conftest import AFTER, BEFORE, KINDS, MakePlace, Place
from tests.disclosure.publishing.places import Bucket, Trees, hand_over, public, release
from tests.kills import Kills, kills, seconds_of, start

__all__ = ["kills"]
pytestmark = pytest.mark.kills
MANY = {f"institutions/{number}/index.html": "<h1>一家</h1>" for number in range(200001, 200031)}
CHANGED = dict.fromkeys(MANY, "<h1>这一家</h1>")


def words_of(place: Place) -> tuple[str, str]:
    return place.words, place.endpoint if isinstance(place, Bucket) else ""


def wait_for_rsync(store: Store) -> None:
    """Wait until the rsync that outlived a killed publication has ended."""
    with (store.out / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_the_same_whenever_it_was_killed(
    kind: str, kills: Kills, make_place: MakePlace, tmp_path: Path
) -> None:
    before = release(tmp_path / "before", BEFORE | MANY)
    after = release(tmp_path / "after", AFTER | CHANGED)
    unkilled = make_place(kind)
    publish(before, unkilled.target())
    lasting = seconds_of(hand_over, after, *words_of(unkilled))

    for _ in kills:
        place = make_place(kind)
        publish(before, place.target())
        kills.strike(start(hand_over, after, *words_of(place)), lasting)
        if isinstance(place, Trees):
            assert place.served() in (public(before), public(after))

        wait_for_rsync(after)
        publish(after, place.target())

        assert all(copy == public(after) for copy in (place.served(), *place.all()))
