"""Penalties and the blacklist: each opens at its place on the board of its institution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content import Catalog
from content.tables import BlacklistEntry, Institution, Penalty
from search_index.analysis import Role
from search_index.documents import Document, Link, Passage
from search_index.kinds.told import place_facets, told

ON_COURSE = ("复议中", "诉讼中")
UNPRINTED = {"fine", "repaired_on", "remedy", "remedy_on", "removed_on", "removal_reason"}


def penalties(catalog: Catalog) -> Iterator[Document]:
    """Make the document of every penalty on display, its institution closed or not."""
    for row in catalog.all(Penalty):
        yield _document(catalog, row, row.offence, row.decided_on)


def blacklist(catalog: Catalog) -> Iterator[Document]:
    """Make the document of every entry of the blacklist."""
    for row in catalog.all(BlacklistEntry):
        yield _document(catalog, row, "列入黑名单", row.listed_on)


def _document(
    catalog: Catalog, row: Penalty | BlacklistEntry, name: str, decided_on: date
) -> Document:
    institution = catalog.get(Institution, row.institution)
    kind = "penalty" if isinstance(row, Penalty) else "blacklist"
    return Document(
        id=f"{kind}:{row.id}",
        kind=kind,
        title=f"{institution.name}：{name}",
        link=Link("board", {"id": row.institution}, row.id),
        names=(name,),
        passages=tuple(_passages(catalog, row, institution)),
        facets=tuple(place_facets(catalog, institution.place)),
        shown_until=catalog.window(row).ends,
        date=decided_on,
    )


def _passages(
    catalog: Catalog, row: Penalty | BlacklistEntry, institution: Institution
) -> Iterator[Passage]:
    yield Passage("机构", institution.name, Role.NAME)
    yield Passage("编号", row.id, Role.NAME)
    yield from told(catalog, row, UNPRINTED | {"offence"})
    if isinstance(row, Penalty) and row.remedy in ON_COURSE:
        yield Passage("救济状态", row.remedy)
