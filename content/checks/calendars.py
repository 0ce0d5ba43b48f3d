"""The working calendar: days said twice, half-replaced years, and years that are still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.faults import Fault
from content.folder import CALENDAR, Folder
from content.reading import Table
from content.tables import CalendarDay

ADVICE = "放假安排通知公布后请整份替换"


def calendar_faults(folder: Folder) -> Iterator[Fault]:
    """Find days that a year's file says twice, and years that are only half replaced."""
    for table in folder.calendar.values():
        yield from _double(table)
        if len({row.state for row in table.rows}) > 1:
            message = f"正式和暂定混在一起，整年按暂定计算；{ADVICE}"
            yield Fault(table.file, 0, "state（状态）", message, weight="warning")


def calendar_warnings(folder: Folder, day: date) -> Iterator[Fault]:
    """Warn while the year of `day` or the one that follows has no file or a provisional one."""
    for year in (day.year, day.year + 1):
        table = folder.calendar.get(year)
        file = f"{CALENDAR}/{year}.csv"
        if table is None or not table.rows:
            message = "没有这一年的日历；涉及这一年的到期日只能是待定"
            yield Fault(file, 0, "", message, weight="warning")
        elif any(row.state == "暂定" for row in table.rows):
            message = f"这一年还是暂定，涉及它的到期日都注明暂定；{ADVICE}"
            yield Fault(file, 0, "state（状态）", message, weight="warning")


def _double(table: Table[CalendarDay]) -> Iterator[Fault]:
    first: dict[date, int] = {}
    for number, row in table:
        if first.setdefault(row.date, number) != number:
            message = f"{row.date} 与第 {first[row.date]} 行重复；一天只能写一次"
            yield Fault(table.file, number, "date（日期）", message)
