"""The register of what was destroyed: a file beside the database, only ever appended to.

It holds no personal data: random keys of tickets, lists and officers, rules and days. It outlives
a restore of an older backup, after which everything that stands in it is destroyed again.
"""

from __future__ import annotations

import csv
import fcntl
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from io import StringIO
from pathlib import Path

from complaints.database.disposals import DisposalItem

REGISTER = "disposed.csv"
MODE = 0o600


@dataclass(frozen=True)
class Entry:
    """One line: which content of which ticket, on which list, by which rule, whose decision.

    Days are ISO 8601, moments too, in UTC.
    """

    done_on: str
    disposal: str
    ticket: str
    what: str
    rule: str
    term: str
    basis: str
    source: str
    closed_on: str
    last_day: str
    proposed_on: str
    first_by: str
    first_at: str
    second_by: str
    second_at: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a line the same as another."""
        return self.disposal, self.ticket, self.what


HEADER = tuple(field.name for field in fields(Entry))


def entry_of(item: DisposalItem) -> Entry:
    """Give the line of an item that was destroyed."""
    disposal = item.disposal
    moments = (disposal.first_at, disposal.second_at)
    first_at, second_at = (at.isoformat() if at else "" for at in moments)
    return Entry(
        f"{item.ended_on}",
        item.disposal_id,
        item.ticket_id,
        item.what,
        item.rule,
        item.term,
        item.basis,
        item.source,
        f"{item.closed_on}",
        f"{item.last_day}",
        f"{disposal.proposed_on}",
        disposal.first_by or "",
        first_at,
        disposal.second_by or "",
        second_at,
    )


def read_register(path: Path) -> Iterator[Entry]:
    """Give the lines; one that a crash cut short is left out, and written again by its program."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(line for line in file if line.endswith("\n")):
            if len(row) == len(HEADER) and tuple(row) != HEADER:
                yield Entry(*row)


def make_up_register(path: Path, entries: Iterable[Entry]) -> None:
    """Append what does not stand there yet."""
    known = {entry.key for entry in read_register(path)}
    if new := [entry for entry in entries if entry.key not in known]:
        append_to_register(path, new)


def make_up_from(path: Path, other: Path) -> None:
    """Append what another copy of the register knows beyond this one."""
    make_up_register(path, read_register(other))


def append_to_register(path: Path, entries: Iterable[Entry]) -> None:
    """Append lines, so that they outlive a power cut; a line that was cut short goes first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, MODE)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = file.read().rfind(b"\n") + 1
        file.truncate(whole)
        rows = [astuple(entry) for entry in entries]
        file.write(_lines(rows if whole else [HEADER, *rows]))
        file.flush()
        os.fsync(file.fileno())


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
