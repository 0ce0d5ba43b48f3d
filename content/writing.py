"""Writing one table back as CSV: the inverse of `reading.read_table`, and files that are whole.

What was written reads back as equal rows, and writing those again gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from content.schema import columns
from content.tables import Row

BOM = b"\xef\xbb\xbf"
LINE_END = re.compile(r"\r\n?")
LIST_MARK = "；"
PARTIAL = ".partial"


def write_table(path: Path, kind: type[Row], rows: Iterable[Row]) -> bool:
    """Write the rows of a table whole, in the order of `columns(kind)`; tell whether it changed.

    A file that a spreadsheet saved with a BOM keeps it: without it Excel would read GBK.
    """
    return write_lines(path, _lines(kind, rows), bom=_has_bom(path))


def table_text(kind: type[Row], rows: Iterable[Row]) -> str:
    """Give the rows of a table as the text of its file."""
    return lines_text(_lines(kind, rows))


def lines_text(lines: Iterable[Sequence[str]]) -> str:
    """Give rows of cells as CSV; lines end with LF, within cells as well."""
    text = io.StringIO(newline="")
    # Python's writer does not quote a lone CR, and a reader would take it for the end of a row.
    plain = ([LINE_END.sub("\n", cell) for cell in cells] for cells in lines)
    csv.writer(text, lineterminator="\n").writerows(plain)
    return text.getvalue()


def write_lines(path: Path, lines: Iterable[Sequence[str]], *, bom: bool = False) -> bool:
    """Write rows of cells as a CSV file (UTF-8); see `lines_text`."""
    return write_whole(path, (BOM if bom else b"") + lines_text(lines).encode())


def write_whole(path: Path, content: bytes) -> bool:
    """Replace a file by rename, so that nobody ever sees half of it; leave an equal one alone."""
    if path.is_file() and path.read_bytes() == content:
        return False
    partial = path.with_name(f".{path.name}{PARTIAL}")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return True


def cell_text(value: object) -> str:
    """Give a value as an editor would type it: 是 or 否, parts joined by ；, days as ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case tuple():
            return LIST_MARK.join(cell_text(part) for part in value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _lines(kind: type[Row], rows: Iterable[Row]) -> list[list[str]]:
    names = [column.name for column in columns(kind)]
    return [names, *([cell_text(getattr(row, name)) for name in names] for row in rows)]


def _has_bom(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BOM)) == BOM
