"""A killed build leaves the current release whole, and the next one is right, in either tree."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from disclosure.freezing import build
from disclosure.freezing.release import Store
from disclosure.freezing.verifying import verify
from tests.folders import copy_sample, set_cell
from tests.kills import Kills, Ready, kills, seconds_of, start

__all__ = ["kills"]
pytestmark = pytest.mark.kills
DAY = date(2026, 11, 20)
PAST = "changes"


def freeze(ready: Ready, source: Path, out: Path) -> None:
    """Do as `gongshi build` does."""
    ready()
    build(source, out, DAY)


def published(out: Path) -> dict[str, bytes]:
    """Give what is served, apart from the pages and feeds that tell of the releases before."""
    public = out / "current" / "public"
    files = (path for path in public.rglob("*") if path.is_file())
    named = {path.relative_to(public): path for path in files}
    return {str(name): path.read_bytes() for name, path in named.items() if PAST not in name.parts}


def contents(folder: Path) -> tuple[Path, Path]:
    """Make two contents of a city that differ in a price and in a name."""
    one, other = copy_sample(folder / "one"), copy_sample(folder / "other")
    set_cell(other, "fees", "F1206", "amount", "4321")
    set_cell(other, "institutions", "100012", "name", "示例重阳新里颐养院")
    return one, other


def test_whenever_a_build_is_killed_the_release_is_whole_and_the_next_is_right(
    kills: Kills, tmp_path: Path
) -> None:
    now, then = contents(tmp_path)
    wanted = {}
    for source in (now, then):
        build(source, tmp_path / f"fresh-{source.name}", DAY)
        wanted[source] = published(tmp_path / f"fresh-{source.name}")
    out = tmp_path / "out"
    build(now, out, DAY)
    shutil.copytree(out, tmp_path / "trial", symlinks=True)
    lasting = seconds_of(freeze, then, tmp_path / "trial")

    for _ in kills:
        kills.strike(start(freeze, then, out), lasting)
        assert published(out) in (wanted[now], wanted[then])

        build(then, out, DAY)

        assert published(out) == wanted[then]
        assert verify(Store(out)) == []
        now, then = then, now
