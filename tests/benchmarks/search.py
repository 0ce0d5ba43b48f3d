"""Search beside other engines: `make bench`, or `python -m tests.benchmarks.search`.

The city is published twice, with the default engine and with Tantivy; the engines are also
measured alone, SQLite's FTS5 among them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from itertools import product
from pathlib import Path

import gongshi
from content import cut, read_folder
from disclosure.freezing import build
from search_index import Document, documents
from tests.benchmarks import cities, indexes, ours
from tests.benchmarks.intake import workplace
from tests.benchmarks.questions import Question, questions
from tests.benchmarks.recording import commit
from tests.benchmarks.running import Subject, finish
from tests.benchmarks.search_report import section, write
from tests.benchmarks.searched import Results, times

SERVED = ("whoosh", "tantivy")
CLIENTS = (1, 4)
SERVER = "granian"
EACH = 40
PATHS = "paths.json"


def publish(folder: Path, day: date, results: Results) -> None:
    """Publish the city with the default engine, and as a copy of it with the other one."""
    first, second = (folder / f"out-{engine}" for engine in SERVED)
    made = build(folder / "city", first, day)
    results.release = f"A release of {len(made.rendered):,} pages took {made.seconds:.0f} s."
    shutil.copytree(first, second, symlinks=True)
    settings = folder / "city" / "city.toml"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}\nsearch = "{SERVED[1]}"\n', "utf-8")
    build(folder / "city", second, day)


def start(stack: ExitStack, folder: Path, engine: str) -> Subject:
    """Start the service over the release of an engine."""
    database, out = f"sqlite:///{folder / engine}.sqlite3", folder / f"out-{engine}"
    return stack.enter_context(ours.running(SERVER, engine, database, out, folder / engine))


def read(subject: Subject, folder: Path, clients: int) -> dict[str, list[float]]:
    """Have all questions asked by so many clients in a process of their own."""
    words = [sys.executable, "-m", "tests.benchmarks.readers", subject.url]
    words += [str(folder / PATHS), f"--clients={clients}"]
    done = json.loads(finish(words, why="a page was not answered"))
    return {**done, "seconds": [done["seconds"]]}


def measure_pages(folder: Path, asked: Sequence[Question], rounds: int, results: Results) -> None:
    """Read every page in every round, from each service, by one client and by several."""
    (folder / PATHS).write_text(json.dumps([one.path for one in asked]), "utf-8")
    with ExitStack() as stack:
        subjects = {engine: start(stack, folder, engine) for engine in SERVED}
        for subject in subjects.values():
            read(subject, folder, 1)  # Opens the index and whatever is kept from then on.
        for number in range(rounds):
            say(f"pages, round {number + 1} of {rounds}", results)
            for clients, (engine, subject) in product(CLIENTS, subjects.items()):
                done = read(subject, folder, clients)
                results.add_pages(engine, clients, asked, done)


def measure_indexes(
    folder: Path, made_of: Sequence[Document], rounds: int, results: Results
) -> None:
    """Write the index of every engine in every round."""
    results.analysis = indexes.analysis(made_of)
    for number in range(rounds):
        say(f"indexes, round {number + 1} of {rounds}", results)
        for engine in indexes.NAMES:
            written = indexes.write(engine, made_of, folder / f"index-{engine}")
            results.indexes.setdefault(engine, []).append(written)


def measure_lookups(
    folder: Path, asked: Sequence[Question], rounds: int, day: date, results: Results
) -> None:
    """Look every word up in every index in every round, and see that all find the same."""
    words = indexes.lookups(asked)
    opened = [indexes.Opened(name, folder / f"index-{name}") for name in indexes.NAMES]
    for number in range(rounds):
        say(f"look-ups, round {number + 1} of {rounds}", results)
        for one in opened:
            results.lookups.setdefault(one.name, []).append(times(one.each(words)))
    found = {one.name: [one.documents(word, day) for word in words] for one in opened}
    results.compare(found)
    for one in opened:
        one.close()


def say(what: str, results: Results) -> None:
    """Tell how far it is, and note how busy the machine is."""
    results.loads.append(os.getloadavg()[0])
    sys.stderr.write(f"{what} (load average {results.loads[-1]:.1f})\n")


def measure(folder: Path, rounds: int, each: int) -> Results:
    """Make the city, publish it, and measure everything."""
    day = gongshi.today()
    results = Results(cities.make(folder / "city", day))
    publish(folder, day, results)
    made_of = list(documents(cut(read_folder(folder / "city"), day)))
    results.documents, asked = len(made_of), questions(made_of, each)
    measure_pages(folder, asked, rounds, results)
    measure_indexes(folder, made_of, rounds, results)
    measure_lookups(folder, asked, rounds, day, results)
    return results


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=EACH, help="questions of each kind")
    parser.add_argument("--dry", action="store_true", help="print, but keep nothing")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # So that all servers stop too.
    with workplace() as folder:
        results = measure(folder, chosen.rounds, chosen.each)
    text = section(results, "dry run") if chosen.dry else write(results, commit())
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
