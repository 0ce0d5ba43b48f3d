"""The chain of days that the complaint channel exports: a day that is missing is a sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from content.faults import Fault
from content.folder import Folder
from content.tables import DayRoot

ONE = timedelta(days=1)
ADVICE = "文件由系统写入，不要改动；请运行 gongshi audit verify 查明原因"


def day_root_faults(folder: Folder) -> Iterator[Fault]:
    """Find days that do not follow the day before; a day told twice is found by its key."""
    table = folder.table(DayRoot)
    for (_, before), (number, after) in pairwise(table):
        if after.day not in (before.day, before.day + ONE):
            message = f"{before.day} 之后应是 {before.day + ONE}；{ADVICE}"
            yield Fault(table.file, number, "day（日期）", message)
