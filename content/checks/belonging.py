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
    owners = {
        kind.NAME: _owners(folder, kind)
        for kind in folder.tables
        if OWNER in {column.name for column in columns(kind)}
    }
    for kind in folder.tables:
        for column in columns(kind) if kind.NAME in owners else ():
            target = column.refers.split(".")[0]
            if target != Institution.NAME and target in owners:
                yield from _strangers(folder, kind, column, owners[target])
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
    """Find replies to a record that none of the tables has, or has of another institution."""
    owners: dict[str, set[str]] = defaultdict(set)
    for kind in ANSWERABLE:
        for key, owner in _owners(folder, kind).items():
            owners[key].add(owner)
    unread = {key for kind in ANSWERABLE for key in folder.table(kind).unread}
    table = folder.table(Reply)
    for number, row in table:
        if row.record not in unread and row.institution not in owners[row.record]:
            what = "属于别的机构" if owners[row.record] else "不在可以回应的表里"
            message = f"“{row.record}”{what}；机构只能回应关于自己的记录"
            yield Fault(table.file, number, "record（回应哪一条）", message)
