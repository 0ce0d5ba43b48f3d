"""Measuring one place: its indexes are written, the engines asked alone, the pages read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path

from content import Catalog, cut, read_folder
from search_index import documents
from tests.benchmarks import ours
from tests.benchmarks.indexes import (
    ALONE,
    Parts,
    ask_alone,
    ask_ours,
    make_pages,
    size,
    words_of,
    write,
)
from tests.benchmarks.questions import Question, comparisons, questions
from tests.benchmarks.raw import Raw
from tests.benchmarks.recording import say
from tests.benchmarks.running import Subject, finish
from tests.benchmarks.search_places import Place
from tests.benchmarks.searched import CHANGE, COMPARISON, OURS, PAGE, Results

CLIENTS = (1, 4)
SERVER = "granian"


class Measuring:
    """One place being measured, in a folder, on a day; `loads` is how busy the machine is."""

    def __init__(self, folder: Path, place: Place, day: date, loads: list[float]) -> None:
        """Begin with nothing found."""
        self.folder, self.place, self.day, self.loads = folder, place, day, loads
        self.results = Results(place.name, place.told, place.institutions)

    def rounds(self, what: str, count: int, measure: Callable[[int], None]) -> None:
        """Take a measure so often."""
        for number in range(count):
            say(f"{self.place.name}: {what}, round {number + 1} of {count}", self.loads)
            measure(number)

    def measure(self, rounds: int, writes: int, each: int) -> Results:
        """Measure everything; `writes` says how often every index is written."""
        self.rounds("our indexes", writes, self.write_ours)
        made_of = list(documents(self.catalog))
        searches, compared = questions(made_of, each), comparisons(made_of, each)
        parts = Parts(made_of)
        self.results.documents, self.results.parts = len(made_of), len(parts)
        self.rounds("indexes alone", writes, lambda _: self.write_alone(parts))
        self.rounds("engines", rounds, lambda _: self.ask(searches, compared))
        self.count(searches)
        self.read_pages({"search": searches, "comparison": compared}, rounds)
        return self.results

    @cached_property
    def catalog(self) -> Catalog:
        """Give what is shown, the same whatever the engine."""
        content = next(iter(self.place.published.values())).content
        return cut(read_folder(content), self.day)

    def write_ours(self, number: int) -> None:
        """Write the index of every release anew, and after a change."""
        for engine, published in self.place.published.items():
            full, change = published.write(number, self.day)
            self.results.add_index(OURS[engine], full)
            self.results.add_index(CHANGE.format(OURS[engine]), change)
            self.results.sizes[OURS[engine]] = size(published.index)

    def write_alone(self, parts: Parts) -> None:
        """Write the index of every engine alone, but of none that takes too long."""
        for name in self.peers():
            if cost := write(ALONE[name], parts, self.alone(name)):
                self.results.add_index(name, cost)
                self.results.sizes[name] = size(self.alone(name))
            else:
                self.results.too_long.append(name)

    def peers(self) -> list[str]:
        """Name the engines alone, but for those that take too long."""
        return [name for name in ALONE if name not in self.results.too_long]

    def alone(self, name: str) -> Path:
        """Give the folder of the index of an engine alone."""
        return self.folder / name.replace(" ", "-")

    def ask(self, searches: Sequence[Question], compared: Sequence[Question]) -> None:
        """Ask our indexes, make our pages, and ask every engine alone, all in this process."""
        for engine, published in self.place.published.items():
            index, name = published.index, OURS[engine]
            self.results.add_engine(name, ask_ours(index, searches, self.day))
            self.results.add_engine(PAGE.format(name), make_pages(index, searches, self.catalog))
            each = make_pages(index, compared, self.catalog)
            self.results.add_engine(COMPARISON.format(name), each)
        for name, opened in self.opened().items():
            self.results.add_engine(name, ask_alone(opened, words_of(searches)))

    def count(self, searches: Sequence[Question]) -> None:
        """See that the engines alone find as much as one another."""
        words = words_of(searches)
        self.results.questions = len(words)
        found = {name: [*map(one.count, words)] for name, one in self.opened().items()}
        self.results.compare(found)

    def opened(self) -> dict[str, Raw]:
        """Open the indexes of the engines alone."""
        return {name: ALONE[name].open(self.alone(name)) for name in self.peers()}

    def read_pages(self, asked: dict[str, list[Question]], rounds: int) -> None:
        """Read all pages in every round, from each service, by one client and by several."""
        with ExitStack() as stack:
            subjects = {engine: self.start(stack, engine) for engine in self.place.published}
            for subject, pages in product(subjects.values(), asked.values()):
                self.read(subject, pages, 1)  # Opens whatever is kept from then on.

            def once(_: int) -> None:
                for what, clients, engine in product(asked, CLIENTS, subjects):
                    done = self.read(subjects[engine], asked[what], clients)
                    self.results.add_pages((OURS[engine], what, clients), asked[what], done)

            self.rounds("pages", rounds, once)

    def start(self, stack: ExitStack, engine: str) -> Subject:
        """Start the service over the release of an engine."""
        database = f"sqlite:///{self.folder / engine}.sqlite3"
        out, folder = self.place.published[engine].out, self.folder / f"serving-{engine}"
        return stack.enter_context(ours.running(SERVER, engine, database, out, folder))

    def read(self, subject: Subject, asked: list[Question], clients: int) -> dict[str, list[float]]:
        """Have all pages read by so many clients in a process of their own."""
        paths = self.folder / "paths.json"
        paths.write_text(json.dumps([one.path for one in asked]), "utf-8")
        words = [sys.executable, "-m", "tests.benchmarks.readers", subject.url]
        words += [str(paths), f"--clients={clients}"]
        done = json.loads(finish(words, why="a page was not answered"))
        return {**done, "seconds": [done["seconds"]]}
