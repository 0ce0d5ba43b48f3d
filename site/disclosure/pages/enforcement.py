"""What went wrong, for the whole city: penalties and the blacklist.

Neither has a page for a single record: each stands under an anchor, so that nothing is left
when it goes.
"""

from __future__ import annotations

from content import Catalog
from content.tables import BlacklistEntry, Institution, Penalty
from disclosure.pages.board import shown
from disclosure.registry import View, page


@page("penalties", "/penalties/", section="penalties")
def penalties(catalog: Catalog) -> View:
    """List the penalties on display, the latest decision first."""
    rows = sorted(catalog.all(Penalty), key=lambda row: (row.decided_on, row.id), reverse=True)
    return View(
        title="行政处罚",
        description=f"{catalog.city.name}养老服务机构在公示期内的行政处罚决定。",
        values={"penalties": [_line(catalog, row) for row in rows]},
        records=tuple(rows),
    )


@page("blacklist", "/blacklist/", section="penalties")
def blacklist(catalog: Catalog) -> View:
    """List the entries of the blacklist, the latest first."""
    rows = sorted(
        catalog.all(BlacklistEntry), key=lambda row: (row.listed_on, row.id), reverse=True
    )
    return View(
        title="失信联合惩戒对象名单（黑名单）",
        description=f"{catalog.city.name}养老服务市场失信联合惩戒对象名单。",
        values={"entries": [_line(catalog, row) for row in rows]},
        records=tuple(rows),
    )


def _line(catalog: Catalog, row: Penalty | BlacklistEntry) -> dict[str, object]:
    return {
        "id": row.institution,
        "name": catalog.get(Institution, row.institution).name,
        "shown": shown(catalog, row),
    }
