"""Administrative permits (行政许可), the other half of the double publicity (双公示)."""

from __future__ import annotations

from heapq import nlargest

from content import Catalog
from content.tables import Permit
from disclosure.listing import ONE_PAGE
from disclosure.registry import View, page
from disclosure.showing import line


@page("permits", "/permits/", section="penalties")
def permits(catalog: Catalog) -> View:
    """List the permits in force, the latest decision first; of many the first hundred."""
    every = catalog.all(Permit)
    rows = nlargest(ONE_PAGE, every, key=lambda row: (row.decided_on, row.id))
    return View(
        title="行政许可",
        description=f"{catalog.city.name}养老服务机构在有效期内的行政许可。",
        values={
            "total": len(every),
            "permits": [line(catalog, row) for row in rows],
        },
        records=tuple(rows),
    )
