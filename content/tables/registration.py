"""Who stands behind an institution, by which papers, and what became of it (disclosure.md 2.1)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import (
    Code,
    Count,
    Day,
    InstitutionId,
    Link,
    Missing,
    Record,
    RecordId,
    YesNo,
    column,
)
from content.tables.institutions import OF_INSTITUTION

ContractItem = Literal["运营", "投入", "收费", "收支", "待遇", "质量", "公众评议"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Record):
    """Registration as a legal person and filing (备案) with civil affairs."""

    NAME: ClassVar[str] = "registrations"
    TITLE: ClassVar[str] = "登记和备案"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    standard_name: YesNo | Missing = column(
        "名称规范", "名称是否符合登记和备案的要求", plain="名称有没有按登记和备案的要求写"
    )
    registrar: str | Missing = column("登记机关", "发登记证书的机关")
    registered_on: Day | Missing = column("登记日期", "登记证书上的成立日期")
    licence_until: Day | Missing = column("证照有效期至", "登记证书的有效期；长期有效填 不适用")
    filing_organ: str | Missing = column("备案机关", "收备案的民政部门")
    filed_on: Day | Missing = column("备案日期", "备案回执的日期")
    receipt: Link | Missing = column("备案回执", "回执公开处的网址")
    visited_on: Day | Missing = column("备案后现场检查日期", "备案后二十个工作日内要到现场检查")
    legal_representative: str | Missing = column("法定代表人", "登记证书上的姓名；不写证件号码")
    head: str | Missing = column("主要负责人", "安全第一责任人的姓名；不写证件号码")
    party_branch: YesNo | Missing = column("党组织", "是否建立党组织")
    credit_page: Link | Missing | None = column(
        "公共信用查询",
        "公共信用信息平台（码上诚信）上这家机构的网址",
        default=None,
        plain="在政府的信用网站上查这家机构",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Record):
    """A change of identity (沿革): a new name, another operator, another registration or address.

    The six-digit number stays; the record of an institution follows it through every change.
    """

    NAME: ClassVar[str] = "successions"
    TITLE: ClassVar[str] = "沿革"

    id: RecordId = column("沿革编号", "全表唯一，例如 S2025-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["更名", "变更运营方", "重新登记", "迁址"] = column("变更种类", "变了什么")
    changed_on: Day = column("变更日期", "登记机关核准的日期")
    before: str = column("变更前", "原来的名称、运营方、登记类型或地址")
    after: str = column("变更后", "现在的名称、运营方、登记类型或地址")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Record):
    """A contract by which a public home is run by another (公建民营、委托运营)."""

    NAME: ClassVar[str] = "contracts"
    TITLE: ClassVar[str] = "委托运营合同"

    id: RecordId = column("合同编号", "全表唯一，例如 T2024-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    owner: str = column("产权方", "房屋和设施的所有者")
    contractor: str = column("运营方", "受委托运营的法人")
    begins: Day = column("合同开始", "合同期第一天")
    ends: Day = column("合同结束", "合同期最后一天")
    evaluation: str | Missing = column("履约评价", "最近一次履约评价的结论")
    exit_terms: str | Missing = column("退出条件", "什么情形终止合同，老人怎样安置")
    document: Link | Missing = column("合同公开处", "合同或者摘要的网址")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCheck(Record):
    """One of the seven items of the yearly check of a publicly built home.

    厦民〔2024〕51号 四（五）: 运营、投入、收费、收支、待遇、质量、公众评议, 检查结果向社会公布.
    """

    NAME: ClassVar[str] = "contract_checks"
    TITLE: ClassVar[str] = "公建民营年度检查"

    id: RecordId = column("检查编号", "全表唯一，例如 N2025-0001")
    contract: RecordId = column("合同", "合同编号", refers="contracts.id")
    year: Count = column("年度", "检查哪一年", unit="年")
    item: ContractItem = column("检查事项", "七项之一")
    result: Literal["合格", "需要整改", "不合格"] | Missing = column("结果", "这一项的结论")
    finding: str | None = column("说明", "发现了什么，怎样整改", fact=True, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Record):
    """A notice that a home stops (停业、歇业) or is stopped (停业整顿), and where residents go.

    The notice stands at least thirty days before (民发〔2024〕19号).
    """

    NAME: ClassVar[str] = "closures"
    TITLE: ClassVar[str] = "停业公告"

    id: RecordId = column("公告编号", "全表唯一，例如 Y2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["停业", "歇业", "停业整顿", "紧急措施"] = column("种类", "自己停止还是被责令停止")
    announced_on: Day = column("公告日期", "向老人和家属公告的日期")
    begins: Day = column("停止日期", "从这一天起不再服务")
    ends: Day | Missing = column("恢复日期", "恢复服务的日期；不再恢复填 不适用")
    reason: str = column("原因", "为什么停止", fact=True)
    residents: Count | Missing = column("在院老人", "公告时在院的人数", unit="人")
    resettled: Count | Missing = column("已安置", "已经安置的人数", unit="人")
    resettlement: str = column("老人安置", "怎样安置，由谁负责", fact=True)
    settling_unit: Code = column("安置负责单位", "单位代码", refers="units.id")
