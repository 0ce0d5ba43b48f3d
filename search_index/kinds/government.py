"""Departments with their units, and the matters that each handles."""

from __future__ import annotations

from collections.abc import Iterator

from content import Catalog
from content.tables import Department, Matter, Unit
from search_index.analysis import Role
from search_index.documents import Document, Link, Passage
from search_index.kinds.told import told


def departments(catalog: Catalog) -> Iterator[Document]:
    """Make the document of every department in office, its units in it."""
    for row in catalog.all(Department):
        yield Document(
            id=f"department:{row.code}",
            kind="department",
            title=row.name,
            link=Link("department", {"code": row.code}),
            names=(row.name, row.short_name),
            passages=tuple(_of_department(catalog, row)),
            shown_until=catalog.window(row).ends,
        )


def matters(catalog: Catalog) -> Iterator[Document]:
    """Make the document of every matter; it opens in the table of its handler."""
    for row in catalog.all(Matter):
        yield Document(
            id=f"matter:{row.code}",
            kind="matter",
            title=row.name,
            link=Link("department", {"code": row.handler}, row.code),
            names=(row.name,),
            passages=tuple(_of_matter(catalog, row)),
            shown_until=catalog.window(row).ends,
        )


def _of_department(catalog: Catalog, row: Department) -> Iterator[Passage]:
    yield from told(catalog, row, {"code", "name", "short_name", "name_en"})
    for unit in catalog.all(Unit):
        if unit.department == row.code:
            yield from told(catalog, unit, {"department", "level", "place", "credit_code"})


def _of_matter(catalog: Catalog, row: Matter) -> Iterator[Passage]:
    codes = {"code", "name", "name_en", "handler", "cooperating", "emergency", "level"}
    yield from told(catalog, row, codes)
    yield Passage("主办", catalog.get(Department, row.handler).name, Role.NAME)
    for code in row.cooperating:
        yield Passage("协办", catalog.get(Department, code).name, Role.NAME)
