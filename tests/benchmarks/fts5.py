"""SQLite's FTS5 behind the seam of our engines: the same tokens, the same phrases, one table.

Nothing of the project uses it. It is one shard, as one would have it, and it keeps no text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from search_index.analysis import FIELDS
from search_index.engine import Shelf, Tokens

FILE = "fts5.sqlite3"
WORDS = "unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'"
"""Everything but blanks belongs to a token: our marks and punctuation must stay in their places."""


class Fts5Engine:
    """Embedded in Python, written in C."""

    name = "fts5"
    shards = 1

    @property
    def version(self) -> str:
        """The version of SQLite."""
        return sqlite3.sqlite_version

    def write(self, folder: Path, parts: Sequence[Tokens]) -> None:
        """Write the parts in one transaction and merge them into one segment."""
        connection = sqlite3.connect(folder / FILE)
        columns = ", ".join(FIELDS)
        connection.execute(
            f"CREATE VIRTUAL TABLE part USING fts5({columns}, content='', tokenize=\"{WORDS}\")"
        )
        rows = ((number, *_row(part)) for number, part in enumerate(parts))
        places = ", ".join("?" * (1 + len(FIELDS)))
        words = f"INSERT INTO part (rowid, {columns}) VALUES ({places})"  # noqa: S608 (our names)
        connection.executemany(words, rows)
        connection.execute("INSERT INTO part (part) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM")
        connection.close()

    def open(self, folder: Path) -> Shelf:
        """Open the table."""
        return Fts5Shelf(folder)


class Fts5Shelf:
    """The open table, for one thread."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)

    def find(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Find a term, or terms in places that follow one another."""
        phrase = " ".join(tokens).replace('"', '""')
        asked = f'{field} : "{phrase}"'
        found = self._connection.execute("SELECT rowid FROM part WHERE part MATCH ?", [asked])
        return [number for (number,) in found]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _row(part: Tokens) -> list[str]:
    return [" ".join(part[field]) for field in FIELDS]


ENGINE = Fts5Engine()
