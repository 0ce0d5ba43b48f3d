"""Kills at random moments: how many (`GONGSHI_KILLS`, else 3), and from which seed they are drawn.

What is killed runs in a process of its own, forked from one that has loaded the program already:
the moments fall into its work and never into its start.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from random import Random

import pytest

COUNT = int(os.environ.get("GONGSHI_KILLS", "3"))
SEED = os.environ.get("GONGSHI_KILLS_SEED") or secrets.token_hex(4)
Work = Callable[..., None]
Ready = Callable[[], None]
TOO_LATE = 5
"""Of so many strikes for each kill asked for, enough must find somebody at work."""
LOADED = ["gongshi", "complaints.commands", "complaints.intake.app", "complaints.desk.app"]
LONGEST = 300
"""No start takes so many seconds, however busy the machine is."""


@dataclass
class Kills:
    """The kills of one test: the moments drawn for them, how many were done, the shortest run."""

    moments: Random
    done: int = 0
    shortest: float = math.inf

    def __iter__(self) -> Iterator[int]:
        """Count strikes until as many found somebody at work as were asked for."""
        for turn in range(TOO_LATE * COUNT):
            if self.done == COUNT:
                return
            yield turn
        if self.done < COUNT:
            pytest.fail(f"only {self.done} of {COUNT} kills found anybody at work")

    def strike(self, process: ForkServerProcess, lasting: float) -> None:
        """Kill at a moment within so many seconds, unless it ended before; then all was well.

        Where one ended, the next is struck within the time that this one had.
        """
        began = time.monotonic()
        process.join(self.moments.uniform(0, min(lasting, self.shortest)))
        struck = time.monotonic()
        process.kill()
        process.join()
        assert process.exitcode in {0, -signal.SIGKILL}
        if process.exitcode:
            self.done += 1
        else:
            self.shortest = struck - began


def start(work: Work, *words: object) -> ForkServerProcess:
    """Begin a piece of work in a process of its own; give the process once it is at it.

    The work is given first what it calls when it is ready to be killed.
    """
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(LOADED)
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(
        target=work, args=(partial(there.send, work.__name__), *words), daemon=True
    )
    process.start()
    wait([here, process.sentinel], LONGEST)
    assert here.poll(), "it did not start"
    return process


def at_once() -> None:
    """Be ready where nobody waits for it."""


@contextmanager
def running(work: Work, *words: object) -> Iterator[ForkServerProcess]:
    """Let a piece of work run in a process of its own for as long as this lasts."""
    process = start(work, *words)
    try:
        yield process
    finally:
        process.kill()
        process.join()


def seconds_of(work: Work, *words: object) -> float:
    """Let a piece of work come to its end; give how many seconds it took."""
    process, began = start(work, *words), time.monotonic()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


@pytest.fixture
def kills(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[Kills]:
    """Give the kills of a test; what was done is kept for the record of `make trial`."""
    print(f"GONGSHI_KILLS={COUNT} GONGSHI_KILLS_SEED={SEED}")  # noqa: T201 (shown where it fails)
    made = Kills(Random(f"{SEED} {request.node.name}"))  # noqa: S311 (no secret)
    yield made
    record_property("kills", made.done)
    record_property("seed", SEED)
