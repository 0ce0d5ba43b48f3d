"""How one lives there: admission, services, medical care, people (disclosure.md 2.2 and 2.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import (
    Count,
    Day,
    InstitutionId,
    Missing,
    Record,
    RecordId,
    Texts,
    YesNo,
    Yuan,
    column,
)
from content.tables.institutions import OF_INSTITUTION

ServiceItem = Literal[
    "医疗",
    "康复",
    "助浴",
    "短期托养",
    "日间照料",
    "家庭养老床位",
    "认知障碍专区",
    "特困人员集中供养",
    "低保老人集中照护",
    "失能老人集中照护",
]
Kilometres = Annotated[Decimal, Field(ge=0, le=200, decimal_places=1)]
PerCarer = Annotated[Decimal, Field(gt=0, le=200, decimal_places=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Record):
    """What to know before moving in."""

    NAME: ClassVar[str] = "admissions"
    TITLE: ClassVar[str] = "入住规则"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    assessor: str | Missing = column("入院评估", "由谁评估老人能力")
    reassessed_months: Count | Missing = column("复评周期", "多久重新评估一次", unit="个月")
    visit_telephone: str | Missing = column("预约参观电话", "对外公开的电话", public_contact=True)
    trial_stay: YesNo | Missing = column("试住", "是否可以试住")
    trial_days: Count | Missing = column("试住天数", "最多试住几天", unit="天")
    family_committee: YesNo | Missing = column("家属委员会", "是否有家属委员会")
    meal_committee: YesNo | Missing = column("膳食委员会", "是否有膳食委员会")
    minutes: str | Missing = column("会议记录", "最近的记录在哪里看")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Record):
    """A service, and for whom it is cheaper."""

    NAME: ClassVar[str] = "services"
    TITLE: ClassVar[str] = "服务项目"

    id: RecordId = column("服务编号", "全表唯一，例如 W1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    item: ServiceItem = column("服务", "提供哪一项服务")
    offered: YesNo | Missing = column("是否提供", "现在是否提供")
    beds: Count | Missing = column("床位", "用于这项服务的床位；与床位无关填 不适用", unit="张")
    price: Yuan | Missing = column("优惠价", "优惠对外公开；没有填 不适用", unit="元/月")
    note: str | None = column("说明", "对象和条件", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Medical(Record):
    """Medical care in the house and nearby, and which insurances pay."""

    NAME: ClassVar[str] = "medical"
    TITLE: ClassVar[str] = "医疗服务"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    in_house: str | Missing = column("内设医疗机构", "许可证或备案编号；没有内设的填 不适用")
    branches: Texts | Missing = column("诊疗科目", "多个以分号隔开")
    hospital: str | Missing = column("签约医院", "签约或合作的医院")
    distance: Kilometres | Missing = column("距离", "到签约医院的路程", unit="公里")
    green_channel: YesNo | Missing = column(
        "绿色通道", "急救、转诊是否有绿色通道", plain="急病送医院、转院时，是不是优先"
    )
    insured: YesNo | Missing = column("医保定点", "是否医保定点")
    insured_until: Day | Missing = column("医保协议至", "协议期最后一天")
    care_insured: YesNo | Missing = column("长护险定点", "是否长期护理保险定点")
    care_insured_until: Day | Missing = column("长护险协议至", "协议期最后一天")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing(Record):
    """How many people look after the residents, and what they have learnt; refreshed quarterly."""

    NAME: ClassVar[str] = "staffing"
    TITLE: ClassVar[str] = "人员"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    carers: Count | Missing = column("护理员", "在岗养老护理员", unit="人")
    certified: Count | Missing = column("持证护理员", "有职业技能等级证书的", unit="人")
    by_day: PerCarer | Missing = column(
        "白天照护比", "一名护理员照护几位老人，例如 1:8 填 8", unit="位"
    )
    by_night: PerCarer | Missing = column(
        "夜间照护比", "一名护理员照护几位老人，例如 1:8 填 8", unit="位"
    )
    promised: PerCarer | Missing = column(
        "承诺照护比", "协议或承诺中一名护理员白天最多照护几位老人，例如 1:8 填 8", unit="位"
    )
    round_the_clock: YesNo | Missing = column("24 小时值班", "夜间是否有护理员值守")
    doctors: Count | Missing = column("医生", "在岗医生", unit="人")
    nurses: Count | Missing = column("护士", "在岗护士", unit="人")
    therapists: Count | Missing = column("康复师", "在岗康复治疗人员", unit="人")
    social_workers: Count | Missing = column("社会工作者", "在岗社会工作者", unit="人")
    dietitians: Count | Missing = column("营养师", "在岗营养配餐人员", unit="人")
    fire_guards: Count | Missing = column(
        "消防值班持证", "消防控制室持证值班人员；没有控制室填 不适用", unit="人"
    )
    head_education: Literal["初中及以下", "高中中专", "大专", "本科", "研究生"] | Missing = column(
        "院长学历", "主要负责人的学历"
    )
    head_over_sixty: YesNo | Missing = column("院长满 60 岁", "主要负责人是否年满 60 周岁")
    head_examined_on: Day | Missing = column("院长安全考核", "安全考核合格的日期")
    trained: Count | Missing = column("培训", "上一年度培训人次", unit="人次")
