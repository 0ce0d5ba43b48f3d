"""A content folder as it stands: tables, texts, pictures, calendar, city, with their faults."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from content.city import City, read_city
from content.faults import Fault
from content.packing import Rows
from content.pictures import Picture, pictures
from content.reading import Table, read_table
from content.tables import TABLES, CalendarDay, Row

R = TypeVar("R", bound=Row)
DESCRIPTOR = "datapackage.json"
CALENDAR = "calendar"
TEXTS = "texts"
PHOTOS = "photos"


@dataclass
class Folder:
    """Everything an editor keeps, read once.

    `texts` maps `policies/x.md` to Markdown, `pictures` the name of a file in `photos/` to it.
    """

    path: Path
    city: City | None
    tables: dict[type[Row], Table[Row]]
    texts: dict[str, str]
    calendar: dict[int, Table[CalendarDay]]
    faults: list[Fault] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def table(self, kind: type[R]) -> Table[R]:
        """Give the table that holds rows of `kind`."""
        return cast("Table[R]", self.tables[kind])

    def rows(self, kind: type[R]) -> Rows[R]:
        """Give the rows of a table without their numbers."""
        return self.table(kind).rows

    def days(self) -> list[CalendarDay]:
        """Give the days of the working calendar, of all its years."""
        return [row for table in self.calendar.values() for row in table.rows]


def read_folder(path: Path, known: Folder | None = None) -> Folder:
    """Read a content folder; faults of single cells and whole files are collected in it.

    A table whose file is the very same in `known`, a folder read before, is taken from there.
    """
    city, faults = read_city(path)
    tables = {kind: _known(path, kind, known) or _table(path, kind) for kind in TABLES}
    calendar = dict(_calendar(path / CALENDAR))
    texts, unreadable = _texts(path / TEXTS)
    for table in tables.values():
        faults += table.faults
    for year in calendar.values():
        faults += year.faults
    shots = pictures(path / PHOTOS)
    return Folder(path, city, tables, texts, calendar, faults + unreadable, shots)


def _known(path: Path, kind: type[Row], known: Folder | None) -> Table[Row] | None:
    if known is None:
        return None
    files = path / kind.file(), known.path / kind.file()
    same = all(file.is_file() for file in files) and filecmp.cmp(*files, shallow=False)
    return known.tables[kind] if same else None


def _table(path: Path, kind: type[Row]) -> Table[Row]:
    """Read one table; what the channel has not written yet is empty and no fault."""
    file = path / kind.file()
    if kind.BY_CHANNEL and not file.exists():
        return Table(kind, kind.file())
    return read_table(file, kind, kind.file())


def _calendar(path: Path) -> Iterator[tuple[int, Table[CalendarDay]]]:
    for file in sorted(path.glob("[12][0-9][0-9][0-9].csv")):
        year = int(file.stem)
        table = read_table(file, CalendarDay, f"{CALENDAR}/{file.name}")
        for number, row in table:
            if row.date.year != year:
                message = f"{row.date} 不属于 {year} 年；请移到 {CALENDAR}/{row.date.year}.csv"
                table.faults.append(Fault(table.file, number, "date（日期）", message))
        yield year, table


def _texts(path: Path) -> tuple[dict[str, str], list[Fault]]:
    texts, faults = {}, []
    for file in sorted(path.rglob("*.md")):
        name = file.relative_to(path).as_posix()
        try:
            texts[name] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            faults.append(Fault(f"{TEXTS}/{name}", 0, "", "不是 UTF-8 编码；请另存为 UTF-8"))
    return texts, faults


def content_files(path: Path) -> Iterator[Path]:
    """Name the files that make up a content folder, in a fixed order, relative to it."""
    wanted = [
        "city.toml",
        DESCRIPTOR,
        *(kind.file() for kind in TABLES),
        *(file.relative_to(path).as_posix() for file in path.glob(f"{CALENDAR}/[12]*.csv")),
        *(file.relative_to(path).as_posix() for file in (path / TEXTS).rglob("*.md")),
        *(f"{PHOTOS}/{name}" for name in pictures(path / PHOTOS)),
    ]
    for name in sorted(wanted):
        if (path / name).is_file():
            yield Path(name)
