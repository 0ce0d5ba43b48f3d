"""Rows that name a record of another institution, or speak of one that there is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from content.bonds import ANSWERABLE, PICTURED
from content.faults import Fault
from content.folder import Folder
from content.schema import Column, column_of, columns, key_of
from content.tables import Institution, Photo, Reply, Row

OWNER, RECORD = "institution", "record"
SPEAKING: tuple[tuple[type[Row], tuple[type[Row], ...], str], ...] = (
    (Reply, ANSWERABLE, "机构只能回应关于自己的记录"),
    (Photo, PICTURED, "照片只能配自己的检查和隐患"),
)
"""What names a record of any of several tables, and what it may name."""


def belonging_faults(folder: Folder) -> Iterator[Fault]:
    """Find references from one institution's row to another institution's record.

    A row of an institution that there is not is a fault already, and is passed over.
    """
    named = {column.target for kind in folder.tables for column in columns(kind)}
    owned = [kind for kind in folder.tables if OWNER in {one.name for one in columns(kind)}]
    owners = {kind.NAME: _owners(folder, kind) for kind in owned if kind.NAME in named}
    for kind in owned:
        for column in columns(kind):
            if column.target != Institution.NAME and column.target in owners:
                yield from _strangers(folder, kind, column, owners[column.target])
    for speaker in SPEAKING:
        yield from _speaking(folder, *speaker)


def _owners(folder: Folder, kind: type[Row]) -> dict[str, str]:
    return {key_of(row): getattr(row, OWNER) for row in folder.rows(kind)}


def _strangers(
    folder: Folder, kind: type[Row], column: Column, owners: dict[str, str]
) -> Iterator[Fault]:
    known = {row.id for row in folder.rows(Institution)}
    table = folder.table(kind)
    for number, row in table:
        named, own = getattr(row, column.name), getattr(row, OWNER)
        owner = owners.get(named)
        if owner and owner != own and own in known:
            message = f"“{named}”属于机构 {owner}，这一行属于 {own}"
            yield Fault(table.file, number, column.label, message)


def _speaking(
    folder: Folder, kind: type[Row], spoken_of: tuple[type[Row], ...], rule: str
) -> Iterator[Fault]:
    """Find rows about a record that no table has, or several, or has of another institution."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for one in spoken_of:
        for key, owner in _owners(folder, one).items():
            owners[key][one.file()] = owner
    unread = {key for one in spoken_of for key in folder.table(one).unread}
    table, label = folder.table(kind), column_of(kind, RECORD).label
    for number, row in table:
        named = getattr(row, RECORD)
        if named is None or named in unread:
            continue
        if why := _misdirected(row, named, owners.get(named, {})):
            yield Fault(table.file, number, label, f"{why}；{rule}")


def _misdirected(row: Row, named: str, found: dict[str, str]) -> str:
    """Say what is wrong with a named record; `found` are the tables that have it, each an owner."""
    if len(found) > 1:
        return f"{' 和 '.join(found)} 都有“{named}”，不知道是哪一条，请改其中一个编号"
    if getattr(row, OWNER) in found.values():
        return ""
    return f"“{named}”" + ("属于别的机构" if found else "不在可以填的表里")
