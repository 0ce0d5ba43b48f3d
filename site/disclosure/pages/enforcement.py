"""What authorities decided, for the whole city: penalties, measures, withdrawals, the blacklist.

None has a page for a single record: each stands under an anchor, so that nothing is left when it
goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import BlacklistEntry, Institution, Measure, Penalty
from content.withdrawing import Withdrawal
from disclosure.registry import View, page
from disclosure.showing import line


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawn decision with the name of the institution that it was about."""

    name: str
    withdrawal: Withdrawal


@page("penalties", "/penalties/", section="penalties")
def penalties(catalog: Catalog) -> View:
    """List penalties, measures and withdrawn decisions, the latest first."""
    rows = sorted(catalog.all(Penalty), key=lambda row: (row.decided_on, row.id), reverse=True)
    measures = sorted(catalog.all(Measure), key=lambda row: (row.decided_on, row.id), reverse=True)
    return View(
        title="行政处罚",
        description=f"{catalog.city.name}养老服务机构在公示期内的行政处罚决定和强制、惩戒措施。",
        values={
            "penalties": [line(catalog, row) for row in rows],
            "measures": [line(catalog, row) for row in measures],
            "withdrawals": _withdrawn(catalog),
        },
        records=(*rows, *measures),
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
        values={"entries": [line(catalog, row) for row in rows]},
        records=tuple(rows),
    )


def _withdrawn(catalog: Catalog) -> list[Withdrawn]:
    ordered = sorted(catalog.withdrawals, key=lambda one: (one.decided_on, one.id), reverse=True)
    return [Withdrawn(catalog.get(Institution, one.institution).name, one) for one in ordered]
