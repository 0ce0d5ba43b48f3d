"""Finding homes by number or by part of a name: a plain scan, for a field that adds one."""

from __future__ import annotations

from content import Catalog
from content.tables import Institution

MOST_FOUND = 8


def find_homes(catalog: Catalog, typed: str) -> list[Institution]:
    """Find homes on display, in the order of lists; a whole name or number finds one."""
    wanted = "".join(typed.split())
    if not wanted:
        return []
    rows = catalog.all(Institution)
    exact = [row for row in rows if wanted in (row.id, row.name)]
    return exact or [row for row in rows if _is_called(row, wanted)][:MOST_FOUND]


def _is_called(row: Institution, part: str) -> bool:
    return any(part in name for name in (row.name, *row.former_names))


def ended_home(catalog: Catalog, id_: str) -> Institution | None:
    """Give a home that was on display once and is no longer."""
    try:
        row = catalog.get(Institution, id_)
    except KeyError:
        return None
    return row if row.valid_to and row.valid_to < catalog.day else None
