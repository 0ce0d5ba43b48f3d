"""Names where keys belong: who writes 民政局 is told that its code is mz."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from content.faults import Fault
from content.folder import Folder
from content.reading import Table
from content.schema import Column, column_of, key_of
from content.tables import Row

NAMES = ("name", "short_name")
"""Under these columns editors know what a key stands for."""


class KeyNames:
    """What the keys of a folder's tables stand for."""

    def __init__(self, folder: Folder) -> None:
        """Read the names off a table when the first wrong key of it is met."""
        self._tables = {kind.NAME: table for kind, table in folder.tables.items()}
        self._keys: dict[str, dict[str, list[str]]] = {}

    def advice(self, column: Column, value: str) -> str:
        """Say the key of what is called `value`; empty where nothing is called so."""
        table = self._tables[column.target]
        if column.target not in self._keys:
            self._keys[column.target] = _keys(table)
        keys = self._keys[column.target].get(value)
        if not keys:
            return ""
        kind = table.kind
        title = column_of(kind, kind.KEY).title
        return f"“{value}”不对；填{title}，不填名称：{value}是 {'、'.join(keys)}"


def reading_faults(folder: Folder) -> Iterator[Fault]:
    """Give the faults of reading; where a name stands in the place of a key, with the key."""
    strange = {f: said for table in folder.tables.values() for f, said in table.strange.items()}
    names = KeyNames(folder)
    for fault in folder.faults:
        advice = names.advice(*strange[fault]) if fault in strange else ""
        yield replace(fault, message=advice or fault.message)


def _keys(table: Table[Row]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for row in table.rows:
        for name in dict.fromkeys(getattr(row, column, "") for column in NAMES):
            keys[name].append(key_of(row))
    return keys
