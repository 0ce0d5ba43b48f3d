"""What it costs (disclosure.md 2.3)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import InstitutionId, Missing, Record, RecordId, Yuan, column
from content.tables.institutions import OF_INSTITUTION

FeeItem = Literal["床位费", "护理费", "伙食费", "服务费", "代收代付", "押金", "一次性费用"]
FeeUnit = Literal["元/月", "元/日", "元/次"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Record):
    """One price: an item, perhaps for one care level or one type of room only."""

    NAME: ClassVar[str] = "fees"
    TITLE: ClassVar[str] = "收费"

    id: RecordId = column("收费编号", "全表唯一，例如 F1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    item: FeeItem = column("收费项目", "按 床位、护理、伙食 等分项")
    care_level: RecordId | None = column(
        "照护等级", "只对一个照护等级收取时填等级编号", refers="care_levels.id", default=None
    )
    room: RecordId | None = column(
        "房型", "只对一种房型收取时填房型编号", refers="rooms.id", default=None
    )
    amount: Yuan | Missing = column("金额", "这一项不收费时填 不适用", unit="元")
    unit: FeeUnit = column("计价单位", "按月、按日或按次")
    note: str | None = column("说明", "包含什么、何时退还等", default=None)
