"""Days that lie ahead of what they date: what is said to have happened has not happened yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.faults import Fault, Weight
from content.folder import Folder
from content.schema import columns

HAPPENED = frozenset({
    *("announced_on", "asked_on", "assessed_on", "assigned_on", "changed_on", "checked_on"),
    *("closed_on", "corrected_on", "dealt_on", "decided_on", "filed_on", "found_on"),
    *("granted_on", "head_examined_on", "heard_on", "held_on", "inspected_on", "issued_on"),
    *("last_picture_on", "listed_on", "published_on", "rated_on", "rectified_on"),
    *("registered_on", "remedy_on", "reported_on", "reviewed_on", "said_on", "signed_on"),
    *("told_on", "verified_on", "visited_on", "withdrawn_on"),
})  # fmt: skip
"""Days of the past by their columns; a day that ends something may be set ahead and is not here."""
PLANNED = frozenset({"opened_on"})
"""Days that a new home may honestly announce; they are asked about only."""


def future_faults(folder: Folder, day: date) -> Iterator[Fault]:
    """Find what happens after `day` in rows that may be shown already.

    A row whose `valid_from` lies ahead was prepared for that day and is left alone.
    """
    for kind, table in folder.tables.items():
        dated = [one for one in columns(kind) if one.name in HAPPENED | PLANNED]
        for number, row in table:
            if (getattr(row, "valid_from", None) or day) > day:
                continue
            for column in dated:
                value = getattr(row, column.name)
                if isinstance(value, date) and value > day:
                    message = f"{value} 还没有到，请核对年份"
                    weight: Weight = "warning" if column.name in PLANNED else "fault"
                    yield Fault(table.file, number, column.label, message, weight=weight)
