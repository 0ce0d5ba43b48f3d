"""How good it is, and what went wrong (disclosure.md 2.4 and 2.7)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Day, InstitutionId, Missing, Record, RecordId, Yuan, column
from content.tables.institutions import OF_INSTITUTION

Severity = Literal["轻微", "一般", "严重"]
Remedy = Literal["无", "复议中", "诉讼中", "变更", "撤销", "确认违法"]
GradeLevel = Annotated[int, Field(ge=1, le=5)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade(Record):
    """A grade of one to five given under GB/T 37276; it lapses after three years."""

    NAME: ClassVar[str] = "grades"
    TITLE: ClassVar[str] = "等级评定"

    id: RecordId = column("评定编号", "全表唯一，例如 G2024-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    level: GradeLevel = column("等级", "1 至 5，五级最高", unit="级")
    organ: str = column("评定机构", "作出评定的机构")
    document_number: str | Missing = column("公告文号", "公布等级的文件")
    granted_on: Day = column("公告日期", "有效期从这一天起算三年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty(Record):
    """An administrative penalty (行政处罚), with what decides how long it may be shown."""

    NAME: ClassVar[str] = "penalties"
    TITLE: ClassVar[str] = "行政处罚"

    id: RecordId = column("处罚编号", "全表唯一，例如 P2026-0012；是网页上的位置")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    document_number: str = column("决定书文号", "处罚决定书文号", fact=True)
    offence: str = column("违法行为类型", "例如 占用、堵塞疏散通道")
    facts: str = column("违法事实", "决定书认定的事实，不写个人姓名", fact=True)
    basis: str = column("处罚依据", "法律名称和条款")
    category: str = column("处罚类别", "例如 罚款")
    content: str = column("处罚内容", "例如 罚款 20000 元")
    fine: Yuan | Missing = column("罚款金额", "没有罚款填 不适用", unit="元")
    organ: str = column("处罚机关", "作出决定的机关")
    decided_on: Day = column("决定日期", "公示期从这一天起算")
    severity: Severity | Missing = column(
        "失信程度", "由处罚机关认定；机关未认定时填 待核实，认定前不公示"
    )
    publisher: str | Missing = column("公开机关", "哪个机关公开了这份决定；未公开填 不适用")
    published_at: str | Missing = column("公开处", "在哪里公开，例如 示例市政府网站")
    published_on: Day | Missing = column("公开日期", "该机关公开的日期；未公开则本站不公示")
    remedy: Remedy = column("救济状态", "复议、诉讼的情况")
    remedy_on: Day | None = column("救济日期", "救济状态变化的日期", default=None)
    repaired_on: Day | None = column(
        "信用修复日期", "准予修复的日期；从这一天起不再公示", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlacklistEntry(Record):
    """An entry in the list of joint punishment (失信联合惩戒对象名单)."""

    NAME: ClassVar[str] = "blacklist"
    TITLE: ClassVar[str] = "黑名单"

    id: RecordId = column("列入编号", "全表唯一，例如 B2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    document_number: str = column("决定书文号", "列入决定书文号", fact=True)
    circumstances: str = column("列入情形", "决定书认定的情形", fact=True)
    basis: str = column("列入依据", "规章名称和条款")
    organ: str = column("决定机关", "作出列入决定的机关")
    listed_on: Day = column("列入日期", "决定列入的日期")
    published_at: str | Missing = column("公开处", "机关在哪里公开")
    published_on: Day | Missing = column("公开日期", "该机关公开的日期；未公开则本站不公示")
    removed_on: Day | None = column("移出日期", "决定移出的日期；从这一天起不再公示", default=None)
    removal_reason: str | None = column("移出理由", "期满、修复或撤销", default=None)
