"""The ledger: one line a release, each holding the head of the line before it (哈希链).

It holds hashes and no facts, so it outlives what it vouches for. Whoever once noted a head can
show later that this release, or one before it, was altered: the chain then gives another head.
Anyone can work a head out with the cells of its line before it:
`printf '%s' 1,2026-11-20,… | sha256sum`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass as plain_dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Self

from pydantic.dataclasses import dataclass

from content.reading import read_table
from content.tables.base import Count, Day, Digest, Row, column
from content.writing import table_text, write_whole

BEGINNING = "0" * 64
"""What the first line holds in place of the head of a line before it."""

CELLS = ("number", "day", "release", "content", "manifest", "previous")
HEX = "64 位十六进制数字"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Row):
    """One release in the chain; a line that never became current is harmless in it."""

    NAME: ClassVar[str] = "ledger"
    TITLE: ClassVar[str] = "发布登记"
    KEY: ClassVar[str] = "number"

    number: Count = column("期", "从 1 起，一期一行")
    day: Day = column("公示日", "这一期是哪一天的")
    release: str = column("版本", "这一期的名称")
    content: Digest = column("内容", f"内容文件夹的 SHA-256，{HEX}")
    manifest: Digest = column("清单", f"manifest.json 的 SHA-256，{HEX}")
    previous: Digest = column("上一期校验值", f"{HEX}；第一期全为 0")
    head: Digest = column("校验值", f"同一行前面各格以逗号相连的 SHA-256，{HEX}")


@plain_dataclass(frozen=True)
class Ledger:
    """The chain as it lies in a file. `faults` are lines that cannot be read."""

    path: Path
    entries: list[Entry]
    faults: list[str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the chain; empty where there is none yet."""
        if not path.exists():
            return cls(path, [], [])
        table = read_table(path, Entry)
        return cls(path, list(table.rows), [str(fault) for fault in table.faults])

    @property
    def last(self) -> Entry | None:
        """The newest line."""
        return self.entries[-1] if self.entries else None

    def of(self, release: str) -> Entry | None:
        """Give the newest line of a release."""
        return next((one for one in reversed(self.entries) if one.release == release), None)

    def append(self, day: date, release: str, content: str, manifest: str) -> None:
        """Add a line. The lines before it stay byte for byte as they are, right or wrong."""
        number, previous = (self.last.number, self.last.head) if self.last else (0, BEGINNING)
        cells = (number + 1, day, release, content, manifest, previous)
        entry = Entry(**dict(zip(CELLS, cells, strict=True)), head=head_of(cells))  # type: ignore[arg-type]
        header, line = table_text(Entry, [entry]).splitlines(keepends=True)
        before = self.path.read_bytes() if self.path.exists() else header.encode()
        write_whole(self.path, before + line.encode())

    def breaks(self) -> Iterator[tuple[Entry, str]]:
        """Give the lines that do not follow from the line before them, and say why."""
        number, previous = 0, BEGINNING
        for entry in self.entries:
            if entry.number != number + 1:
                yield entry, f"它前面是第 {number} 期，登记少了或者多了一行"
            if entry.previous != previous:
                yield entry, "登记的上一期校验值，不是上一期的校验值"
            if entry.head != head_of(getattr(entry, name) for name in CELLS):
                yield entry, "登记的校验值，与这一行前面各格不符"
            number, previous = entry.number, entry.head


def head_of(cells: Iterable[object]) -> str:
    """Work a head out of the cells of its line before it."""
    return hashlib.sha256(",".join(map(str, cells)).encode()).hexdigest()
