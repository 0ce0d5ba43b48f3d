"""Listed supervision of how complaints are handled (挂牌督办), in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content import Catalog
from content.tables import Institution, ListedSupervision, Matter, Unit


@dataclass(frozen=True)
class Listed:
    """One listing, with the names that its codes stand for; `home` is empty where none is meant."""

    row: ListedSupervision
    home: str
    matter: str
    unit: str


def listed(catalog: Catalog, rows: Iterable[ListedSupervision]) -> list[Listed]:
    """Name what is listed, the one first that must be done first."""
    in_order = sorted(rows, key=lambda row: (row.ends, row.id))
    return [
        Listed(
            row=row,
            home=catalog.get(Institution, row.institution).name if row.institution else "",
            matter=catalog.get(Matter, row.matter).name,
            unit=catalog.get(Unit, row.unit).name,
        )
        for row in in_order
    ]
