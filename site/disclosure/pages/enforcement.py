"""What authorities decided, for the whole city: penalties, measures, withdrawals, the blacklist.

None has a page for a single record: each stands under an anchor, so that nothing is left when it
goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from content import Catalog
from content.tables import BlacklistEntry, Institution, Measure, Penalty
from content.withdrawing import Withdrawal
from disclosure.listing import ONE_PAGE
from disclosure.registry import Key, View, page
from disclosure.showing import line


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawn decision with the name of the institution that it was about."""

    name: str
    withdrawal: Withdrawal


@lru_cache(maxsize=2)
def _penalties(catalog: Catalog) -> list[Penalty]:
    return sorted(catalog.all(Penalty), key=lambda row: (row.decided_on, row.id), reverse=True)


@lru_cache(maxsize=2)
def _months(catalog: Catalog) -> dict[str, list[Penalty]]:
    """Cut a list of more than a hundred by the month of the decision, the latest first."""
    rows = _penalties(catalog)
    months = groupby(rows, lambda row: f"{row.decided_on:%Y-%m}")
    return {month: list(some) for month, some in months} if len(rows) > ONE_PAGE else {}


def month_keys(catalog: Catalog) -> list[Key]:
    """Give the months by which a long list is cut."""
    return [{"month": month} for month in _months(catalog)]


@page("penalties", "/penalties/", section="penalties")
def penalties(catalog: Catalog) -> View:
    """List penalties, measures and withdrawn decisions, the latest first; of each a hundred."""
    rows = _penalties(catalog)
    measures = sorted(catalog.all(Measure), key=lambda row: (row.decided_on, row.id), reverse=True)
    return View(
        title="行政处罚",
        description=f"{catalog.city.name}养老服务机构在公示期内的行政处罚决定和强制、惩戒措施。",
        values=_listed(catalog, rows[:ONE_PAGE])
        | {
            "measures": [line(catalog, row) for row in measures[:ONE_PAGE]],
            "all_measures": len(measures),
            "withdrawals": _withdrawn(catalog)[:ONE_PAGE],
        },
        records=(*rows[:ONE_PAGE], *measures[:ONE_PAGE]),
    )


@page(
    "penalties_month",
    "/penalties/<string(length=7):month>/",
    keys=month_keys,
    template="penalties.html",
    section="penalties",
)
def penalties_month(catalog: Catalog, month: str) -> View:
    """List the penalties that were decided in a month."""
    rows = _months(catalog)[month]
    title = f"行政处罚（{month[:4]} 年 {int(month[5:])} 月决定）"
    return View(
        title=title,
        description=f"{catalog.city.name}养老服务机构在公示期内的{title}。",
        values=_listed(catalog, rows) | {"month": month},
        records=tuple(rows),
    )


def _listed(catalog: Catalog, rows: list[Penalty]) -> dict[str, object]:
    """Give the penalties of a page, how many the city has, and its cuts with their size."""
    return {
        "month": "",
        "measures": [],
        "withdrawals": [],
        "penalties": [line(catalog, row) for row in rows],
        "total": len(catalog.all(Penalty)),
        "cuts": [(month, len(some)) for month, some in _months(catalog).items()],
    }


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
