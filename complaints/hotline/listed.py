"""Opening a hotline's list: which encoding, whether its columns are there, which numbers are whole.

Reading itself is that of every list (`content.importing.source`).
"""

from __future__ import annotations

from pathlib import Path

from complaints.hotline.mapping import HotlineMapping
from content.faults import ContentError
from content.importing.source import Listed, read_list
from content.spreadsheets import DIGITS, open_book, refuse_large

UTF_8, GB_18030 = "utf-8-sig", "gb18030"


def read_orders(source: Path, plan: HotlineMapping) -> Listed:
    """Open a list and see that it has the columns of its mapping. Raises ContentError."""
    refuse_large(source)
    listed = read_list(source, encoding=plan.encoding or _encoding(source), sheet=plan.sheet)
    if lacking := sorted(plan.wanted() - set(listed.header)):
        raise ContentError(f"{source.name} 里没有这些列：{'、'.join(lacking)}；第 1 行应是列名")
    return listed


def rounded_rows(source: Path, plan: HotlineMapping) -> frozenset[int]:
    """Name the rows whose number a spreadsheet has rounded: two orders would become one."""
    if source.suffix.lower() != ".xlsx":
        return frozenset()
    book = open_book(source)
    try:
        rows = (book[plan.sheet] if plan.sheet else book.worksheets[0]).iter_rows(values_only=True)
        header = [str(name or "").strip() for name in next(rows, ())]
        places = [header.index(name) for name in plan.ticket["number"].columns]
        return frozenset(
            row
            for row, cells in enumerate(rows, start=2)
            if any(_is_rounded(cells[place]) for place in places if place < len(cells))
        )
    finally:
        book.close()


def _is_rounded(cell: object) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= 10**DIGITS


def _encoding(source: Path) -> str:
    """Tell UTF-8 from GB18030: Chinese text of the one is never whole in the other by chance."""
    try:
        source.read_bytes().decode(UTF_8)
    except UnicodeDecodeError:
        return GB_18030
    return UTF_8
