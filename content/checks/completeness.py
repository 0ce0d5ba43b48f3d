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
        asked = [column for column in columns(table.kind) if column.may_be_missing]
        found = Counter(
            (column.name, value)
            for row in table.rows
            for column in asked
            if (value := getattr(row, column.name)) in TO_BE_DONE
        )
        for column in asked:
            counted = ((word, found[column.name, word]) for word in TO_BE_DONE)
            words = [f"{count} 行{word.value}" for word, count in counted if count]
            if words:
                yield Fault(table.file, 0, column.label, "，".join(words), weight="warning")
