"""Small catalogs and indexes for tests, and the plain scan that every engine must agree with."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, cast

from content import Catalog, cut, read_folder
from content.tables import Row, Unit
from search_index import Document, Index, Report, Word, build, documents
from search_index.analysis import Role
from search_index.documents import is_shown
from tests import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2026, 11, 20)
ENGINES = ("whoosh", "tantivy")


def unit() -> Unit:
    """Make the unit that every row of `tests.rows` comes from."""
    return Unit(
        id="shi-mz",
        department="mz",
        level="市",
        place="shi",
        name="某市民政局",
        short_name="市民政局",
        telephone="0000-5550100",
        address="某路 1 号",
    )


def catalog(*given: Row, day: date = DAY, texts: dict[str, str] | None = None) -> Catalog:
    """Make a catalog of one district and these rows."""
    city = rows.place("shi", parent=None, level="市", name="某市")
    return Catalog(rows.city(), [city, rows.place(), unit(), *given], texts or {}, day)


def homes(*names: str, **columns: Any) -> list[Row]:
    """Make an institution of each name, numbered from 100001."""
    return [
        rows.institution(str(100001 + number), name=name, **columns)
        for number, name in enumerate(names)
    ]


def of_folder(folder: Path, day: date = DAY) -> Catalog:
    """Cut a content folder."""
    return cut(read_folder(folder), day)


def by_engine(given: Catalog, engine: str) -> Catalog:
    """Give the same catalog, to be indexed by this engine."""
    made = copy.copy(given)
    made.city = replace(given.city, search=cast("Literal['whoosh', 'tantivy']", engine))
    return made


def build_of(
    given: Catalog, folder: Path, *, before: Path | None = None, pages: Iterable[Document] = ()
) -> Report:
    """Build the index of a catalog, with documents that only the site knows."""
    made_of = chain(documents(given), pages)
    return build(given.city.search, made_of, folder, before=before)


@contextmanager
def indexed(
    given: Catalog, engine: str = "tantivy", pages: Iterable[Document] = ()
) -> Iterator[Index]:
    """Build and open an index that is gone afterwards."""
    with TemporaryDirectory() as folder:
        build_of(by_engine(given, engine), Path(folder) / "index", pages=pages)
        with Index(Path(folder) / "index") as index:
            yield index


class Scan:
    """The truth: every value of every document, folded, and looked through from end to end."""

    def __init__(self, documents: Iterable[Document], day: date) -> None:
        self._documents = {one.id: _folded(one, day) for one in documents}

    def find(self, typed: str) -> set[str]:
        """Give the ids of the documents in one value of which the text stands."""
        needles = {role: role.fold(typed) for role in Role}
        return {
            id_
            for id_, values in self._documents.items()
            if any(needles[role] and needles[role] in values[role] for role in Role)
        }


def _folded(document: Document, day: date) -> dict[Role, str]:
    """Fold the values, each in a line of its own: no query contains the end of a line."""
    return {
        role: "\n".join(role.fold(text) for text in _values(document, role, day)) for role in Role
    }


def _values(document: Document, role: Role, day: date) -> Iterator[str]:
    if role is Role.NAME:
        yield from document.names
    for passage in document.passages:
        if passage.role is role and is_shown(passage.until, day):
            yield passage.text


def substrings(documents: Iterable[Document], count: int, *, most: int = 8) -> list[str]:
    """Cut pieces of one to `most` characters out of the values, and mix some that may not be."""
    chance = random.Random(20261120)  # noqa: S311 (a test that is the same every time)
    texts = [text for one in documents for text in (*one.names, *(p.text for p in one.passages))]
    chosen = chance.choices(texts, weights=[len(text) for text in texts], k=count)
    pieces = []
    for text in chosen:
        begin = chance.randrange(len(text))
        piece = text[begin : begin + chance.randint(1, most)]
        if chance.random() < 0.1:
            piece = "".join(chance.sample(piece, len(piece)))
        pieces.append(piece)
    return pieces


def found(index: Index, typed: str, day: date = DAY) -> set[str]:
    """Give the ids of what the index finds for a text as it stands."""
    return {index.documents[number].id for number in index.find(Word(typed, quoted=True), day)}
