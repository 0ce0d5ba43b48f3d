"""What a workbook changes in a table: rows added, removed, and each cell old → new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.faults import Fault
from content.reading import Table
from content.schema import columns, key_of
from content.tables import GivenId, Institution, Lasting, Row
from content.workbook.sheets import Sheet
from content.writing import LINE_END, cell_text

FOR_EVER = (Lasting, GivenId, Institution)
"""Others point to these rows: they are ended by `valid_to`, never deleted."""
END = "valid_to"


@dataclass(frozen=True)
class CellChange:
    """One cell, old and new, as editors write it."""

    key: str
    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """One table before and after; `rows` is the table as it shall be written.

    A row in which nothing changed is the old one, so that 32.0 stays 32.0.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[CellChange, ...]
    moved: bool

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return bool(self.added or self.removed or self.changed or self.moved)

    def told(self) -> Iterator[str]:
        """Say in Chinese what changed, a line a row or cell."""
        yield f"{self.sheet.title}："
        for row in self.added:
            yield f"  新增 {key_of(row)}：{_whole(row)}"
        for row in self.removed:
            yield f"  删除 {key_of(row)}：{_whole(row)}"
        for cell in self.changed:
            yield f"  修改 {cell.key} {cell.title}：{_shown(cell.old)} → {_shown(cell.new)}"
        if self.moved:
            yield "  行的次序有改动，或去掉了重复的行"

    def faults(self) -> Iterator[Fault]:
        """Find removed rows that must stay."""
        for row in self.removed:
            if isinstance(row, FOR_EVER):
                known = {column.name: column for column in self.sheet.columns}
                advice = "；不再使用的，请填写" + known[END].title if END in known else ""
                key = f"{known[row.KEY].title}“{key_of(row)}”"
                message = f"{key}这一行不能删除，{known[row.KEY].title}也不能改；请恢复{advice}"
                yield Fault(self.sheet.title, 0, "", message)


def difference(sheet: Sheet, after: Table[Row]) -> Difference:
    """Compare a table of the folder with its rows in the workbook; a row with a fault is there."""
    old = {key_of(row): row for row in sheet.table.rows}
    new = {key_of(row): row for row in after.rows}
    there = {*new, *after.unread}
    changes = {key: tuple(_changes(old[key], row)) for key, row in new.items() if key in old}
    return Difference(
        sheet=sheet,
        rows=tuple(_kept(old.get(key), row, changes.get(key, ())) for key, row in new.items()),
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in there),
        changed=tuple(cell for cells in changes.values() for cell in cells),
        moved=[key for row in sheet.table.rows if (key := key_of(row)) in new] != [*changes],
    )


def _changes(old: Row, new: Row) -> Iterator[CellChange]:
    for column in columns(type(old)):
        before, after = getattr(old, column.name), getattr(new, column.name)
        if not _same(before, after):
            yield CellChange(key_of(old), column.title, cell_text(before), cell_text(after))


def _same(before: object, after: object) -> bool:
    """Hold values against each other, not their spelling; a cell knows one kind of line end."""
    return before == after or LINE_END.sub("\n", cell_text(before)) == cell_text(after)


def _kept(old: Row | None, new: Row, changes: Sequence[CellChange]) -> Row:
    """Give the row to be written: what did not change keeps its spelling."""
    if old is None or not changes:
        return old or new
    values = {c.name: getattr(old, c.name) for c in columns(type(old))}
    same = {name: value for name, value in values.items() if _same(value, getattr(new, name))}
    return replace(new, **same)


def _whole(row: Row) -> str:
    cells = {column.title: cell_text(getattr(row, column.name)) for column in columns(type(row))}
    return "；".join(f"{title} {_shown(text)}" for title, text in cells.items() if text)


def _shown(text: str) -> str:
    """Give a cell in one line, without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text) or "（空白）"
