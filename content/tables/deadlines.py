"""How many days each step of a complaint may take, for whom, counted from when, and says who."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Form, Lasting, YesNo, column
from content.tables.government import MatterCode

DeadlineId = Annotated[str, Field(pattern=r"^D\d{2,4}$"), Form("字母 D 加两至四位数字")]
Days = Annotated[int, Field(ge=1, le=250)]
DayUnit = Literal["工作日", "自然日"]
RuleKind = Literal["投诉", "举报", "求助", "咨询", "建议", "表扬", "任何"]
Role = Literal["牵头", "主办", "协办", "反映人"]
LegName = Literal["受理", "退回", "答复", "复核", "评价", "补正"]
DayZero = Literal["收到", "受理", "分派", "异议", "答复", "补正"]
PAUSING = frozenset({"受理", "答复"})
"""Legs that rest while the citizen is asked for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Lasting):
    """A rule of time (时限): so many days for one step; the most particular rule counts."""

    NAME: ClassVar[str] = "deadlines"
    TITLE: ClassVar[str] = "时限"

    id: DeadlineId = column("代码", "D 和两至四位数字，例如 D01；永不改变，也不再用")
    kind: RuleKind = column("诉求类型", "适用于哪一类诉求；任何为不分类型")
    matter: MatterCode | None = column(
        "事项", "只适用于一个归口事项时填它的代码", refers="matters.code", default=None
    )
    group: str | None = column(
        "事项类别", "只适用于一类事项时填 matters.csv 的类别；与事项只填一个", default=None
    )
    urgent: YesNo | None = column(
        "紧急", "是：只用于紧急的，优先于其他时限；否：只用于不紧急的；空白：不论", default=None
    )
    role: Role = column("角色", "这段时限由谁遵守")
    leg: LegName = column(
        "环节",
        "受理：告知是否受理；退回：提出退回；答复：办结并答复；复核：复核不予受理；评价：评价答复、要求重办；补正：反映人补充材料",
    )
    n: Days = column("天数", "整数")
    unit: DayUnit = column("单位", "自然日的最后一天遇休息日顺延到下一个工作日")
    day_zero: DayZero = column("起算", "从哪一件事起算；当天不计，从第二天算起")
    basis: str = column("依据", "哪个文件哪一条，或由谁设定；会告诉反映人")
    source: str = column("出处", "在哪里可以看到这个依据，例如文号或网址")
    pausable: YesNo | None = column(
        "可以暂停",
        "请反映人补正期间是否停止计算；只对受理、答复有意义，空白为是",
        default=None,
    )
    extension: Days | None = column(
        "可以延期",
        "最多延长的天数，单位同上；只对答复有意义，一段时限只能延期一次；空白为不能延期",
        default=None,
    )

    @property
    def pauses(self) -> bool:
        """Tell whether such a leg rests while the citizen is asked for more."""
        return self.leg in PAUSING and self.pausable is not False
