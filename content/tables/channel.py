"""What the complaint channel tells the site: hashes and listed supervision, never a ticket."""

from __future__ import annotations

from typing import ClassVar

from pydantic.dataclasses import dataclass

from content.tables.base import (
    Code,
    Day,
    Digest,
    InstitutionId,
    Record,
    RecordId,
    Row,
    column,
)
from content.tables.institutions import OF_INSTITUTION

HEX = "64 位十六进制数字，字母小写；由系统写入，请不要修改"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRoot(Row):
    """One day of the chain that vouches for the records of all complaints (每日校验值)."""

    NAME: ClassVar[str] = "day_roots"
    TITLE: ClassVar[str] = "每日校验值"
    KEY: ClassVar[str] = "day"
    BY_CHANNEL: ClassVar[bool] = True

    day: Day = column("日期", "从早到晚，一天一行，中间不缺")
    root: Digest = column("校验值", HEX)
    signature: Digest = column("签名", HEX)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSupervision(Record):
    """Listed supervision (挂牌督办) of how complaints are handled: who must do what, until when.

    Its key is random and leads to no ticket; the row stands here only while it runs.
    """

    NAME: ClassVar[str] = "listed_supervision"
    TITLE: ClassVar[str] = "投诉办理挂牌督办"
    BY_CHANNEL: ClassVar[bool] = True

    id: RecordId = column("督办编号", "随机给出，与诉求编号无关；由系统写入，请不要修改")
    institution: InstitutionId | None = column(
        "机构", "涉及的机构编号；没有指明机构的空白", refers=OF_INSTITUTION, default=None
    )
    matter: str = column("归口事项", "事项代码", refers="matters.code")
    unit: Code = column("责任单位", "必须办结的单位，填代码", refers="units.id")
    demanded: str = column("督办要求", "要求办到什么，不写事情经过和个人信息", fact=True)
    begins: Day = column("挂牌日期", "开始督办的日期")
    ends: Day = column("要求办结日期", "也是挂牌的最后一天；提前解除的，整行撤下")
