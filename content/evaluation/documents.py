"""What is published: documents, local law, guides, warnings (indicators of 1, and 4.11 to 4.16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.catalog import Catalog
from content.evaluation.finding import NONE, Finding
from content.evaluation.indicators import BY_HAND
from content.tables import Guide, Policy, RiskNotice, Statute

SINCE = date(2013, 1, 1)
"""Indicator 4.11 asks for the policies since 2013."""

LOCAL_STANDARD = "DB"
"""How the number of a local standard begins.

Source: 地方标准管理办法 (市场监管总局令第26号) 第二十条: 地方标准代号 “DB” 加行政区划代码.
"""

POLICY_GUIDES = ("扶持政策清单", "投资指南")
SERVICE_GUIDES = ("机构备案", "等级评定", "机构补贴", "个人补贴")
RULES_OF_INSPECTION = "行政检查办法"
CHECK_MAKER = "是否由本级制定，请核对发布机关"
CHECK_ACTIVITIES = "线下的宣传活动请另行填写"

Document = Policy | Statute


def titled(catalog: Catalog, words: tuple[str, ...]) -> Finding:
    """Name the city's own documents that have one of these words in their title (1.2 to 3.2).

    The form asks what was made here: what organs without the city's name made is left to the
    remark, because a person must tell whether they are this city's.
    """
    found, city = _with(catalog, words), catalog.city.name
    own = [row for row in found if city in _maker(row)]
    others = "、".join(_name(row) for row in found if row not in own)
    left_out = f"；发布机关没有写“{city}”的不计，请核对：{others}" if others else ""
    return _named(own, f"本站公开的本级文件中，标题没有含“{'”“'.join(words)}”的{left_out}")


def local_law(catalog: Catalog) -> Finding:
    """1.1: name the local regulations in the list of law."""
    found = [row for row in catalog.all(Statute) if row.rank == "地方性法规"]
    return _named(found, "法规制度清单中没有地方性法规")


def local_standards(catalog: Catalog) -> Finding:
    """1.9: name the local standards in the list of law."""
    standards = [row for row in catalog.all(Statute) if row.rank == "标准"]
    found = [row for row in standards if str(row.number).startswith(LOCAL_STANDARD)]
    return _named(found, f"法规制度清单中没有地方标准（标准号以 {LOCAL_STANDARD} 开头）")


def policies(catalog: Catalog) -> Finding:
    """4.11: count the policies since 2013 and the law, and look for the two kinds of guides."""
    recent = [row for row in catalog.all(Policy) if row.issued_on >= SINCE]
    statutes = catalog.all(Statute)
    said, guides = _guides(catalog, POLICY_GUIDES)
    result = f"2013 年以来的政策文件 {len(recent)} 件，法规制度 {len(statutes)} 件；{said}"
    return Finding(result, (*recent, *statutes, *guides))


def service_guides(catalog: Catalog) -> Finding:
    """4.12: look for a guide of each kind that the form names."""
    said, guides = _guides(catalog, SERVICE_GUIDES)
    return Finding(said, tuple(guides))


def fund_raising(catalog: Catalog) -> Finding:
    """4.15: count the warnings of illegal fund-raising."""
    found = [row for row in catalog.all(RiskNotice) if row.kind == "非法集资"]
    if not found:
        return Finding(BY_HAND, remark="本站没有非法集资风险提示")
    titles = "、".join(f"《{row.title}》" for row in found)
    return Finding(f"非法集资风险提示 {len(found)} 条：{titles}", tuple(found), CHECK_ACTIVITIES)


def rules_of_inspection(catalog: Catalog) -> Finding:
    """4.16: tell where the rules of inspection themselves are published."""
    found = _with(catalog, (RULES_OF_INSPECTION,))
    if not found:
        return Finding(BY_HAND, remark=f"本站没有公开标题含“{RULES_OF_INSPECTION}”的文件")
    named = "、".join(_name(row) for row in found)
    return Finding(f"本站公开：{named}", tuple(found), CHECK_ACTIVITIES)


def _with(catalog: Catalog, words: tuple[str, ...]) -> list[Document]:
    documents: list[Document] = [*catalog.all(Policy), *catalog.all(Statute)]
    return [row for row in documents if any(word in row.title for word in words)]


def _guides(catalog: Catalog, kinds: tuple[str, ...]) -> tuple[str, list[Guide]]:
    found = [row for row in catalog.all(Guide) if row.kind in kinds]
    counts = {kind: sum(row.kind == kind for row in found) for kind in kinds}
    said = "，".join(f"{kind}{f' {n} 份' if n else NONE}" for kind, n in counts.items())
    return said, found


def _named(found: Sequence[Document], nothing: str) -> Finding:
    if not found:
        return Finding(BY_HAND, remark=nothing)
    named = "、".join(_name(row) for row in found)
    return Finding(f"{len(found)} 件：{named}", tuple(found), CHECK_MAKER)


def _name(row: Document) -> str:
    return f"《{row.title}》（{_maker(row)}）"


def _maker(row: Document) -> str:
    return row.publisher if isinstance(row, Policy) else row.organ
