"""Tantivy, embedded, for content above five thousand documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from search_index.analysis import FIELDS
from search_index.engine import Shelf, Tokens

HEAP = 16_000_000
NUMBER = "part"


class TantivyEngine:
    """Written in Rust, quick at any size."""

    name = "tantivy"
    shards = 32

    @property
    def version(self) -> str:
        """The version of the program: it reads no other's files for sure."""
        return version("tantivy")

    def write(self, folder: Path, parts: Iterable[Tokens]) -> None:
        """Write the parts in one commit, each with its number."""
        schema = _schema()
        index = tantivy.Index(schema, path=str(folder))
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for number, part in enumerate(parts):
            document = tantivy.Document()
            for field in FIELDS:
                document.add_text(field, part[field])
            document.add_unsigned(NUMBER, number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        for lock in folder.glob(".tantivy-*.lock"):
            lock.unlink()

    def open(self, folder: Path) -> Shelf:
        """Open the shard."""
        return TantivyShelf(folder)


class TantivyShelf:
    """One open shard.

    Tantivy makes a lock file beside what it reads; it gets a folder of links of its own, so that
    a release can belong to somebody else and stays as it was written.
    """

    def __init__(self, folder: Path) -> None:
        # Its watcher may lay a lock file down while the folder is being removed.
        self._links = TemporaryDirectory(prefix="gongshi-index-", ignore_cleanup_errors=True)
        for file in folder.iterdir():
            (Path(self._links.name) / file.name).symlink_to(file.resolve())
        index = tantivy.Index.open(self._links.name)
        index.config_reader("manual")
        self._schema = index.schema
        self._searcher = index.searcher()

    def find(self, field: str, tokens: Sequence[str]) -> Iterable[int]:
        """Find a term, or terms in places that follow one another."""
        if not self._searcher.num_docs:
            return []
        if len(tokens) > 1:
            asked = tantivy.Query.phrase_query(self._schema, field, list(tokens))
        else:
            asked = tantivy.Query.term_query(self._schema, field, tokens[0])
        found = self._searcher.search(
            asked,
            limit=self._searcher.num_docs,
            count=False,
            order_by_field=NUMBER,
        )
        return [number for number, _ in found.hits]

    def close(self) -> None:
        """Remove the links; the files go when the last search is done."""
        self._links.cleanup()
        shutil.rmtree(self._links.name, ignore_errors=True)


def _schema() -> tantivy.Schema:
    """Give every field its type: pairs keep their places, single characters only their parts."""
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        option = "position" if field.endswith("two") else "basic"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    builder.add_unsigned_field(NUMBER, fast=True)
    return builder.build()


ENGINE = TantivyEngine()
