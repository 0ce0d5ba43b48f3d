"""The rounds of freezing: what is done in each, in which folders, on which day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from disclosure.freezing.manifest import listed
from tests.benchmarks import freezing_names as named
from tests.benchmarks import hugo
from tests.benchmarks.freezing_costs import Results
from tests.benchmarks.freezing_edits import choose
from tests.benchmarks.freezing_subjects import (
    alone,
    build,
    bytes_of_page,
    check,
    make,
    one_edition,
    run_hugo,
)
from tests.benchmarks.medians import middle
from tests.benchmarks.nation import DAY


class Rounds:
    """What is measured in every round, and the folders that live from one to the next.

    `content` is edited all the time; `kept` is where the edits are published, `single` the same for
    the standard edition alone.
    """

    def __init__(self, folder: Path, results: Results) -> None:
        """Make the nations, Hugo's site, and two releases in which both trees are filled."""
        self.folder, self.results = folder, results
        self.content, self.tenth = folder / "content", folder / "tenth"
        self.kept, self.single, self.site = folder / "kept", folder / "single", folder / "hugo"
        make(self.content, results.institutions)
        make(self.tenth, results.institutions // 10)
        self.edited = choose(self.content)
        self.phones = 0
        self._publish_twice()

    @property
    def measures(self) -> dict[str, Callable[[int], None]]:
        """Give what a round consists of."""
        return {
            "full freeze": self.freeze,
            "full freeze of a tenth": self.freeze_tenth,
            "telephone": self.change_phone,
            "vacancy and name": self.change_lists,
            "quiet night": self.quiet_night,
            "parts": self.parts,
        }

    def freeze(self, _: int) -> None:
        """Freeze everything from nothing: one edition, both, and Hugo."""
        out, public = self.folder / "full", self.site / "public"
        whole, bare = one_edition("ours", self.content, out, DAY)
        self.results.add(named.OURS, bare)
        self.results.add(named.INDEXED, whole)
        shutil.rmtree(out)
        self.results.add(named.BOTH, build(self.content, out, DAY))
        shutil.rmtree(out)
        shutil.rmtree(public, ignore_errors=True)
        self.results.add(named.HUGO, run_hugo(self.site))
        self.results.bytes_of_page[named.HUGO] = bytes_of_page(public)

    def freeze_tenth(self, _: int) -> None:
        """Freeze the standard edition of the tenth, without the index, and with Frozen-Flask."""
        out = self.folder / "part"
        for name, way in ((named.TENTH, "ours"), (named.PLAIN, "frozen-flask")):
            self.results.add(name, one_edition(way, self.tenth, out, DAY)[1])
            shutil.rmtree(out)

    def change_phone(self, number: int) -> None:
        """Change what stands on one page, and have Hugo do the same."""
        before = self.edited.telephone
        after = self._phone()
        self.results.add(named.PHONE, build(self.content, self.kept, DAY + timedelta(number)))
        whole, _ = one_edition("ours", self.content, self.single, DAY)
        self.results.add(named.PHONE_ONE, whole)
        hugo.replace(self.site, f"/institutions/{self.edited.id}/", before, after)
        self.results.add(named.REBUILD, run_hugo(self.site))

    def change_lists(self, number: int) -> None:
        """Change what stands in lists, and see what it is to the index alone."""
        day = DAY + timedelta(number)
        self.edited.vacancy(number)
        self.results.add(named.VACANCY, build(self.content, self.kept, day))
        whole, changed = (self.folder / name for name in ("index", "index-changed"))
        self.results.add(named.INDEX, alone("index", self.content, whole, day)[0])
        self.edited.rename(number)
        found, _ = alone("index", self.content, changed, day, whole)
        self.results.add(named.INDEX_CHANGE, found)
        self.results.add(named.NAME, build(self.content, self.kept, day))
        one_edition("ours", self.content, self.single, DAY)  # So that it lacks no edit but one.

    def quiet_night(self, number: int) -> None:
        """Publish the same folder a day later."""
        self.results.add(named.NIGHT, build(self.content, self.kept, DAY + timedelta(number + 1)))

    def parts(self, _: int) -> None:
        """Check, write and compress, each alone."""
        public, out = self.kept / "current" / "public", self.folder / "written"
        self.results.add(named.CHECK, check(self.content))
        for name, what in ((named.WRITING, "write"), (named.GZIP, "compress")):
            cost, size = alone(what, public, out)
            self.results.add(name, cost)
            self.results.sizes[name] = size
        shutil.rmtree(out)

    def grow(self, size: int) -> None:
        """Freeze a nation of another size once; that of the rounds gives its median."""
        content, out = self.folder / "other", self.folder / "other-out"
        make(content, size)
        self.results.growth[size] = build(content, out, DAY)
        self.results.growth[self.results.institutions] = middle(self.results.rounds[named.BOTH])
        for folder in (content, out):
            shutil.rmtree(folder)

    def _publish_twice(self) -> None:
        """Fill both trees: the first change after a first build would write a whole tree."""
        one_edition("ours", self.content, self.single, DAY)
        build(self.content, self.kept, DAY)
        public = self.single / "current" / "public"
        self.results.bytes_of_page[named.OURS] = bytes_of_page(public)
        before = self.edited.telephone
        hugo.make_site(public, self.site)
        after = self._phone()
        hugo.replace(self.site, f"/institutions/{self.edited.id}/", before, after)
        one_edition("ours", self.content, self.single, DAY)
        build(self.content, self.kept, DAY)
        self.results.pages = sum(bool(one.fingerprint) for one in listed(self.kept / "current"))

    def _phone(self) -> str:
        """Give the institution a telephone that it never had."""
        self.phones += 1
        return self.edited.phone(self.phones)
