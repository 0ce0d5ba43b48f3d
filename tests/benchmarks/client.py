"""Sixteen citizens at once, in a process of their own: `python -m tests.benchmarks.client`.

Prints one JSON object: how long all took together, and each complaint's own time, in seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from threading import Barrier, Lock
from typing import TypeVar

from tests.benchmarks.flows import Citizen, Journey, LastForm, LastPost
from tests.benchmarks.peers.flows import (
    HelpdeskForm,
    HelpdeskPost,
    RequestTrackerPost,
    RoundupPost,
)
from tests.benchmarks.wire import Wire

P = TypeVar("P")
FLOWS: dict[str, type[Citizen]] = {
    "ours-journey": Journey,
    "ours-form": LastForm,
    "ours-post": LastPost,
    "helpdesk-form": HelpdeskForm,
    "helpdesk-post": HelpdeskPost,
    "rt-post": RequestTrackerPost,
    "roundup-post": RoundupPost,
}


@dataclass(frozen=True)
class Load:
    """What one run of the clients took: seconds in all, and for each complaint."""

    seconds: float
    each: list[float]


def load(  # noqa: PLR0913, PLR0917 (a run is made of all of these)
    flow: str, url: str, secret: str, papers: int, clients: int, pause: float
) -> Load:
    """Have so many clients file so many complaints, each client one after the other.

    Before anything is sent there is a pause for whoever takes quick senders for programs; it does
    not count.
    """
    citizens = [FLOWS[flow](secret) for _ in range(papers)]
    together(url, citizens, clients, lambda citizen, wire: citizen.prepare(wire))
    filled = together(url, citizens, clients, lambda citizen, wire: citizen.fill_in(wire))
    time.sleep(pause)
    sent = together(url, citizens, clients, lambda citizen, wire: citizen.send(wire))
    together(url, citizens, clients, lambda citizen, wire: citizen.verify(wire))
    each = [one + other for one, other in zip(filled.each, sent.each, strict=True)]
    return Load(filled.seconds + sent.seconds, each)


def together(url: str, people: list[P], clients: int, act: Callable[[P, Wire], None]) -> Load:
    """Let each client, on one connection, take the next of the people until there are no more."""
    times, start = [0.0] * len(people), Barrier(clients + 1)
    waiting = _Shared(iter(range(len(people))))

    def work() -> None:
        wire = Wire(url)
        start.wait()
        for number in waiting:
            began = time.perf_counter()
            act(people[number], wire)
            times[number] = time.perf_counter() - began
        wire.close()

    with ThreadPoolExecutor(clients) as pool:
        working = [pool.submit(work) for _ in range(clients)]
        start.wait()
        began = time.perf_counter()
        for one in working:
            one.result()
        return Load(time.perf_counter() - began, times)


class _Shared(Iterator[int]):
    """An iterator that several threads may ask."""

    def __init__(self, inner: Iterator[int]) -> None:
        self._inner, self._lock = inner, Lock()

    def __next__(self) -> int:
        with self._lock:
            return next(self._inner)


def main() -> None:
    """Do one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flow", choices=FLOWS)
    parser.add_argument("url")
    parser.add_argument("--secret", default="")
    parser.add_argument("--papers", type=int, default=160)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--pause", type=float, default=0.0)
    done = load(**vars(parser.parse_args()))
    sys.stdout.write(json.dumps(asdict(done)))


if __name__ == "__main__":
    main()
