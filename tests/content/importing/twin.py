"""The invented twin of the list of Shanghai, taken over with the mapping that is shipped."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from content import key_of, read_folder
from content.importing import Report, import_list
from content.reading import read_table
from content.tables import Institution, Missing, Record
from content.writing import write_table

TWIN = Path(__file__).parents[2] / "data" / "import-twin"
SHANGHAI = Path(__file__).parents[3] / "content" / "mappings" / "shanghai.toml"
DAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)
UNVERIFIED = Missing.UNVERIFIED
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
REMOVED = "[手机号已删]"

Edit = Callable[[list[dict[str, str]]], object]


def take(folder: Path, source: Path = TWIN / "list.csv", mapping: Path | None = None) -> Report:
    """Import the twin, or another list, into a folder."""
    return import_list(source, mapping or TWIN / "mapping.toml", folder, DAY)


def changed_list(tmp_path: Path, edit: Edit) -> Path:
    """Give a copy of the twin list after an edit of its rows."""
    with (TWIN / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    edit(rows)
    path = tmp_path / "changed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return path


def changed_mapping(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """Give a copy of the twin's mapping with some text replaced."""
    words = (TWIN / "mapping.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    path = tmp_path / "mapping.toml"
    path.write_text(words, encoding="utf-8")
    return path


def snapshot(folder: Path) -> Mapping[Path, bytes]:
    """Give the bytes of every file."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def home(folder: Path, name: str) -> Institution:
    """Give the institution of that name."""
    return next(row for row in read_folder(folder).rows(Institution) if row.name == name)


def edit_rows(folder: Path, kind: type[Record], number: str, **values: Any) -> None:
    """Change the row of one institution as an editor would."""
    path = folder / f"{kind.NAME}.csv"
    rows = read_table(path, kind).rows
    write_table(path, kind, [replace(r, **values) if key_of(r) == number else r for r in rows])


def done(report: Report, row: int, column: str) -> str:
    """Give what the report says was done to a cell."""
    return next(dirt.done for dirt in report.dirty if (dirt.row, dirt.column) == (row, column))
