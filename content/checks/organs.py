"""Organs by name: a decision comes from a unit of `units.csv`, or its name is mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from content.faults import Fault
from content.folder import Folder
from content.schema import column_of
from content.tables import (
    BlacklistEntry,
    Measure,
    Missing,
    Penalty,
    Permit,
    Record,
    Registration,
    Unit,
)

ORGANS: tuple[tuple[type[Record], str], ...] = (
    (Penalty, "organ"),
    (Penalty, "publisher"),
    (BlacklistEntry, "organ"),
    (Measure, "organ"),
    (Permit, "organ"),
    (Registration, "filing_organ"),
)


def organ_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of names that no unit bears; the organ may be of another place, so it is no fault."""
    names = {unit.name for unit in folder.rows(Unit)}
    for kind, column in ORGANS:
        label = column_of(kind, column).label
        table = folder.table(kind)
        for number, row in table:
            name = getattr(row, column)
            if name not in names and not isinstance(name, Missing):
                message = f"units.csv 里没有全称是“{name}”的单位；请核对名称"
                yield Fault(table.file, number, label, message, weight="warning")
