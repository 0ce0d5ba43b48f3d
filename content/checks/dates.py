"""Dates that contradict each other, and prices that hold at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from content.costs import NEEDED
from content.faults import Fault
from content.folder import Folder
from content.publicity import RATED
from content.schema import column_of
from content.tables import (
    Approval,
    BlacklistEntry,
    Closure,
    Contract,
    Fee,
    Hazard,
    Inspection,
    ListedSupervision,
    Measure,
    Penalty,
    Permit,
    Registration,
    Row,
    Supervision,
    Unregistered,
)

IN_ORDER: dict[type[Row], tuple[tuple[str, str], ...]] = {
    Registration: (("registered_on", "licence_until"), ("filed_on", "visited_on")),
    Contract: (("begins", "ends"),),
    Closure: (("begins", "ends"),),
    Approval: (("issued_on", "expires_on"),),
    Inspection: (("inspected_on", "reported_on"),),
    Hazard: (
        ("found_on", "assigned_on"),
        ("found_on", "due_on"),
        ("found_on", "rectified_on"),
        ("found_on", "closed_on"),
        ("rectified_on", "closed_on"),
    ),
    Supervision: (("begins", "ends"),),
    ListedSupervision: (("begins", "ends"),),
    Penalty: (
        ("decided_on", "published_on"),
        ("decided_on", "repaired_on"),
        ("decided_on", "remedy_on"),
        ("remedy_on", "withdrawn_on"),
    ),
    BlacklistEntry: (
        ("heard_on", "listed_on"),
        ("listed_on", "published_on"),
        ("listed_on", "ends"),
        ("listed_on", "removed_on"),
    ),
    Measure: (("decided_on", "published_on"), ("decided_on", "lifted_on"), ("decided_on", "ends")),
    Permit: (("decided_on", "published_on"), ("begins", "ends")),
    Unregistered: (("found_on", "dealt_on"),),
}
ALWAYS = (("valid_from", "valid_to"), ("as_of", "next_due"), ("as_of", "verified_on"))


def date_faults(folder: Folder) -> Iterator[Fault]:
    """Find what ends before it begins, and two prices at once."""
    for kind, table in folder.tables.items():
        pairs = (*ALWAYS, *IN_ORDER.get(kind, ()))
        for number, row in table:
            for earlier, later in pairs:
                first, second = getattr(row, earlier, None), getattr(row, later, None)
                if isinstance(first, date) and isinstance(second, date) and second < first:
                    before, after = column_of(kind, earlier), column_of(kind, later)
                    message = f"{after.title}是 {second}，早于{before.title}的 {first}"
                    yield Fault(table.file, number, after.label, message)
    yield from _two_prices(folder)
    yield from _lacking(folder)


def _two_prices(folder: Folder) -> Iterator[Fault]:
    """Find two prices of one bed, care level or meal that hold on the same day."""
    table = folder.table(Fee)
    same: dict[tuple[object, ...], list[tuple[int, Fee]]] = defaultdict(list)
    for number, fee in table:
        if fee.item in NEEDED:
            same[fee.institution, fee.item, fee.care_level, fee.room].append((number, fee))
    for rows in same.values():
        rows.sort(key=lambda pair: pair[1].valid_from or pair[1].as_of)
        for (_, before), (number, after) in pairwise(rows):
            begins = after.valid_from or after.as_of
            if before.valid_to is None or begins <= before.valid_to:
                message = f"与 {before.id} 同时有效；请给旧价格填写截止日期"
                yield Fault(table.file, number, "valid_from（生效日期）", message)


def _lacking(folder: Folder) -> Iterator[Fault]:
    """Warn of penalties that wait for their organ; they are not shown until it has decided."""
    table = folder.table(Penalty)
    for number, row in table:
        if row.severity not in RATED:
            message = "失信程度尚未认定，认定前不公示；请向处罚机关核实"
            yield Fault(table.file, number, "severity（失信程度）", message, weight="warning")
