"""Decisions that were withdrawn (行政处罚法 第四十八条): that they were, never what they said."""

from __future__ import annotations

from collections.abc import Iterator

from content import Catalog
from content.tables import Institution
from search_index.analysis import Role
from search_index.documents import Document, Link, Passage
from search_index.kinds.told import place_facets


def withdrawals(catalog: Catalog) -> Iterator[Document]:
    """Make a document of every withdrawal, shown as long as its explanation stands."""
    for one in catalog.withdrawals:
        home = catalog.get(Institution, one.institution)
        name = f"一项{one.kind}决定已被{one.outcome}"
        yield Document(
            id=f"withdrawals:{one.id}",
            kind="withdrawal",
            title=f"{home.name}：{name}",
            link=Link("board", {"id": home.id}, one.id),
            names=(name,),
            passages=(
                Passage("机构", home.name, Role.NAME),
                Passage("编号", one.id, Role.NAME),
                Passage("日期", one.decided_on.isoformat(), Role.NAME),
                Passage("理由", one.reason),
            ),
            facets=tuple(place_facets(catalog, home.place)),
            shown_until=one.until,
            date=one.decided_on,
        )
