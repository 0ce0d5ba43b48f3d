"""The place and its safety: building, approvals, drills, kitchen (disclosure.md 2.1, 2.2, 2.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import (
    Code,
    Count,
    Day,
    Form,
    InstitutionId,
    Link,
    Missing,
    Percent,
    Record,
    RecordId,
    SquareMetres,
    YesNo,
    column,
)
from content.tables.institutions import OF_INSTITUTION

ApprovalKind = Literal[
    "消防设计审查",
    "消防验收",
    "消防备案",
    "消防监督检查",
    "房屋安全鉴定",
    "食品经营许可",
    "送餐单位食品经营许可",
    "医疗机构许可",
    "医疗机构备案",
    "电梯检验",
    "压力容器检验",
    "环评审批",
    "环评备案",
    "不动产登记",
    "应急预案备案",
    "机构责任保险",
]
ApprovalResult = Literal[
    "合格", "不合格", "已备案", "未办理", "A级", "B级", "C级", "D级", "已投保", "未投保"
]
FIRE_PAPERS: tuple[ApprovalKind, ...] = ("消防设计审查", "消防验收")
"""What a large building must have (law/limits.csv, fire_review)."""
FileName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9-]+\.(jpg|png)$", max_length=80),
    Form("小写字母、数字和连字符，以 .jpg 或 .png 结尾，不超过 80 个字符"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises(Record):
    """The building and what is in it."""

    NAME: ClassVar[str] = "premises"
    TITLE: ClassVar[str] = "场所和设施"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    building_area: SquareMetres | Missing = column(
        "建筑面积", "超过 1000 平方米的要办消防设计审查和验收", unit="平方米"
    )
    land_area: SquareMetres | Missing = column("占地面积", "土地面积", unit="平方米")
    storeys: Count | Missing = column("楼层", "地上层数", unit="层")
    self_built: YesNo | Missing = column("自建房", "是否自建房")
    land_use: str | Missing = column("土地用途", "不动产登记的土地用途")
    tenure: Literal["划拨", "出让", "租赁"] | Missing = column(
        "用地方式", "土地怎样取得", plain="土地是政府划拨、花钱出让，还是租来的"
    )
    bus: str | Missing = column("公交", "哪些线路，在哪一站下车")
    call_buttons: YesNo | Missing = column("紧急呼叫", "床头和卫生间是否有紧急呼叫")
    lift: YesNo | Missing = column("电梯", "是否有电梯")
    barrier_free: YesNo | Missing = column("无障碍", "出入口、走廊、卫生间是否无障碍")
    cameras: Count | Missing = column("公共区监控", "公共区域的视频监控点位", unit="个")
    room_cameras: str | Missing = column("居室监控", "居室装监控须本人或监护人书面同意")
    smart_fire: YesNo | Missing = column(
        "智慧消防", "是否接入智慧消防", plain="烟雾、用电等是不是联网自动报警"
    )
    live_monitoring: YesNo | Missing = column(
        "实时监测", "是否接入监管平台实时监测", plain="安全情况是不是随时传到政府的监管平台"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A picture of the premises, or of what was found there, with words for who cannot see it."""

    NAME: ClassVar[str] = "photos"
    TITLE: ClassVar[str] = "院区照片"

    id: RecordId = column("照片编号", "全表唯一，例如 V1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    image: FileName = column("文件名", "放在 photos 文件夹里的图片，例如 100012-garden.jpg")
    description: str = column("文字说明", "照片里看得到什么；不拍可以认出的人", fact=True)
    record: RecordId | None = column(
        "拍的是哪一条", "检查、隐患照片填它的编号，它撤下照片也撤下；院区照片空白", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Record):
    """One paper of safety: an approval, a licence, an inspection of equipment, an insurance.

    The row stays when the paper has run out (`expires_on`): that it has is what must be told.
    """

    NAME: ClassVar[str] = "approvals"
    TITLE: ClassVar[str] = "安全审批"

    id: RecordId = column("审批编号", "全表唯一，例如 A1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: ApprovalKind = column("种类", "哪一项审批、许可、检验或保险")
    number: str | Missing = column("文号或证号", "批准文件、证书或者保险单的编号")
    result: ApprovalResult | Missing = column("结论", "批准、检查或鉴定的结论")
    organ: str | Missing = column("机关", "作出结论的机关或机构")
    issued_on: Day | Missing = column("日期", "批准、检查、鉴定或投保的日期")
    expires_on: Day | Missing = column("有效期至", "没有期限的填 不适用")
    reason: (
        Literal["未办不动产登记", "土地规划不符", "改变使用性质", "设施未整改", "其他"] | None
    ) = column("未通过原因", "没有通过或没有办理的原因分类", default=None)
    note: str | None = column("说明", "例如 食品安全量化等级、共用楼栋", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill(Record):
    """An emergency drill (应急演练); at least one a year."""

    NAME: ClassVar[str] = "drills"
    TITLE: ClassVar[str] = "应急演练"

    id: RecordId = column("演练编号", "全表唯一，例如 E2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["消防疏散", "突发疾病", "走失", "食物中毒", "自然灾害", "其他"] = column(
        "演练种类", "演练什么"
    )
    held_on: Day = column("演练日期", "哪一天演练")
    persons: Count | Missing = column("参加人数", "工作人员和老人", unit="人")


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenProbe(Record):
    """What the live view of a kitchen (互联网+明厨亮灶) answered when it was asked."""

    NAME: ClassVar[str] = "kitchen_probes"
    TITLE: ClassVar[str] = "明厨亮灶"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    connected: YesNo | Missing = column("已接入", "后厨画面是否接入平台")
    link: Link | Missing = column("观看网址", "公众在哪里看")
    online: Percent | Missing = column("在线率", "最近七天的在线率", unit="%")
    last_picture_on: Day | Missing = column("最后画面", "最后一次有画面的日期")
    platform: Code | None = column(
        "平台单位",
        "管平台的单位",
        refers="units.id",
        default=None,
        plain="厨房画面由谁管，打不开时问它",
    )
