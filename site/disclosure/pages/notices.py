"""What the bureau tells the public: warnings with the number to call, notices, mediation."""

from __future__ import annotations

from content import Catalog
from content.tables import Hotline, Mediation, Notice, Place, RiskNotice
from disclosure.registry import View, page
from disclosure.sources import latest_sources

FUNDRAISING = "feifa-jizi"
"""The number for reports of illegal fund-raising, which every city must publish
(巴彦淖尔市 2021, 一（三）); `gongshi new-city` gives the row."""


def fundraising_hotline(catalog: Catalog) -> Hotline | None:
    """Give the number for reports of illegal fund-raising."""
    return next((row for row in catalog.all(Hotline) if row.code == FUNDRAISING), None)


@page("notices", "/notices/")
def notices(catalog: Catalog) -> View:
    """Show warnings and whom to call first, then the notices, the latest first."""
    risks = sorted(catalog.all(RiskNotice), key=lambda row: row.as_of, reverse=True)
    rows = sorted(catalog.all(Notice), key=lambda row: (row.issued_on, row.id), reverse=True)
    mediations = sorted(catalog.all(Mediation), key=lambda row: row.year, reverse=True)
    return View(
        title="防骗提示和通知公告",
        description=f"{catalog.city.name}养老服务风险提示、举报电话、情况通报、检查计划和结果。",
        values={
            "hotlines": catalog.all(Hotline),
            "risks": [(row, catalog.get(Hotline, row.hotline)) for row in risks],
            "notices": rows,
            "mediations": [(catalog.get(Place, row.place), row) for row in mediations],
            "mediation_sources": latest_sources(catalog, mediations),
        },
        records=(*risks, *rows, *mediations),
    )
