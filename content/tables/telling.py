"""What the bureau tells the public: guides, notices, cases, warnings, targets (disclosure.md 6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import (
    Code,
    Count,
    Day,
    Lasting,
    Link,
    Missing,
    Record,
    RecordId,
    column,
)

Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Lasting):
    """How something is done (办事指南); its text is `texts/guides/<id>.md`."""

    NAME: ClassVar[str] = "guides"
    TITLE: ClassVar[str] = "办事指南"

    id: Code = column("代码", "小写字母、数字和连字符；用于网址")
    kind: Literal[
        "机构备案", "等级评定", "机构补贴", "个人补贴", "扶持政策清单", "投资指南", "其他"
    ] = column("种类", "办哪一类事")
    title: str = column("标题", "例如 养老机构备案办事指南")
    who: str = column("谁可以办", "对象和条件")
    where: str = column("在哪里办", "窗口和网上")
    telephone: str | Missing = column("咨询电话", "办公电话", public_contact=True)
    days: Count | Missing = column("办理时限", "几个工作日；不需办理填 不适用", unit="工作日")
    charge: str = column("收费", "不收费写 不收费")
    basis: str = column("依据", "文件和条款")
    reviewed_on: Day = column("核对日期", "最近一次核对内容的日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Record):
    """A public notice: announcements, bulletins, plans and results of random inspections."""

    NAME: ClassVar[str] = "notices"
    TITLE: ClassVar[str] = "通知公告"

    id: RecordId = column("公告编号", "全表唯一，例如 GG2026-0001")
    kind: Literal["公告", "情况通报", "检查计划", "检查结果", "名单公布"] = column("种类", "哪一类")
    title: str = column("标题", "公告标题")
    organ: str = column("发布机关", "谁发布的")
    issued_on: Day = column("发布日期", "发布的日期")
    document_number: str | Missing = column("文号", "没有文号填 不适用")
    text: str = column("内容", "正文；段落之间换行", fact=True)
    link: Link | Missing = column("原文网址", "原文公开处")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A typical case (典型案例): good examples, bad ones, mediated disputes without names."""

    NAME: ClassVar[str] = "cases"
    TITLE: ClassVar[str] = "典型案例"

    id: RecordId = column("案例编号", "全表唯一，例如 AL2026-0001")
    kind: Literal["正面典型", "反面典型", "纠纷调解"] = column("种类", "哪一类案例")
    title: str = column("标题", "案例标题；不写个人姓名")
    told_on: Day = column("公布日期", "公布的日期")
    story: str = column("案情", "发生了什么；不写个人姓名", fact=True)
    outcome: str = column("结果", "怎样处理", fact=True)
    lesson: str = column("提示", "老人、家属和机构要注意什么")
    penalty: RecordId | None = column(
        "处罚", "反面典型所依据的处罚；处罚撤下，案例也撤下", refers="penalties.id", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNotice(Record):
    """A warning to the public (风险提示): illegal fund-raising, health products, fraud."""

    NAME: ClassVar[str] = "risk_notices"
    TITLE: ClassVar[str] = "风险提示"

    id: RecordId = column("提示编号", "全表唯一，例如 FX2026-0001")
    kind: Literal["非法集资", "保健品", "养老诈骗", "预付卡", "其他"] = column("种类", "哪一类风险")
    title: str = column("标题", "一句话")
    signs: str = column("怎样识别", "常见的说法和做法")
    advice: str = column("怎样做", "遇到了怎么办")
    hotline: Code = column("举报电话", "热线代码", refers="hotlines.code")
    basis: str = column("依据", "文件和条款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(Lasting):
    """A number to call, and for what."""

    NAME: ClassVar[str] = "hotlines"
    TITLE: ClassVar[str] = "热线电话"
    KEY: ClassVar[str] = "code"

    code: Code = column("代码", "小写字母、数字和连字符，例如 12345")
    name: str = column("名称", "例如 政务服务便民热线")
    number: str | Missing = column("号码", "对外公开的号码", public_contact=True)
    scope: str = column("管什么", "打这个电话可以说什么事")
    hours: str | Missing = column("时间", "例如 全天")
    department: Code | None = column("部门", "部门代码", refers="departments.code", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """A target that the bureau set itself, and how far it has come."""

    NAME: ClassVar[str] = "targets"
    TITLE: ClassVar[str] = "工作目标"

    id: RecordId = column("目标编号", "全表唯一，例如 MB2026-0001")
    name: str = column("目标", "例如 服务安全基本规范达标率")
    unit: Literal["%", "人", "张", "家", "次"] = column("单位", "用什么计")
    wanted: Amount = column("目标值", "要达到多少")
    reached: Amount | Missing = column("完成值", "数据日期当天达到多少")
    due_on: Day = column("期限", "哪一天以前达到")
    basis: str = column("依据", "文件和条款")


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeBeds(Record):
    """Home-care beds (家庭养老床位) of a place."""

    NAME: ClassVar[str] = "home_beds"
    TITLE: ClassVar[str] = "家庭养老床位"

    id: RecordId = column("编号", "全表唯一，例如 JC2026-0001")
    place: Code = column("地区", "区或者街道的代码", refers="places.code")
    provider: str | Missing = column("服务机构", "由谁上门服务")
    beds: Count | Missing = column("床位", "已建成的家庭养老床位", unit="张")
    served: Count | Missing = column("服务老人", "数据日期当天在服务的老人", unit="人")
