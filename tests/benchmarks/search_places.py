"""The places that are searched, each published for the engines that serve it, without its pages.

The service needs the content of a release and its index: it is the same service over the same
files as after `gongshi build`, but for the few documents that are read off frozen pages of help.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks import cities
from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.freezing_edits import Edited, read
from tests.benchmarks.freezing_subjects import alone, make

BOTH, QUICK = ("whoosh", "tantivy"), ("tantivy",)


@dataclass(frozen=True)
class Published:
    """A place as one engine serves it: its content, and a release of content and index."""

    content: Path
    out: Path

    @property
    def index(self) -> Path:
        """The index of the release."""
        return self.out / "current" / "index"

    def write(self, number: int, day: date) -> tuple[Cost, Cost]:
        """Write the index in full; then rename an institution and write the index of that.

        Gives what both took; the second one is that of the release.
        """
        whole = self.out / "whole"
        full, _ = alone("index", self.content, whole, day)
        _some_home(self.content).rename(number)
        change, _ = alone("index", self.content, self.index, day, whole)
        return full, change


@dataclass(frozen=True)
class Place:
    """What is searched: its name, what it is in words, how many institutions, by which engines."""

    name: str
    told: str
    institutions: int
    published: dict[str, Published]


def city(folder: Path, day: date) -> Place:
    """Make the city, once for each of our engines."""
    folder.mkdir()
    told = cities.make(folder / "whoosh", day)
    settings = (folder / "whoosh" / "city.toml").read_text("utf-8")
    shutil.copytree(folder / "whoosh", folder / "tantivy")
    (folder / "tantivy" / "city.toml").write_text(f'{settings}\nsearch = "tantivy"\n', "utf-8")
    return _place("city", told, folder, BOTH)


def nation(folder: Path, institutions: int) -> Place:
    """Make a nation, which has Tantivy in its settings."""
    folder.mkdir()
    make(folder / "tantivy", institutions)
    return _place("nation", f"an invented nation: {institutions:,} institutions", folder, QUICK)


def _place(name: str, told: str, folder: Path, engines: tuple[str, ...]) -> Place:
    published = {engine: _publish(folder / engine, folder / f"out-{engine}") for engine in engines}
    homes = read(folder / engines[0], "institutions")
    return Place(name, told, len(homes), published)


def _publish(content: Path, out: Path) -> Published:
    """Lay a release down that lacks nothing but its index and its pages."""
    current = out / "current"
    current.mkdir(parents=True)
    (current / "content").symlink_to(content)
    (current / "manifest.json").write_text("{}", "utf-8")
    return Published(content, out)


def _some_home(content: Path) -> Edited:
    """Give an institution on display from the middle of the list."""
    homes = read(content, "institutions")
    home = next(one for one in homes[len(homes) // 2 :] if not one["valid_to"])
    return Edited(content, home["id"], home["name"], "")
