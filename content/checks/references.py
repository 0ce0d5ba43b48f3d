"""Keys that must be unique, and keys of other tables that must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content.checks.key_names import KeyNames
from content.faults import Fault
from content.folder import Folder
from content.reading import Table
from content.schema import Column, column_of, columns, key_of
from content.tables import GivenId, Institution, Missing, Place, Row

FIRST_ID = 100001
LEVEL_ABOVE = {"区": "市", "街道": "区"}


def reference_faults(folder: Folder) -> Iterator[Fault]:
    """Find double keys, keys that point nowhere, and institutions without a registered number."""
    named = {column.target for kind in folder.tables for column in columns(kind)}
    keys = {kind.NAME: _keys(table) for kind, table in folder.tables.items() if kind.NAME in named}
    names = KeyNames(folder)
    for table in folder.tables.values():
        yield from _double(table)
        known = {one: keys[one.target] for one in columns(table.kind) if one.refers}
        for number, column, key in _unknown(table, known):
            message = names.advice(column, key) or _lacking(column, key, folder)
            yield Fault(table.file, number, column.label, message)
    yield from _places(folder.table(Place))


def next_free_id(folder: Folder) -> str:
    """Give the six-digit number that the next institution gets."""
    given = [int(row.id) for row in folder.rows(GivenId)]
    return str(max([FIRST_ID - 1, *given]) + 1)


def _keys(table: Table[Row]) -> set[str]:
    return {key_of(row) for row in table.rows} | table.unread


def _double(table: Table[Row]) -> Iterator[Fault]:
    column = column_of(table.kind, table.kind.KEY)
    first: dict[str, int] = {}
    for number, row in table:
        key = key_of(row)
        if first.setdefault(key, number) != number:
            message = f"“{key}”与第 {first[key]} 行重复；{_once(column)}"
            yield Fault(table.file, number, column.label, message)


def _once(column: Column) -> str:
    is_home = column.target == Institution.NAME
    return "一家机构只能有一行" if is_home else f"每一行要有自己的{column.title}"


def _unknown(
    table: Table[Row], known: Mapping[Column, set[str]]
) -> Iterator[tuple[int, Column, str]]:
    """Give the keys that point nowhere, each with its row and column."""
    for number, row in table:
        for column, keys in known.items():
            value = getattr(row, column.name)
            for key in value if isinstance(value, tuple) else (value,):
                if key is not None and not isinstance(key, Missing) and key not in keys:
                    yield number, column, key


def _lacking(column: Column, key: str, folder: Folder) -> str:
    message = f"{column.target}.csv 里没有“{key}”"
    if column.target != GivenId.NAME:
        return message
    return f"{message}；{column.description}；下一个可用编号是 {next_free_id(folder)}"


def _places(table: Table[Place]) -> Iterator[Fault]:
    levels = {place.code: place.level for place in table.rows}
    for number, place in table:
        above = LEVEL_ABOVE.get(place.level)
        if place.parent not in table.unread and above and levels.get(place.parent or "") != above:
            message = f"{place.level}的上级应是一个{above}"
            yield Fault(table.file, number, "parent（上级）", message)
