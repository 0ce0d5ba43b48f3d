"""The form filled in: a line for each indicator, with the rows behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pydantic.dataclasses import dataclass as table

from content.catalog import Catalog, key_of
from content.evaluation.answers import answer
from content.evaluation.finding import homes
from content.evaluation.indicators import Indicator, indicators
from content.tables import Institution, Missing, Row
from content.tables.base import column


@table(frozen=True, slots=True, kw_only=True)
class Line(Row):
    """A line of the form, its columns in the form's order and words."""

    NAME: ClassVar[str] = "evaluation"
    TITLE: ClassVar[str] = "养老服务监管效能评估表"
    KEY: ClassVar[str] = "number"

    group: str = column("一级指标", "附件 1 的一级指标")
    number: str = column("编号", "附件 1 的编号")
    indicator: str = column("二级指标", "问什么")
    unit: str = column("填写什么", "是否、数字、比例或者案例")
    result: str = column("已完成情况（结果）", "由公示内容计算；不能计算的写 需人工填写")
    sources: str = column("佐证材料（来源行）", "表、行数和编号；全文在第二张表")
    remark: str = column("未完成说明（说明）", "哪些没有计入，还要填写什么")
    basis: str = column("政策依据和任务来源", "附件 1 的最后一列")


@dataclass(frozen=True)
class Answered:
    """An indicator with what was found, in words and as the rows that it was found in."""

    indicator: Indicator
    result: str
    rows: tuple[Row, ...]
    remark: str

    @property
    def sources(self) -> list[str]:
        """Name the rows as manifests do: table:key."""
        return [f"{row.NAME}:{key_of(row)}" for row in self.rows]


MOST_SOURCES = 5
"""More rows of a table than this nobody reads in one cell; the second sheet has them all."""


def evaluate(catalog: Catalog) -> list[Answered]:
    """Answer every indicator in the order of the form."""
    found = [(indicator, answer(catalog, indicator)) for indicator in indicators()]
    return [Answered(one, f.result, f.rows, f.remark) for one, f in found]


def line(answered: Answered) -> Line:
    """Write an answer as a line of the form."""
    one = answered.indicator
    return Line(
        group=one.group,
        number=one.number,
        indicator=one.indicator,
        unit=one.unit,
        result=answered.result,
        sources=_told(answered.rows),
        remark=answered.remark,
        basis=one.basis,
    )


def _told(rows: Iterable[Row]) -> str:
    """Say how many rows of which tables: 等级评定 13 行：G2023-0009、G2023-0011 等."""
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[row.TITLE].append(key_of(row))
    return "；".join(
        f"{title} {len(some)} 行：{'、'.join(some[:MOST_SOURCES])}"
        + " 等" * (len(some) > MOST_SOURCES)
        for title, some in keys.items()
    )


def preamble(catalog: Catalog) -> list[str]:
    """Say of what day and what city the form is, and what every number in it leaves out."""
    unknown = sum(isinstance(row.kind, Missing) for row in catalog.all(Institution))
    return [
        f"填表地区：{catalog.city.name}　联系人：　　　　　　时间：{catalog.day}",
        f"结果按 {catalog.day} 可以公示的内容计算；养老机构 {len(homes(catalog))} 家"
        + (f"，另有 {unknown} 家机构类别未填报，未计入" if unknown else ""),
        "填表说明：只完成一部分的，分类说明；没有完成的，填写未完成说明；佐证材料按指标顺序命名，另附",
    ]
