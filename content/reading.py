"""Reading one CSV table into typed rows; every fault of every row is told, none is raised."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from content.cells import MISSING, Cells
from content.faults import Fault
from content.packing import Rows
from content.schema import Column, columns
from content.tables import Missing, Row

R = TypeVar("R", bound=Row)
MOST_BLANK = 4
"""More blank cells of a row than these are told in one line."""
_ADAPTERS: dict[type[Row], TypeAdapter[Any]] = {}


@dataclass
class Table(Generic[R]):
    """The rows that could be read, each with its number in the spreadsheet, and the faults.

    `unread` holds the keys of rows with a fault, so that one bad cell is one fault and not also
    one in every row that points there. `strange` holds what stood where a key was expected.
    """

    kind: type[R]
    file: str
    rows: Rows[R] = field(default_factory=Rows)
    numbers: array[int] = field(default_factory=partial(array, "I"))
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    strange: dict[Fault, tuple[Column, str]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[int, R]]:
        """Go through the rows with their numbers."""
        return zip(self.numbers, self.rows, strict=True)


def adapter(kind: type[R]) -> TypeAdapter[R]:
    """Give the validator of a table, made once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def read_table(path: Path, kind: type[R], name: str = "") -> Table[R]:
    """Read a CSV file (UTF-8, with or without BOM) as rows of `kind`.

    Faults call it `name`, its place within the content folder, if that is not its plain name.
    """
    table: Table[R] = Table(kind, name or path.name)
    if not path.is_file():
        message = "没有这个文件；没有数据时也要保留表头"
        table.faults.append(Fault(table.file, 0, "", message))
        return table
    try:
        with path.open(encoding="utf-8-sig") as file:
            _lines(file, table)
    except UnicodeDecodeError:
        table = Table(kind, table.file)
        message = "不是 UTF-8 编码（可能存成了 GBK）；请另存为 CSV UTF-8"
        table.faults.append(Fault(table.file, 0, "", message))
    return table


def _lines(file: Iterable[str], table: Table[R]) -> None:
    """Read line by line, so that a country's file is never in memory as a whole."""
    lines = csv.reader((line.replace("\0", "\ufffd") for line in file), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        known = _header(header, table.kind, table)
        quick = Cells(table.kind, header) if known else None
        for number, cells in enumerate(lines, start=2):
            if any(cells) and quick:
                _line(number, header, cells, quick, table)
    except csv.Error as error:
        table.faults.append(
            Fault(table.file, 0, "", f"不是完整的 CSV（{error}）；请用表格软件另存为 CSV UTF-8")
        )


def _header(header: Sequence[str], kind: type[R], table: Table[R]) -> dict[str, Column]:
    """Check the header; an unusable one gives no columns, so that no row is judged by it."""
    known = {column.name: column for column in columns(kind)}
    wrong = [
        *(f"没有叫 {name or '（空白）'} 的列" for name in header if name not in known),
        *(f"列 {name} 出现两次" for name in sorted(set(header)) if header.count(name) > 1),
        *(
            f"缺少列 {column.label}"
            for name, column in known.items()
            if name not in header and not column.optional
        ),
    ]
    table.faults.extend(Fault(table.file, 1, "", message) for message in wrong)
    return {} if wrong else known


def _line(
    number: int, header: Sequence[str], cells: Sequence[str], quick: Cells[R], table: Table[R]
) -> None:
    """Read a line; one that cannot be read is judged again, as slowly as explaining takes."""
    try:
        row = quick.row(cells)
    except ValueError:
        _judge(number, header, cells, table)
    else:
        table.rows.append(row)
        table.numbers.append(number)


def _judge(number: int, header: Sequence[str], cells: Sequence[str], table: Table[R]) -> None:
    """Tell all that is wrong with a line."""
    if len(cells) != len(header):
        message = f"有 {len(cells)} 格，表头有 {len(header)} 格；多出或缺少了逗号"
        table.faults.append(Fault(table.file, number, "", message))
        return
    values = {
        name: MISSING.get(cell.strip(), cell.strip())
        for name, cell in zip(header, cells, strict=True)
        if cell.strip()
    }
    known = {column.name: column for column in columns(table.kind)}
    faults = [*_indefinite(number, values, known, table)]
    try:
        adapter(table.kind).validate_python(values)
    except ValidationError as error:
        names = {str(item["loc"][0]) for item in error.errors()}
        wrong = [column for name, column in known.items() if name in names]
        faults += _told(number, values, wrong, table)
    table.faults.extend(dict.fromkeys(faults))
    table.unread.add(values.get(table.kind.KEY, ""))


def _indefinite(
    number: int, values: dict[str, str], known: dict[str, Column], table: Table[R]
) -> Iterator[Fault]:
    """Tell of words for a missing value where there must be one."""
    for name, value in values.items():
        column = known[name]
        if isinstance(value, Missing) and not column.may_be_missing:
            message = f"这一列不能填“{value}”，要有确切的值；{column.description}"
            yield Fault(table.file, number, column.label, message)


def _told(
    number: int, values: dict[str, str], wrong: Sequence[Column], table: Table[R]
) -> Iterator[Fault]:
    """Tell what is wrong with a row: its blank cells, in one line where most are, and others."""
    blank = [column for column in wrong if column.name not in values]
    if len(blank) > MOST_BLANK:
        titles = "、".join(column.title for column in blank)
        message = f"这一行有多格空白：{titles}；请填上，没有数值的按各列说明填，多余的行请删除"
        yield Fault(table.file, number, "", message)
    else:
        for column in blank:
            yield Fault(table.file, number, column.label, f"不能空白；{column.advice()}")
    for column in wrong:
        if column not in blank and not isinstance(values[column.name], Missing):
            yield _refused(number, values[column.name], column, table)


def _refused(number: int, value: str, column: Column, table: Table[R]) -> Fault:
    message = f"“{shorten(value)}”不对；{column.advice()}"
    fault = Fault(table.file, number, column.label, message)
    if column.refers:
        table.strange[fault] = column, value
    return fault


def shorten(text: str, longest: int = 40) -> str:
    """Quote a cell without flooding the list of faults."""
    return text if len(text) <= longest else text[:longest] + "…"
