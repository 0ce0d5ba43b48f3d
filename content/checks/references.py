"""Keys that must be unique, and keys of other tables that must exist."""

from __future__ import annotations

from collections.abc import Iterator

from content.catalog import key_of
from content.faults import Fault
from content.folder import Folder
from content.reading import Table
from content.schema import Column, columns
from content.tables import GivenId, Institution, Missing, Place, Row

FIRST_ID = 100001
LEVEL_ABOVE = {"区": "市", "街道": "区"}


def reference_faults(folder: Folder) -> Iterator[Fault]:
    """Find double keys, keys that point nowhere, and institutions without a registered number."""
    keys = {kind.NAME: _keys(table) for kind, table in folder.tables.items()}
    for table in folder.tables.values():
        yield from _double(table)
        for column in columns(table.kind):
            if column.refers:
                yield from _pointing_nowhere(table, column, keys, folder)
    yield from _places(folder.table(Place))


def next_free_id(folder: Folder) -> str:
    """Give the six-digit number that the next institution gets."""
    given = [int(row.id) for row in folder.rows(GivenId)]
    return str(max([FIRST_ID - 1, *given]) + 1)


def _keys(table: Table[Row]) -> set[str]:
    return {key_of(row) for row in table.rows} | table.unread


def _double(table: Table[Row]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, row in table:
        key = key_of(row)
        if first.setdefault(key, number) != number:
            message = f"“{key}”与第 {first[key]} 行重复；每一行要有自己的编号"
            yield Fault(table.file, number, table.kind.KEY, message)


def _pointing_nowhere(
    table: Table[Row], column: Column, keys: dict[str, set[str]], folder: Folder
) -> Iterator[Fault]:
    target = column.refers.split(".")[0]
    for number, row in table:
        value = getattr(row, column.name)
        for key in value if isinstance(value, tuple) else (value,):
            if key is None or isinstance(key, Missing) or key in keys[target]:
                continue
            advice = f"{target}.csv 里没有“{key}”"
            if target == GivenId.NAME and table.kind is Institution:
                advice += f"；新机构请先在 ids.csv 登记，下一个可用编号是 {next_free_id(folder)}"
            yield Fault(table.file, number, column.label, advice)


def _places(table: Table[Place]) -> Iterator[Fault]:
    levels = {place.code: place.level for place in table.rows}
    for number, place in table:
        above = LEVEL_ABOVE.get(place.level)
        if above and levels.get(place.parent or "") != above:
            message = f"{place.level}的上级应是一个{above}"
            yield Fault(table.file, number, "parent（上级）", message)
