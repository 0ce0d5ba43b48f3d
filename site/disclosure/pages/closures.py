"""The notices of homes that stop (停业公告), and who answers for their residents."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Closure, Institution, Unit
from disclosure.registry import View, page
from disclosure.showing import Shown, shown


@dataclass(frozen=True)
class Closing:
    """A notice of closure with the home that it is about and the unit that settles residents."""

    name: str
    shown: Shown[Closure]
    unit: Unit


@page("closures", "/closures/", section="institutions")
def closures(catalog: Catalog) -> View:
    """List the notices on display, the latest to stop first."""
    rows = sorted(catalog.all(Closure), key=lambda row: (row.begins, row.id), reverse=True)
    return View(
        title="停业公告",
        description=f"{catalog.city.name}养老服务机构停业、歇业的公告和老人安置情况。",
        values={"closings": [closing(catalog, row) for row in rows]},
        records=tuple(rows),
    )


def closing(catalog: Catalog, row: Closure) -> Closing:
    """Join a notice with whom it is about and who is in charge."""
    name = catalog.get(Institution, row.institution).name
    return Closing(name, shown(catalog, row), catalog.get(Unit, row.settling_unit))
