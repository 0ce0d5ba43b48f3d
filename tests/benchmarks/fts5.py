"""SQLite's FTS5 with our tokens, in one table that keeps no text; no part of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from search_index.analysis import FIELDS
from search_index.engine import Tokens
from tests.benchmarks.raw import BEST, Words

FILE = "fts5.sqlite3"
WORDS = "unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'"
"""Everything but blanks belongs to a token: our marks and punctuation must stay in their places."""


def write(folder: Path, parts: Iterable[Tokens]) -> None:
    """Write the parts in one transaction and merge them into one segment."""
    connection = sqlite3.connect(folder / FILE)
    columns = ", ".join(FIELDS)
    connection.execute(
        f"CREATE VIRTUAL TABLE part USING fts5({columns}, content='', tokenize=\"{WORDS}\")"
    )
    rows = ((number, *map(part.get, FIELDS)) for number, part in enumerate(parts))
    places = ", ".join("?" * (1 + len(FIELDS)))
    words = f"INSERT INTO part (rowid, {columns}) VALUES ({places})"  # noqa: S608 (our names)
    connection.executemany(words, rows)
    connection.execute("INSERT INTO part (part) VALUES ('optimize')")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


class RawFts5:
    """The open table, for one thread."""

    def __init__(self, folder: Path) -> None:
        """Open it."""
        self._connection = sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)

    def best(self, words: Words) -> int:
        """Find the best parts."""
        asked = "SELECT rowid FROM part WHERE part MATCH ? ORDER BY rank LIMIT ?"
        return len(self._connection.execute(asked, [_match(words), BEST]).fetchall())

    def count(self, words: Words) -> int:
        """Count all."""
        asked = "SELECT count(*) FROM part WHERE part MATCH ?"
        [(found,)] = self._connection.execute(asked, [_match(words)])
        return int(found)


def _match(words: Words) -> str:
    """Write a question in the language of FTS5."""
    return " AND ".join(
        "(" + " OR ".join(f"{field} : {_phrase(tokens)}" for field, tokens in word) + ")"
        for word in words
    )


def _phrase(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens).replace('"', '""') + '"'
