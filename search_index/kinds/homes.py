"""Homes: each institution with its records, one after the other, so that few rows are open."""

from __future__ import annotations

from collections.abc import Iterator

from content import Catalog
from content.tables import Institution
from search_index.documents import Document
from search_index.kinds.institutions import institution
from search_index.kinds.records import records


def homes(catalog: Catalog) -> Iterator[Document]:
    """Make the document of every institution on display, and of the records of closed ones too."""
    for row in catalog.ever(Institution):
        if catalog.has(Institution, row.id):
            yield institution(catalog, row)
        yield from records(catalog, row.id)
