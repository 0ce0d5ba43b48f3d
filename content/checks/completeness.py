"""What is not known yet: a lawful state of the content, but one that editors should see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from content.faults import Fault
from content.folder import Folder
from content.schema import columns
from content.tables import Missing

TO_BE_DONE = (Missing.NOT_REPORTED, Missing.UNVERIFIED)


def completeness_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn once for each column in which values are 未填报 or 待核实, with how many."""
    for table in folder.tables.values():
        for column in columns(table.kind):
            if not column.may_be_missing:
                continue
            found = Counter(getattr(row, column.name) for row in table.rows)
            words = [f"{found[word]} 行{word.value}" for word in TO_BE_DONE if found[word]]
            if words:
                yield Fault(table.file, 0, column.label, "，".join(words), weight="warning")
