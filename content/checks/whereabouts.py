"""Where institutions stand: coordinates outside China, a place that is too large, doubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from content.faults import Fault
from content.folder import Folder
from content.tables import Institution, Missing, Place

EAST = (Decimal(73), Decimal(136))
NORTH = (Decimal(3), Decimal(54))
"""Degrees between which China lies, rounded outwards."""
CITY = "市"


def whereabouts_faults(folder: Folder) -> Iterator[Fault]:
    """Find homes that stand in the whole city; warn of coordinates that cannot be right."""
    cities = {row.code for row in folder.rows(Place) if row.level == CITY}
    table = folder.table(Institution)
    for number, row in table:
        if row.place in cities:
            message = f"“{row.place}”是整个市；应填街道代码，不知道街道时填区代码"
            yield Fault(table.file, number, "place（所在地区）", message)
        for label, degrees, (least, most) in (
            ("longitude（经度）", row.longitude, EAST),
            ("latitude（纬度）", row.latitude, NORTH),
        ):
            if not isinstance(degrees, Missing) and not least <= degrees <= most:
                message = f"{degrees} 不在中国境内（{least} 至 {most} 度）；经度和纬度是否填反了"
                yield Fault(table.file, number, label, message, weight="warning")


def double_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of homes that stand in the table twice: people would read about one and live in two."""
    table = folder.table(Institution)
    numbers = {row.id: number for number, row in table}
    for row, first in doubles(table.rows):
        message = (
            f"{row.id} 与 {first.id} 的名称、地址相同，可能是同一家；"
            "如果是，请在其中一行填写截止日期，不要删除"
        )
        yield Fault(table.file, numbers[row.id], "name（名称）", message, weight="warning")


def doubles(rows: Iterable[Institution]) -> Iterator[tuple[Institution, Institution]]:
    """Give the homes of equal name and address that have not ended, each with the first of them.

    Where no address is known, the place stands for it.
    """
    seen: dict[tuple[str, str], Institution] = {}
    for row in rows:
        if row.valid_to is None:
            where = row.place if isinstance(row.address, Missing) else row.address
            first = seen.setdefault(("".join(row.name.split()), "".join(where.split())), row)
            if first is not row:
                yield row, first
