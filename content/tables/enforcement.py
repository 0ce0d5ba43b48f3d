"""Decisions of authorities: penalties, permits, measures, the blacklist (disclosure.md 2.7)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import (
    Day,
    InstitutionId,
    Link,
    Missing,
    Record,
    RecordId,
    Yuan,
    column,
)
from content.tables.institutions import OF_INSTITUTION

Severity = Literal["轻微", "一般", "严重"]
Relief = Literal["无", "复议中", "诉讼中", "变更", "撤销", "确认违法", "确认无效"]
PartyKind = Literal["法人和非法人组织", "个体工商户", "自然人"]
NATURAL: PartyKind = "自然人"
"""A penalty against a person is told without the name."""
ON_COURSE: tuple[Relief, ...] = ("复议中", "诉讼中")
"""The decision stands and is shown, and may yet change."""


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
    confiscated: Yuan | None = column(
        "没收金额", "没收的违法所得和非法财物", unit="元", default=None
    )
    licence: str | None = column("暂扣或吊销证照", "证照名称和编号", default=None)
    party: str | None = column(
        "相对人名称", "决定书上的名称；与机构名称相同的空白；个人只写姓，例如 张某", default=None
    )
    party_kind: PartyKind | None = column("相对人类别", "处罚的是单位还是个人", default=None)
    representative: str | None = column(
        "法定代表人", "决定书上的法定代表人；处罚个人的空白", default=None
    )
    organ: str = column("处罚机关", "作出决定的机关")
    organ_code: str | Missing | None = column("处罚机关信用代码", "18 位（GB 32100）", default=None)
    decided_on: Day = column("决定日期", "公示期从这一天起算")
    severity: Severity | Missing = column(
        "失信程度", "由处罚机关认定；机关未认定时填 待核实，认定前不公示"
    )
    publisher: str | Missing = column("公开机关", "哪个机关公开了这份决定；未公开填 不适用")
    published_at: str | Missing = column("公开处", "在哪里公开，例如 示例市政府网站")
    published_on: Day | Missing = column("公开日期", "该机关公开的日期；未公开则本站不公示")
    remedy: Relief = column("救济状态", "复议、诉讼的情况")
    remedy_on: Day | None = column("救济日期", "救济状态变化的日期", default=None)
    remedy_reason: str | None = column(
        "变更、撤销理由", "撤回处罚信息时向社会说明的理由；不写原来的违法事实", default=None
    )
    withdrawn_on: Day | None = column(
        "撤回日期", "公开机关撤回这份决定的日期，三个工作日内", default=None
    )
    repaired_on: Day | None = column(
        "信用修复日期", "准予修复的日期；从这一天起不再公示", default=None
    )
    hazard: RecordId | None = column(
        "处罚后整改", "与这次处罚有关的隐患编号", refers="hazards.id", default=None
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
    heard_on: Day | None = column("告知日期", "告知陈述、申辩权利的日期", default=None)
    listed_on: Day = column("列入日期", "决定列入的日期")
    ends: Day | Missing | None = column(
        "惩戒期限至", "决定书写明的最后一天；没有写期限填 不适用", default=None
    )
    published_at: str | Missing = column("公开处", "机关在哪里公开")
    published_on: Day | Missing = column("公开日期", "该机关公开的日期；未公开则本站不公示")
    removed_on: Day | None = column("移出日期", "决定移出的日期；从这一天起不再公示", default=None)
    removal_reason: str | None = column("移出理由", "期满、修复或撤销", default=None)
    promise: Link | Missing | None = column(
        "修复承诺书", "申请移出时的承诺书公开处；没有填 不适用", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit(Record):
    """An administrative permit (行政许可), the other half of the double publicity (双公示)."""

    NAME: ClassVar[str] = "permits"
    TITLE: ClassVar[str] = "行政许可"

    id: RecordId = column("许可编号", "全表唯一，例如 L2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    document_number: str = column("决定书文号", "许可决定书文号", fact=True)
    name: str = column("许可事项", "例如 食品经营许可")
    category: Literal["普通", "特许", "认可", "核准", "登记", "其他"] = column(
        "许可类别", "行政许可的类别"
    )
    certificate: str | Missing = column("证书编号", "许可证书编号；没有证书填 不适用")
    content: str = column("许可内容", "准许做什么")
    organ: str = column("许可机关", "作出决定的机关")
    decided_on: Day = column("决定日期", "应在七个工作日内公示")
    begins: Day = column("有效期自", "许可生效的日期")
    ends: Day | Missing = column("有效期至", "长期有效填 不适用；期满后不再公示")
    published_on: Day | Missing = column("公开日期", "机关公开的日期；未公开则本站不公示")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """Coercion, a consequence of distrust, or a ban from the trade; shown while it lasts."""

    NAME: ClassVar[str] = "measures"
    TITLE: ClassVar[str] = "强制和惩戒措施"

    id: RecordId = column("措施编号", "全表唯一，例如 M2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["行政强制", "联合惩戒措施", "行业禁入"] = column("种类", "哪一类措施")
    document_number: str = column("决定书文号", "决定书文号", fact=True)
    content: str = column("措施内容", "查封、限制补贴、禁止从业等", fact=True)
    role: str | None = column("职务", "行业禁入：被禁止人员的职务", default=None)
    person: str | None = column(
        "姓名", "行业禁入：决定书写明公开的才填，否则空白", fact=True, default=None
    )
    basis: str = column("依据", "法律名称和条款")
    organ: str = column("决定机关", "作出决定的机关")
    decided_on: Day = column("决定日期", "作出决定的日期")
    ends: Day | Missing = column("截止日期", "措施最后一天；没有期限填 不适用")
    published_at: str | Missing = column("公开处", "机关在哪里公开")
    published_on: Day | Missing = column("公开日期", "该机关公开的日期；未公开则本站不公示")
    lifted_on: Day | None = column("解除日期", "从这一天起不再公示", default=None)
