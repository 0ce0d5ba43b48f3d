"""Reading a list, CSV or XLSX, as rows of text with the numbers that a spreadsheet shows.

A list comes from outside: its size is looked at before it is opened, and an XLSX file, which is
a ZIP archive, also for what it would become unpacked.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook

from content.faults import ContentError

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 100
"""Spreadsheets pack to a tenth; a thousandth is a bomb. Small parts may pack better by chance."""
SMALL = 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Line:
    """One row of the list; `problem` says in Chinese why it cannot be read, mostly nothing."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass
class Listed:
    """The list: its header and its rows, blank ones left out."""

    header: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)


def read_list(path: Path, *, encoding: str = "utf-8-sig", sheet: str = "") -> Listed:
    """Read a list; the first row is its header, `sheet` names one of several sheets.

    Raises ContentError.
    """
    if not path.is_file():
        raise ContentError(f"没有文件 {path}")
    if path.stat().st_size > MOST_BYTES:
        raise ContentError(f"{path.name} 大于 {MOST_BYTES // 2**20} MB；请只保留要导入的工作表")
    readers = {".csv": lambda: _csv(path, encoding), ".xlsx": lambda: _xlsx(path, sheet)}
    if path.suffix.lower() not in readers:
        raise ContentError(f"{path.name} 不是 CSV 或 XLSX 文件；请另存为其中一种")
    return _listed(path.name, readers[path.suffix.lower()]())


def _listed(name: str, rows: Iterable[Sequence[str]]) -> Listed:
    counted = enumerate(islice(rows, MOST_ROWS + 2), start=1)
    header = _header(name, next(counted, (1, []))[1])
    listed = Listed(header)
    for number, cells in counted:
        if number > MOST_ROWS + 1:
            raise ContentError(f"{name} 多于 {MOST_ROWS} 行；请分成几份")
        if any(cells):
            listed.lines.append(_line(number, header, cells))
    return listed


def _header(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cells)
    while names and not names[-1]:
        names = names[:-1]
    twice = sorted({column for column in names if names.count(column) > 1})
    if not names or twice:
        raise ContentError(f"{name} 的第一行应是列名，不重复、不留空{'：' + '、'.join(twice)}")
    return names


def _line(number: int, header: tuple[str, ...], cells: Sequence[str]) -> Line:
    extra = any(cells[len(header) :])
    filled = [*cells, *[""] * len(header)]
    problem = f"有 {len(cells)} 格，列名只有 {len(header)} 个" if extra else ""
    return Line(number, dict(zip(header, filled, strict=False)), problem)


def _csv(path: Path, encoding: str) -> Iterator[Sequence[str]]:
    try:
        text = path.read_text(encoding=encoding)
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield [cell.strip() for cell in cells]
    except UnicodeDecodeError as error:
        raise ContentError(f"{path.name} 不是 {encoding} 编码；请在对照表里改 encoding") from error
    except csv.Error as error:
        raise ContentError(f"{path.name} 不是完整的 CSV（{error}）") from error


def _xlsx(path: Path, sheet: str) -> Iterator[Sequence[str]]:
    _look_at_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    # A damaged workbook fails with whatever its part of openpyxl meets first.
    except Exception as error:
        raise ContentError(f"{path.name} 不是完整的 XLSX 文件；请用表格软件重新保存") from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise ContentError(f"{path.name} 里没有工作表 {sheet}")
        rows = (book[sheet] if sheet else book.worksheets[0]).iter_rows(
            max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True
        )
        for cells in rows:
            yield [_text(cell) for cell in cells]
    finally:
        book.close()


def _look_at_archive(path: Path) -> None:
    """Refuse an archive that would unpack to far more than a list of homes can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ContentError(f"{path.name} 不是 XLSX 文件；旧的 XLS 请另存为 XLSX") from error
    bombs = [
        part
        for part in parts
        if part.file_size > SMALL and part.file_size > MOST_RATIO * part.compress_size
    ]
    if bombs or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ContentError(f"{path.name} 解压后过大，不予打开")


def _text(cell: object) -> str:
    """Give a cell as it is read on the screen: whole numbers without point, days as ISO."""
    match cell:
        case None:
            return ""
        case datetime() if cell.time() == time.min:
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).strip()
