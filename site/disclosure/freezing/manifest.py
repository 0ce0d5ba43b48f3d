"""The manifest of a release: what it was made from, and what came of it, file by file.

It is three files in the tree, never served. `manifest.json` is small and vouches for the other two
by their hashes. `files.csv` has a line for every file below `public/`: its address, the fingerprint
of what the page was made from (none for a style or a photo), the SHA-256 of its bytes.
`records.csv` names the records that each page shows; as it is much longer, it stays with the tree
and is not kept in the history. Both are written and read line by line: a nation has 400,000 pages.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NamedTuple, Self

MANIFEST = "manifest.json"
FILES = "files.csv"
RECORDS = "records.csv"


@dataclass
class Manifest:
    """What a release was made from; never the clock.

    `content`, `log` and `lists` (`files.csv`, `records.csv`, the description of the content) are
    hashes, so that the hash of the manifest vouches for all that is published.
    """

    day: str
    content: str
    program: str
    log: str = ""
    assets: list[str] = field(default_factory=list)
    index: str = ""
    lists: dict[str, str] = field(default_factory=dict)
    read_as: str = ""

    @property
    def release(self) -> str:
        """The release's own name: a hash of all that it was made from."""
        return self.read_as or _name(self.text().encode())

    def text(self) -> str:
        """Give the manifest as it is written: same content and day, same bytes."""
        told = {name: value for name, value in vars(self).items() if name != "read_as"}
        return json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n"

    def vouches(self, file: Path) -> bool:
        """Tell whether a list is the one that was written with this manifest."""
        return file.is_file() and self.lists.get(file.name) == file_hash(file)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read a manifest; None where there is no whole one.

        Older programs wrote their lists into it. Those are left, and so it vouches for none; its
        release keeps its name.
        """
        try:
            body = path.read_bytes()
            told = json.loads(body)
            known = {one.name: told[one.name] for one in fields(cls) if one.name in told}
            lists = dict(known.get("lists", {}))
            return cls(**known | {"lists": lists, "read_as": _name(body)})
        except (OSError, ValueError, TypeError):
            return None


class Listed(NamedTuple):
    """A line of `files.csv`."""

    url: str
    fingerprint: str
    digest: str


def listed(tree: Path) -> Iterator[Listed]:
    """Read `files.csv` of a tree line by line."""
    with (tree / FILES).open(encoding="utf-8", newline="") as file:
        yield from map(Listed._make, csv.reader(file))


class Lines:
    """A list that is written line by line and hashed on the way; seen whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is written in a `with` block."""
        self._path, self._step = path, path.with_name(path.name + ".new")
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        """Begin."""
        self._file = self._step.open("wb")
        self._writer = csv.writer(self, lineterminator="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let the file appear, unless something went wrong."""
        self._file.close()
        if kind is None:
            self._step.replace(self._path)

    def add(self, *cells: str) -> None:
        """Write a line."""
        self._writer.writerow(cells)

    def write(self, text: str) -> None:
        """Take the text of a line from the writer of CSV."""
        body = text.encode()
        self._file.write(body)
        self._digest.update(body)

    @property
    def hash(self) -> str:
        """The SHA-256 of what has been written."""
        return self._digest.hexdigest()


def file_hash(path: Path) -> str:
    """Hash the bytes of a file without holding them: SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=8).hexdigest()
