"""The documents of a catalog: a function for each kind; a new kind is one more of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from content import Catalog
from search_index.documents import Document
from search_index.kinds.government import departments, matters
from search_index.kinds.homes import homes
from search_index.kinds.records import records
from search_index.kinds.texts import about, elder_edition, guides, policies
from search_index.kinds.withdrawals import withdrawals

KINDS: tuple[Callable[[Catalog], Iterable[Document]], ...] = (
    homes,
    records,
    withdrawals,
    policies,
    guides,
    departments,
    matters,
    about,
    elder_edition,
)


def documents(catalog: Catalog) -> Iterator[Document]:
    """Give every document of what may be shown on the catalog's day."""
    for kind in KINDS:
        yield from kind(catalog)
