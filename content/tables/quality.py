"""How good it is, as others have judged (disclosure.md 2.4)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from content.tables.base import (
    Count,
    Day,
    InstitutionId,
    Link,
    Missing,
    Percent,
    Record,
    RecordId,
    column,
    parse_list,
)
from content.tables.institutions import OF_INSTITUTION

GradeLevel = Annotated[int, Field(ge=1, le=5)]
GRADES = range(5, 0, -1)
"""The best first."""
Precaution = Literal[
    "防噎食",
    "防食品药品误食",
    "防压疮",
    "防烫伤",
    "防坠床",
    "防跌倒",
    "防他伤和自伤",
    "防走失",
    "防文娱活动意外",
]
Precautions = Annotated[tuple[Precaution, ...], BeforeValidator(parse_list)]
"""The nine precautions (九防) of GB 38600-2019, chapter 6."""


def grade_name(level: int) -> str:
    """Write a grade as the certificate does: 三级."""
    return f"{'一二三四五'[level - 1]}级"


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
class GradeReview(Record):
    """What a spot check of a grade found; a grade that was cancelled is no longer shown."""

    NAME: ClassVar[str] = "grade_reviews"
    TITLE: ClassVar[str] = "等级复评"

    id: RecordId = column("复评编号", "全表唯一，例如 H2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    grade: RecordId = column("评定", "复评的是哪一次评定", refers="grades.id")
    reviewed_on: Day = column("复评日期", "公布复评结果的日期")
    result: Literal["保持", "降级", "取消"] = column("结果", "复评的结论")
    organ: str = column("复评机构", "作出复评的机构")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """A third party's assessment against GB 38600 (服务安全基本规范), once a year."""

    NAME: ClassVar[str] = "assessments"
    TITLE: ClassVar[str] = "服务安全评估"

    id: RecordId = column("评估编号", "全表唯一，例如 K2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    assessed_on: Day = column("评估日期", "现场评估的日期")
    assessor: str = column("评估机构", "第三方评估机构")
    result: Literal["达标", "未达标"] | Missing = column("结论", "是否达到 GB 38600")
    failings: str | Missing = column("不符合项", "哪些条款不符合；没有填 不适用", fact=True)
    precautions: Precautions | Missing = column("九防", "已有预案并落实的，以分号隔开")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Record):
    """What residents and families said when asked; fewer than ten answers are not shown."""

    NAME: ClassVar[str] = "surveys"
    TITLE: ClassVar[str] = "满意度"

    id: RecordId = column("调查编号", "全表唯一，例如 X2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    asked_on: Day = column("调查日期", "调查结束的日期")
    asker: str = column("调查者", "谁来问的")
    method: str = column("方法", "怎样问的，例如 入院面访")
    answers: Count = column("答卷", "有效答卷；不足 10 份的不显示", unit="份")
    satisfied: Percent = column("满意率", "满意和很满意的比例", unit="%")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditClass(Record):
    """A class of credit or risk (信用、风险分类), with a link instead of how it was reckoned."""

    NAME: ClassVar[str] = "credit_classes"
    TITLE: ClassVar[str] = "信用和风险分类"

    id: RecordId = column("分类编号", "全表唯一，例如 J2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["信用等级", "风险等级"] = column("分类", "评的是信用还是风险")
    grade: Literal["A", "B", "C", "D", "绿", "黄", "红"] = column("等次", "评定的等次")
    rated_on: Day = column("评定日期", "公布的日期")
    rater: str = column("评定单位", "谁评的")
    link: Link | Missing = column("查询网址", "在公共信用信息平台的哪里查")
