"""Handing over: each copy in turn gets what differs, is noted as whole, and is then served.

A folder or a machine has two copies. The one that nobody sees is brought up to date and shown;
then the other, so that nothing that has expired stays on the disk of a server, and the next
release differs from both by what it changed. Killed anywhere, it is run again and ends the same.

A build need not wait, however long this takes: what expires must leave at midnight. It works in
the other tree; should a second one come to ours, that is found before a copy is noted as whole.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from disclosure.freezing.difference import Difference, difference
from disclosure.freezing.outcome import Progress
from disclosure.freezing.release import Store
from disclosure.publishing.folder import refused_out
from disclosure.publishing.source import Source
from disclosure.publishing.target import UNFINISHED, Copy, Held, PublishError, Target

LOCK = ".publishing"


@dataclass(frozen=True)
class Report:
    """What one run handed over: files written and removed at the target, in seconds."""

    release: str
    written: list[str]
    removed: list[str]
    seconds: float


def publish(store: Store, target: Target, progress: Progress | None = None) -> Report:
    """Hand the current release over to a target. Raises PublishError.

    `progress` is told how many files are done, and of how many, all copies together.
    """
    started, source = time.monotonic(), Source(store.current)
    if target.local and target.local.resolve().is_relative_to(store.out.resolve()):
        raise refused_out(str(target.local))
    try:
        with store.lock(LOCK) as lock:
            # An rsync that outlives this run holds it still.
            os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 (it takes no keyword)
            changes = _Handing(source, target, progress).run()
    except BlockingIOError:
        message = "另一个 publish 正在进行；请等它结束"
        raise PublishError(message) from None
    except OSError as error:
        message = f"读写出错：{error}"
        raise PublishError(message) from None
    written = sorted({file for change in changes for file in change.written})
    removed = sorted({file for change in changes for file in change.removed})
    return Report(source.wanted.release, written, removed, time.monotonic() - started)


class _Handing:
    """One run: what differs is found first for all copies, then each is brought up to date."""

    def __init__(self, source: Source, target: Target, progress: Progress | None) -> None:
        self.source, self.target = source, target
        self.progress = progress or (lambda _done, _total: None)
        self.done = self.total = 0

    def run(self) -> list[Difference]:
        """Give what was handed to each copy; nothing where all are whole already."""
        held = [(copy, copy.held()) for copy in self.target.copies()]
        if all(holds == self.source.wanted for _, holds in held):
            if not any(copy.served() for copy, _ in held):
                held[-1][0].serve()
            return []
        changes = [self._difference(copy, holds) for copy, holds in held]
        self.total = sum(len(change) for change in changes)
        for (copy, holds), change in zip(held, changes, strict=True):
            if holds != self.source.wanted:
                self._bring(copy, change)
            copy.serve()
        return changes

    def _difference(self, copy: Copy, holds: Held | None) -> Difference:
        """Believe the record of a copy that is whole; any other is looked through."""
        if holds and holds != UNFINISHED:
            return difference(holds.files, self.source.wanted.files)
        return copy.look(self.source.public, self.source.wanted.files)

    def _bring(self, copy: Copy, change: Difference) -> None:
        self.source.vouch(change.written)
        if change:
            copy.note(UNFINISHED)
        for act, files in ((copy.put, change.written), (copy.remove, change.removed)):
            for _ in act(self.source.public, files) if files else ():
                self.done += 1
                self.progress(self.done, self.total)
        self.source.hold()
        copy.note(self.source.wanted)
