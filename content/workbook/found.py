"""The sheets as editors gave them back: which is which table, and whether its columns are whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl.utils import column_index_from_string, get_column_letter

from content.faults import ContentError, Fault
from content.schema import Column
from content.workbook.cells import plain
from content.workbook.grids import Grid, Grids
from content.workbook.sheets import CHOICES, FIRST, GUIDE, HEADINGS, NAMES, SEALS, Sheet

FILE = re.compile(r" ?([\w/-]+\.csv) ?", re.ASCII)
CELL = re.compile(r"(.+)!([A-Z]{1,3})([1-9][0-9]*)")
AGAIN = "请撤销，或重新写出工作簿，把改动抄过去"


@dataclass
class Found:
    """A table's sheet. `lines` are its rows under the numbers they have on the sheet, from 1.

    Line 1 holds the names of the columns as a CSV file does; lines 2 and 3 are empty.
    """

    sheet: Sheet
    title: str
    letters: dict[str, str] = field(default_factory=dict)
    lines: list[list[str]] = field(default_factory=list)

    def place(self, fault: Fault) -> Fault:
        """Tell a fault of the table by sheet and cell: 收费!F12."""
        letter = self.letters.get(fault.column.partition("（")[0])
        if not letter or not fault.row:
            return replace(fault, file=self.title)
        return replace(fault, file=f"{self.title}!{letter}{fault.row}", row=0)


@dataclass
class Finding:
    """A whole workbook: the seals of its tables, its sheets and what is wrong with them.

    `strangers` are the titles of sheets that hold no table.
    """

    sealed: dict[str, str]
    found: dict[str, Found] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def place(self, fault: Fault) -> Fault:
        """Tell a fault by sheet and cell, and name sheets instead of files in its words."""
        message = FILE.sub(self._title, fault.message)
        placed = self.found[fault.file].place(fault) if fault.file in self.found else fault
        return replace(placed, message=message)

    def order(self, fault: Fault) -> tuple[int, int, int, str]:
        """Give the place of a fault as one goes through the workbook: sheet, row, column.

        What concerns no sheet that was found comes first.
        """
        titles = [found.title for found in self.found.values()]
        cell = CELL.fullmatch(fault.file)
        title = cell[1] if cell else fault.file
        sheet = titles.index(title) if title in titles else -1
        if not cell:
            return sheet, fault.row, 0, fault.message
        return sheet, int(cell[3]), column_index_from_string(cell[2]), fault.message

    def _title(self, named: re.Match[str]) -> str:
        found = self.found.get(named[1])
        return f"工作表“{found.title}”" if found else named[0]


def find(path: Path, sheets: Sequence[Sheet], progress: Callable[[int, int], None]) -> Finding:
    """Read a workbook and find the sheets of these tables in it. Raises ContentError."""
    with closing(Grids(path)) as grids:
        if SEALS not in grids.titles:
            message = f"不是 gongshi workbook 写出的工作簿，或者少了隐藏的工作表“{SEALS}”"
            raise ContentError(f"{path.name} {message}；{AGAIN}")
        finding = Finding({row[0]: row[-1] for row in grids.read(SEALS).rows if row})
        held = [sheet for sheet in sheets if sheet.file in finding.sealed]
        owners = {sheet.technical(column): sheet for sheet in held for column in sheet.columns}
        titles = [title for title in grids.titles if title not in (GUIDE, CHOICES, SEALS)]
        for done, title in enumerate(titles, start=1):
            grid = grids.read(title)
            _take(grid, _owner(grid, owners), finding)
            progress(done, len(titles))
    message = f"没有找到这张工作表，或它的第 {NAMES} 行已不是列名；{AGAIN}"
    lost = [sheet.title for sheet in held if sheet.file not in finding.found]
    finding.faults += [Fault(title, 0, "", message) for title in lost]
    return finding


def _take(grid: Grid, sheet: Sheet | None, finding: Finding) -> None:
    if sheet is None:
        finding.strangers.append(grid.title)
    elif sheet.file in finding.found:
        message = f"与工作表“{finding.found[sheet.file].title}”是同一张表；请只保留一张"
        finding.faults.append(Fault(grid.title, 0, "", message))
    else:
        found = Found(sheet, grid.title)
        finding.found[sheet.file] = found
        faults = [*_header(grid, found)]
        if not faults:
            found.lines = _lines(grid, found)
        finding.faults += faults + _cells(grid, found)


def _owner(grid: Grid, owners: Mapping[str, Sheet]) -> Sheet | None:
    """Tell whose names stand in the first row; most of them decide."""
    found = [owners[name] for name in next(iter(grid.rows), []) if name in owners]
    return max(found, key=found.count) if found else None


def _header(grid: Grid, found: Found) -> Iterator[Fault]:
    """Check names and headings; learn where each column stands."""
    known = {found.sheet.technical(column): column for column in found.sheet.columns}
    names, _, headings = [*grid.rows, [], [], []][NAMES - 1 : HEADINGS]
    width = max(map(len, grid.rows), default=0)
    for index in range(width):
        letter, name = get_column_letter(index + 1), _at(names, index)
        column = known.get(name)
        if column is None:
            yield from _stranger(grid, index, name)
        elif column.name in found.letters:
            yield Fault(f"{grid.title}!{letter}{NAMES}", 0, "", f"列 {name} 出现两次；{AGAIN}")
        else:
            found.letters[column.name] = letter
            if _at(headings, index) != column.title:
                message = f"标题应为“{column.title}”，现在是“{_at(headings, index)}”；请改回"
                yield Fault(f"{grid.title}!{letter}{HEADINGS}", 0, "", message)
    for column in known.values():
        if column.name not in found.letters:
            yield Fault(grid.title, 0, "", f"缺少列 {column.label}；{AGAIN}")


def _stranger(grid: Grid, index: int, name: str) -> Iterator[Fault]:
    """Tell of a column that is not the table's, by its first cell that is filled."""
    place = f"{grid.title}!{get_column_letter(index + 1)}"
    if name:
        yield Fault(f"{place}{NAMES}", 0, "", f"“{name}”不是这张表的列名；{AGAIN}")
        return
    filled = (number for number, row in enumerate(grid.rows, start=1) if _at(row, index))
    for number in [*filled][:1]:
        message = f"这一列的第 {NAMES} 行没有列名，不属于这张表；请移到另外的工作表"
        yield Fault(f"{place}{number}", 0, "", message)


def _lines(grid: Grid, found: Found) -> list[list[str]]:
    names = grid.rows[NAMES - 1]
    columns = {found.sheet.technical(column): column for column in found.sheet.columns}
    used: list[tuple[int, Column]] = [
        (index, columns[name]) for index, name in enumerate(names) if name in columns
    ]
    lines = [[column.name for _, column in used], *([[]] * (FIRST - 2))]
    kind = found.sheet.kind
    lines += [
        [plain(_at(row, index), column, kind) for index, column in used]
        for row in grid.rows[FIRST - 1 :]
    ]
    return lines


def _cells(grid: Grid, found: Found) -> list[Fault]:
    """Tell the faults of single cells within the table."""
    labels = {found.letters.get(column.name): column.label for column in found.sheet.columns}
    return [
        Fault(f"{grid.title}!{get_column_letter(index)}{number}", 0, label, message)
        for (number, index), message in grid.faults.items()
        if number >= FIRST and (label := labels.get(get_column_letter(index)))
    ]


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""
