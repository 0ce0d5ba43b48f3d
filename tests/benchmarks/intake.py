"""The complaint intake beside its peers: `make bench`, or `python -m tests.benchmarks.intake`.

All servers run at once and idle but for the one that is asked; rounds are interleaved, so that a
slow moment of the machine falls on everybody.
"""

from __future__ import annotations

import argparse
import json
import secrets
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks import ours
from tests.benchmarks.peers import helpdesk, request_tracker, roundup
from tests.benchmarks.recording import say
from tests.benchmarks.report import Results, write
from tests.benchmarks.running import BUILD, CannotRunError, Subject, finish
from tests.complaints.postgres import empty_database
from tests.complaints.postgres import running as running_postgres

DURABLE = "-c fsync=on"
OPTIONS = ("secret", "papers", "clients", "pause")
PEERS = (helpdesk, request_tracker, roundup)


@contextmanager
def workplace() -> Iterator[Path]:
    """Give an empty folder on the disk of the project, where PostgreSQL's account may come too."""
    folder = BUILD / f"work-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_all(stack: ExitStack, folder: Path, results: Results) -> list[Subject]:
    """Start ours on both databases under each server, and every peer that can be had here."""
    server = stack.enter_context(running_postgres(folder / "postgres", DURABLE))
    out, found = ours.release(folder), []
    for name in ours.SERVERS:
        sqlite, postgresql = f"sqlite:///{folder / name}.sqlite3", empty_database(server, name)
        for kind, url in ("SQLite", sqlite), ("PostgreSQL", postgresql):
            started = ours.running(name, kind, url, out, folder / f"{name}-{kind}")
            found += _try(stack, started, ours.title(name, kind), results)
    for peer in PEERS:
        started = peer.running(server, folder / peer.NAME.replace(" ", "-"))
        found += _try(stack, started, peer.NAME, results)
    return found


def _try(
    stack: ExitStack, started: AbstractContextManager[Subject], name: str, results: Results
) -> list[Subject]:
    try:
        return [stack.enter_context(started)]
    except CannotRunError as error:
        results.not_run[name] = str(error)
        return []


def measure(subject: Subject, results: Results) -> None:
    """Take every measure of a subject once, with the clients in a process of their own."""
    for name, flow in subject.flows.items():
        words = [sys.executable, "-m", "tests.benchmarks.client", flow, subject.url]
        options = {name: getattr(subject, name) for name in OPTIONS}
        words += [f"--{name}={value}" for name, value in options.items()]
        sys.stderr.write(f"{subject.name}: {name}\n")
        try:
            done = finish(words, why="a complaint was not taken in")
        except CannotRunError as error:
            results.not_run[f"{subject.name}, {name}"] = str(error)
            continue
        results.add(subject, name, **json.loads(done))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    chosen, results = parser.parse_args(), Results()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # So that all servers stop too.
    with workplace() as folder, ExitStack() as stack:
        subjects = start_all(stack, folder, results)
        for number in range(chosen.rounds):
            say(f"round {number + 1} of {chosen.rounds}", results.loads)
            for subject in subjects:
                measure(subject, results)
    text = write(results)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
