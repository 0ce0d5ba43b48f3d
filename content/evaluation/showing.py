"""Papers, prices and money as the homes show them (indicators 4.8, 4.9, 4.13, 4.14 and 4.18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.catalog import Catalog
from content.evaluation.finding import (
    UNKNOWN,
    Finding,
    Heard,
    Verdict,
    count,
    homes,
    is_told,
    of_newest,
    past,
    tally,
    together,
    total,
)
from content.tables import (
    Approval,
    CareLevel,
    Clearance,
    Fee,
    Grade,
    Institution,
    Missing,
    Penalty,
    Permit,
    Premises,
    Prepayment,
    Row,
    Service,
)

COMMUNITY = "居家社区养老服务机构"
FOOD = ("食品经营许可", "送餐单位食品经营许可")
FIRE = ("消防验收", "消防备案")
REFUSED = ("不合格", "未办理")
HIDDEN = "没有公开"


def canteens(catalog: Catalog) -> Finding:
    """4.8: count the community services whose kitchen, or whose caterer, holds a licence."""
    found = count(homes(catalog, COMMUNITY), lambda home: _papers(catalog, home, FOOD))
    extent = "全面落实" if found.yes == found.whole else "部分落实"
    said = found.words("许可有效", "没有有效许可")
    remark = "以居家社区养老服务机构计；不属于它们的老年食堂请另行填写"
    return Finding(f"{extent}：{said}" if found.yes else said, found.rows, remark)


def fire_approval(catalog: Catalog) -> Finding:
    """4.9: count the homes that passed fire acceptance or filing; the others by reason and area."""
    found = count(homes(catalog), lambda home: _papers(catalog, home, FIRE))
    papers = [row for row in found.rows if isinstance(row, Approval)]
    passed = {row.institution for row in papers if _stands(row, catalog.day) is True}
    failed = [row for row in papers if row.institution not in passed and row.result in REFUSED]
    premises = [catalog.one(Premises, number) for number in {row.institution for row in failed}]
    reasons = tally(failed, lambda row: row.reason or "未说明原因", "件")
    area = total([row.building_area if row else UNKNOWN for row in premises], "平方米")
    more = f"；未通过的：{reasons}，建筑面积 {area}" if failed else ""
    rows = together(found.rows, filter(None, premises))
    return Finding(found.words("通过", "未通过") + more, rows)


def _papers(catalog: Catalog, home: Institution, kinds: Sequence[str]) -> Heard:
    """Tell whether one of these papers stands; one that does is enough."""
    rows = [row for row in catalog.of(Approval, home.id) if row.kind in kinds]
    verdicts = [_stands(row, catalog.day) for row in rows]
    for verdict in (True, False, UNKNOWN, Missing.NOT_APPLICABLE):
        if verdict in verdicts:
            return verdict, rows
    return UNKNOWN, rows


def _stands(row: Approval, today: date) -> Verdict:
    if row.result in REFUSED or past(row.expires_on, today):
        return False
    if isinstance(row.result, Missing) and isinstance(row.number, Missing):
        return row.result if row.result is Missing.NOT_APPLICABLE else UNKNOWN
    return True


def trade_information(catalog: Catalog) -> Finding:
    """4.13: count what this site shows of filing, grades, papers and penalties."""
    filed = [home for home in homes(catalog) if home.filing == "已备案"]
    grades, penalties = catalog.all(Grade), catalog.all(Penalty)
    papers: list[Row] = [*catalog.all(Approval), *catalog.all(Permit)]
    result = (
        f"公开备案信息 {len(filed)} 家、等级 {len(grades)} 条、"
        f"资质（安全审批、行政许可）{len(papers)} 条、行政处罚 {len(penalties)} 条"
    )
    return Finding(result, (*filed, *grades, *papers, *penalties))


def service_information(catalog: Catalog) -> Finding:
    """4.14: count the homes that tell what they do, what it costs, and how it is charged."""
    counts = {
        "服务内容": count(homes(catalog), lambda home: _services(catalog, home)),
        "收费标准": count(homes(catalog), lambda home: _prices(catalog, home)),
        "收费方式": count(
            homes(catalog), of_newest(catalog, Prepayment, lambda row: is_told(row.period_months))
        ),
    }
    said = "；".join(found.words(f"公开{name}", HIDDEN) for name, found in counts.items())
    return Finding(said, together(*(found.rows for found in counts.values())))


def _services(catalog: Catalog, home: Institution) -> Heard:
    offered = [row for row in catalog.of(Service, home.id) if row.offered is True]
    levels = catalog.of(CareLevel, home.id)
    told = [row for row in levels if is_told(row.services) is True]
    return (True if offered or told else UNKNOWN), (*offered, *told)


def _prices(catalog: Catalog, home: Institution) -> Heard:
    known = [row for row in catalog.of(Fee, home.id) if is_told(row.amount) is True]
    return (True if known else UNKNOWN), known


def deposits(catalog: Catalog) -> Finding:
    """4.18: add what was taken against the rules and repaid; count the accounts in custody."""
    rows = catalog.all(Clearance)
    kept = count(homes(catalog), of_newest(catalog, Prepayment, lambda row: row.custody))
    taken, repaid = [row.amount for row in rows], [row.repaid for row in rows]
    persons = sum(row.persons for row in rows)
    result = (
        f"违规收取 {total(taken, '元')}，涉及 {persons} 人，已清退 {total(repaid, '元')}；"
        f"专户存管：{kept.words('已建立', '没有')}"
    )
    return Finding(result, (*rows, *kept.rows))
