"""Who looked, what was found, what became of it, what was promised (disclosure.md 2.6)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
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
    Texts,
    column,
    parse_list,
)
from content.tables.institutions import OF_INSTITUTION

Subject = Literal["重点事项", "一般事项"]
Subjects = Annotated[tuple[Subject, ...], BeforeValidator(parse_list)]
HazardField = Literal[
    "消防", "建筑", "食品", "燃气和用电", "特种设备", "医疗", "照护", "资金", "其他"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Record):
    """One inspection (养老机构行政检查办法): kind, manner, units, result, findings."""

    NAME: ClassVar[str] = "inspections"
    TITLE: ClassVar[str] = "检查"

    id: RecordId = column("检查编号", "全表唯一，例如 I2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["日常检查", "专项检查", "个案检查"] = column("检查类型", "养老机构行政检查办法")
    manner: Literal["双随机", "联合", "综合", "单独"] = column("检查方式", "怎样组织的")
    inspected_on: Day = column("检查日期", "到现场的日期")
    units: Texts = column("检查单位", "单位代码，多个以分号隔开", refers="units.id")
    subjects: Subjects = column("检查事项", "重点事项、一般事项，以分号隔开")
    notice: Literal["提前 3 个工作日", "直接检查", "个案不告知"] = column(
        "提前通知", "是否提前通知机构"
    )
    result: Literal["未发现问题", "当场改正", "责令整改", "移送处理"] | Missing = column(
        "结果", "检查的结论"
    )
    problems: Count | Missing = column("问题数", "发现几个问题", unit="个")
    findings: str | Missing = column("问题", "问题原文；没有问题填 不适用", fact=True)
    reported_on: Day | Missing = column("报民政日期", "检查单位把结果报给民政的日期，一周内")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard(Record):
    """A hidden danger (隐患) on its way from being found to being closed (销号).

    What a city calls the stages stands in city.toml, because the policy documents disagree.
    """

    NAME: ClassVar[str] = "hazards"
    TITLE: ClassVar[str] = "隐患"

    id: RecordId = column("隐患编号", "全表唯一，例如 D2026-0001；是网页上的位置")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    inspection: RecordId | None = column(
        "检查", "哪一次检查发现的", refers="inspections.id", default=None
    )
    field: HazardField = column("类别", "哪一方面的隐患")
    severity: Literal["一般", "重大"] = column("等级", "重大按养老机构重大事故隐患判定标准")
    criterion: str | Missing = column("判定条款", "重大隐患：判定标准的哪一条；一般填 不适用")
    description: str = column("隐患", "发现了什么，不写个人姓名", fact=True)
    basis: str = column("依据", "违反哪个文件哪一条")
    found_by: Code = column("发现单位", "单位代码", refers="units.id")
    found_on: Day = column("发现日期", "写进问题清单的日期")
    measure: str | Missing = column("整改措施", "怎样整改", fact=True)
    responsible: str | Missing = column("责任人", "整改责任人的职务，不写姓名")
    assigned_on: Day | Missing = column("落实责任日期", "写进责任清单的日期")
    due_on: Day = column("整改期限", "原则上不超过三个月")
    rectified_on: Day | Missing = column("整改完成日期", "机构报告完成的日期；未完成填 不适用")
    closed_on: Day | Missing = column("销号日期", "复查合格的日期；未销号填 不适用")
    rechecked_by: Code | None = column("复查单位", "单位代码", refers="units.id", default=None)
    evidence: str | Missing = column("销号证据", "复查记录的文号或网址；未销号填 不适用")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Record):
    """Listed supervision (挂牌督办) of an institution, mostly for a hazard; ends with it."""

    NAME: ClassVar[str] = "supervisions"
    TITLE: ClassVar[str] = "挂牌督办"

    id: RecordId = column("督办编号", "全表唯一，例如 O2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    hazard: RecordId | None = column("隐患", "为哪一处隐患", refers="hazards.id", default=None)
    level: Literal["省级", "市级", "区级"] = column("级别", "哪一级挂牌")
    organ: str = column("督办机关", "哪个机关挂牌")
    document_number: str = column("文号", "挂牌督办通知的文号", fact=True)
    begins: Day = column("挂牌日期", "开始督办的日期")
    ends: Day | Missing = column("摘牌日期", "督办结束的日期；还在督办填 不适用")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """One sentence of a commitment (备案信用承诺书、行业自律承诺)."""

    NAME: ClassVar[str] = "commitments"
    TITLE: ClassVar[str] = "承诺"

    id: RecordId = column("承诺编号", "一句一行，例如 C2024-0012-1")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["备案信用承诺", "行业自律承诺"] = column("承诺书", "哪一份承诺书")
    signed_on: Day = column("签署日期", "签署承诺书的日期")
    number: Count = column("第几句", "在承诺书里的顺序")
    sentence: str = column("承诺内容", "承诺书的原话，一句一行")
    document: Link | Missing = column("承诺书网址", "全文公开处")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct(Record):
    """Whether a sentence of a commitment was kept (履约记录)."""

    NAME: ClassVar[str] = "conduct"
    TITLE: ClassVar[str] = "履约记录"

    id: RecordId = column("记录编号", "全表唯一，例如 KP2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    commitment: RecordId = column("承诺", "哪一句承诺", refers="commitments.id")
    checked_on: Day = column("核查日期", "核查的日期")
    kept: Literal["已履行", "部分履行", "未履行"] = column("履行情况", "核查的结论")
    evidence: str = column("依据", "从哪里看出来：检查编号、处罚编号、台账", fact=True)
    handling: str | Missing = column("处理", "未履行的怎样处理；不需处理填 不适用")
