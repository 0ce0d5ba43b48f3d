"""Which sheet holds which table, and where on a sheet its rows stand.

A sheet is known by the names in its first row (`fees.amount`), which move with their columns: it
may be renamed, its columns may change places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from content.folder import Folder
from content.reading import Table
from content.schema import Column, columns
from content.tables import CalendarDay, Row

NAMES, MEANINGS, HEADINGS, FIRST = 1, 2, 3, 4
"""Rows of a sheet: technical names, explanations, Chinese headings, the first row of data."""
LAST = 1_048_576
"""The last row a spreadsheet can have."""
GUIDE, CHOICES, SEALS = "说明", "选项", "校验"
"""The other sheets; the last two are hidden."""
LONGEST_TITLE = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Sheet:
    """A table of the folder with the title of its sheet."""

    table: Table[Row]
    title: str

    @property
    def kind(self) -> type[Row]:
        """Give the class of its rows."""
        return self.table.kind

    @property
    def file(self) -> str:
        """Give the place of the table within the content folder."""
        return self.table.file

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give its columns in the order of the file."""
        return columns(self.kind)

    def technical(self, column: Column) -> str:
        """Name a column so that it tells its table too: `fees.amount`, `calendar/2026.date`."""
        return f"{self.file.removesuffix('.csv')}.{column.name}"


def sheets_of(folder: Folder) -> tuple[Sheet, ...]:
    """Give the sheets of a folder: its editors' tables, then its calendar, a sheet a year."""
    found: dict[str, Sheet] = {}
    for kind, table in folder.tables.items():
        if not kind.BY_CHANNEL:
            title = _title(kind.TITLE, found)
            found[title] = Sheet(table, title)
    for year, days in folder.calendar.items():
        title = _title(f"{CalendarDay.TITLE}{year}", found)
        found[title] = Sheet(cast("Table[Row]", days), title)
    return tuple(found.values())


def _title(wanted: str, taken: Collection[str]) -> str:
    """Make a title that a spreadsheet allows and no other sheet has."""
    plain = FORBIDDEN.sub("", wanted)[:LONGEST_TITLE]
    number = 2
    title = plain
    while title in (GUIDE, CHOICES, SEALS) or title in taken:
        title = f"{plain[: LONGEST_TITLE - 2]}{number}"
        number += 1
    return title


def seals(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """Give the SHA-256 of each table as it lies in the folder, empty where it is missing."""
    return {name: _seal(folder / name) for name in files}


def _seal(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def changed_since(folder: Path, sealed: Mapping[str, str], sheets: Iterable[Sheet]) -> list[str]:
    """Name the tables that are no longer as they were when the workbook was written."""
    now = seals(folder, [sheet.file for sheet in sheets])
    return [file for file, seal in sealed.items() if now.get(file) != seal]
