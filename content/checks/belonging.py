"""Rows that name a record of another institution, or answer one that there is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from content.bonds import ANSWERABLE
from content.faults import Fault
from content.folder import Folder
from content.schema import Column, columns, key_of
from content.tables import Institution, Reply, Row

OWNER = "institution"


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
    yield from _replies(folder)


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


def _replies(folder: Folder) -> Iterator[Fault]:
    """Find replies to a record that no table has, or several, or has of another institution."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in ANSWERABLE:
        for key, owner in _owners(folder, kind).items():
            owners[key][kind.file()] = owner
    unread = {key for kind in ANSWERABLE for key in folder.table(kind).unread}
    table = folder.table(Reply)
    for number, row in table:
        found = owners[row.record]
        if message := "" if row.record in unread else _misdirected(row, found):
            yield Fault(table.file, number, "record（回应哪一条）", message)


def _misdirected(row: Reply, found: dict[str, str]) -> str:
    """Say what is wrong with a reply; `found` are the tables that have the id, with its owner."""
    if len(found) > 1:
        return f"{' 和 '.join(found)} 都有“{row.record}”，不知道回应哪一条；请改其中一个编号"
    if row.institution in found.values():
        return ""
    what = "属于别的机构" if found else "不在可以回应的表里"
    return f"“{row.record}”{what}；机构只能回应关于自己的记录"
