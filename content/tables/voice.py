"""What is said and put right: mediation, unregistered places, replies, corrections (2.1, 2.8)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Code, Count, Day, InstitutionId, Missing, Record, RecordId, column
from content.tables.institutions import OF_INSTITUTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation(Record):
    """Disputes that were mediated in a year, as counts; no party is named."""

    NAME: ClassVar[str] = "mediations"
    TITLE: ClassVar[str] = "纠纷调解"

    id: RecordId = column("调解编号", "全表唯一，例如 TJ2025-0001")
    place: Code = column("地区", "地区代码", refers="places.code")
    year: Count = column("年度", "统计哪一年", unit="年")
    disputes: Count | Missing = column("件数", "受理的纠纷", unit="件")
    settled: Count | Missing = column("成功", "调解成功", unit="件")
    mediator: str | Missing = column("调解组织", "谁来调解")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unregistered(Record):
    """A place that took in elderly people without registration: where it is and what was done."""

    NAME: ClassVar[str] = "unregistered"
    TITLE: ClassVar[str] = "未登记场所"

    id: RecordId = column("场所编号", "全表唯一，例如 WD2026-0001")
    place: Code = column("地区", "街道或者区的代码", refers="places.code")
    location: str = column("位置", "道路和门牌；不写房主和老人")
    found_on: Day = column("发现日期", "排查发现的日期")
    result: Literal["已取缔", "已引导登记", "已停止收住", "正在处理"] = column(
        "处理结果", "现在怎样了"
    )
    dealt_on: Day | Missing = column("处理日期", "处理完成的日期；正在处理填 不适用")
    dealt_by: Code = column("处理单位", "单位代码", refers="units.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """What an institution says to a record about it, in at most five hundred characters."""

    NAME: ClassVar[str] = "replies"
    TITLE: ClassVar[str] = "机构回应"

    id: RecordId = column("回应编号", "全表唯一，例如 HY2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    record: RecordId = column("回应哪一条", "处罚、隐患、检查等的编号；那一条撤下，回应也撤下")
    said_on: Day = column("回应日期", "机构提交的日期")
    text: Annotated[str, Field(max_length=500)] = column(
        "回应", "机构的原话，五百字以内，不写个人姓名", fact=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """A mistake of this site that was put right (纠错); only of facts that may still be shown."""

    NAME: ClassVar[str] = "corrections"
    TITLE: ClassVar[str] = "更正"

    id: RecordId = column("更正编号", "全表唯一，例如 GZ2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    field: str = column("栏目", "改了哪一栏，例如 核定床位")
    wrong: str = column("原来写的", "更正前的内容；不写已经撤下的处罚", fact=True)
    right: str = column("更正为", "更正后的内容")
    corrected_on: Day = column("更正日期", "改正的日期")
    reason: str = column("原因", "为什么写错，谁发现的（不写个人姓名）")
