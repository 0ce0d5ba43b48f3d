"""What was looked at, found and decided: inspections, hazards, penalties, the blacklist."""

from __future__ import annotations

from datetime import date

from content.catalog import Catalog
from content.evaluation.finding import (
    NONE,
    Finding,
    Heard,
    count,
    homes,
    past,
    tally,
    together,
    total,
)
from content.inspecting import NOT_BEGUN
from content.tables import (
    BlacklistEntry,
    Case,
    CreditClass,
    Hazard,
    Inspection,
    Institution,
    Measure,
    Missing,
    Penalty,
    Premises,
    Row,
)

ON_DISPLAY = "只计公示中的；公示期满、已修复、已撤销的不在本站，请按台账补充"


def yearly_inspection(catalog: Catalog) -> Finding:
    """3.5: count the homes inspected on site, this year so far and the year before."""
    this, last = (_inspected(catalog, catalog.day.year - back) for back in (0, 1))
    return Finding(f"{this[0]}；{last[0]}", together(this[1], last[1]), ON_DISPLAY)


def _inspected(catalog: Catalog, year: int) -> tuple[str, tuple[Row, ...]]:
    def ask(home: Institution) -> Heard:
        visits = catalog.of(Inspection, home.id)
        in_year = [row for row in visits if row.inspected_on.year == year]
        if not in_year and _opens_after(home, year):
            return Missing.NOT_APPLICABLE, ()
        return bool(in_year), in_year

    found = count(homes(catalog), ask)
    return f"{year} 年{found.words('检查过', '没有检查的')}", found.rows


def _opens_after(home: Institution, year: int) -> bool:
    """Tell whether a home takes nobody in before the end of a year, so that none need come."""
    opened = home.opened_on
    is_not_open = opened is Missing.NOT_APPLICABLE or home.filing == NOT_BEGUN
    return is_not_open or (isinstance(opened, date) and opened.year > year)


def information_systems(catalog: Catalog) -> Finding:
    """3.6: count what supervision learns by machine."""
    live = [row for row in catalog.all(Premises) if row.live_monitoring is True]
    rated = catalog.all(CreditClass)
    result = f"接入监管平台实时监测 {len(live)} 家；信用、风险分类 {len(rated)} 条"
    return Finding(result, (*live, *rated), "备案、检查、等级评定所用的系统请另行填写")


def hazards(catalog: Catalog) -> Finding:
    """4.1: count the hazards by field, those closed and those overdue."""
    rows = catalog.all(Hazard)
    open_ones = [row for row in rows if not isinstance(row.closed_on, date)]
    late = [row for row in open_ones if past(row.due_on, catalog.day)]
    parts = (
        f"隐患 {len(rows)} 处，其中重大 {sum(row.severity == '重大' for row in rows)} 处",
        f"按类别：{tally(rows, lambda row: row.field, '处') or NONE}",
        f"已销号 {len(rows) - len(open_ones)} 处，逾期未销号 {len(late)} 处",
    )
    return Finding("；".join(parts), tuple(rows), ON_DISPLAY)


def penalties(catalog: Catalog) -> Finding:
    """4.2: count penalties and measures, add the fines, name the cases told as a warning."""
    rows, measures = catalog.all(Penalty), catalog.all(Measure)
    cases = [row for row in catalog.all(Case) if row.kind == "反面典型"]
    titles = "、".join(f"《{row.title}》" for row in cases) or NONE
    parts = (
        f"行政处罚 {len(rows)} 件（{tally(rows, lambda row: row.category, '件') or NONE}）",
        f"罚款合计 {total([row.fine for row in rows], '元', '件')}",
        f"强制和惩戒措施：{tally(measures, lambda row: row.kind, '件') or NONE}",
        f"反面典型：{titles}",
    )
    return Finding("；".join(parts), (*rows, *measures, *cases), ON_DISPLAY)


def blacklist(catalog: Catalog) -> Finding:
    """2.3: count the entries of the blacklist and the measures that follow from it."""
    entries = catalog.all(BlacklistEntry)
    measures = [row for row in catalog.all(Measure) if row.kind == "联合惩戒措施"]
    result = f"公布中的名单 {len(entries)} 条；联合惩戒措施 {len(measures)} 件"
    return Finding(result, (*entries, *measures), ON_DISPLAY)


def channels(catalog: Catalog) -> Finding:
    """4.3: say where the blacklist is published beside this site."""
    entries = catalog.all(BlacklistEntry)
    elsewhere = tally(entries, lambda row: row.published_at, "条") or NONE
    result = f"本站公布 {len(entries)} 条；决定机关公开在：{elsewhere}"
    return Finding(result, tuple(entries), ON_DISPLAY)
