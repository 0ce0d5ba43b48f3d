"""The list that is on the screen as a file: where each ticket stands, no story and no contact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from complaints.desk.tickets.queue import Row
from content.harmless import Lines, as_csv, as_xlsx

MOST = 2000
"""So many tickets go into one file; a city's desk prints no more than it can read."""
COLUMNS = (
    "编号", "类别", "收到日期", "机构", "事项", "状态", "谁在办", "到期日", "时限", "督办",
)  # fmt: skip
WITHOUT_DAY = "待定"
NONE = "无"
WRITERS: Mapping[str, Callable[[Lines], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def exported(rows: Iterable[Row], ending: str) -> bytes:
    """Give the bytes of a file: csv or xlsx."""
    return WRITERS[ending](list(_lines(rows)))


def _lines(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for row in rows:
        one, due = row.ticket, NONE
        if row.leg:
            due = row.leg.due_on.isoformat() if row.leg.due_on else WITHOUT_DAY
        yield (
            one.number,
            one.kind,
            one.received_on.isoformat(),
            one.institution_name,
            one.matter_name,
            row.word,
            row.holders,
            due,
            row.light.standing if row.light else NONE,
            row.level or NONE,
        )
