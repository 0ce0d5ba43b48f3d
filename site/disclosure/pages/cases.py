"""What may be learnt from others: typical cases, and places that took people in unregistered."""

from __future__ import annotations

from content import Catalog
from content.tables import Case, Penalty, Unit, Unregistered
from disclosure.registry import View, page
from disclosure.sources import sources

KINDS = ("反面典型", "正面典型", "纠纷调解")


@page("cases", "/cases/")
def cases(catalog: Catalog) -> View:
    """Show the cases by kind; one that rests on a penalty goes when the penalty goes."""
    rows = sorted(catalog.all(Case), key=lambda row: (row.told_on, row.id), reverse=True)
    homes = {row.id: row.institution for row in catalog.all(Penalty)}
    told = [(row, homes[row.penalty] if row.penalty else "") for row in rows]
    groups = [(kind, [one for one in told if one[0].kind == kind]) for kind in KINDS]
    return View(
        title="典型案例",
        description=f"{catalog.city.name}养老服务的正面典型、反面典型和纠纷调解案例。",
        values={"groups": [(kind, found) for kind, found in groups if found]},
        records=tuple(rows),
    )


@page("unregistered", "/unregistered/", section="penalties")
def unregistered(catalog: Catalog) -> View:
    """List the places found: where and what was done, never who lived or worked there."""
    rows = sorted(catalog.all(Unregistered), key=lambda row: (row.found_on, row.id), reverse=True)
    return View(
        title="未登记场所",
        description=f"{catalog.city.name}排查发现的没有登记就收住老人的场所和处理结果。",
        values={
            "places": [
                (catalog.where(row.place), catalog.get(Unit, row.dealt_by), row) for row in rows
            ],
            "sources": sources(catalog, rows),
        },
        records=tuple(rows),
    )
