"""What the complaint channel tells the site: counts and hashes, never a ticket."""

from __future__ import annotations

from typing import ClassVar

from pydantic.dataclasses import dataclass

from content.tables.base import Day, Digest, Row, column

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
