"""Reading the workbook back: every fault by cell, or else what it would change.

The sheets are written as tables into a copy of the folder, row by row under the same numbers, and
that copy is read and checked like any folder: there is one validation and no second.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from content.checks import check
from content.faults import ContentError, Fault
from content.folder import Folder, content_files, read_folder
from content.workbook.difference import Difference, difference
from content.workbook.found import Finding, find
from content.workbook.numbering import give_numbers, restore_numbers
from content.workbook.sheets import Sheet, changed_since, seals, sheets_of
from content.writing import lines_text


@dataclass
class Comparison:
    """A workbook held against its folder; `differences` only when there is no fault.

    `strangers` are the titles of sheets that hold no table and were not read. `half_read` tells
    that rows could not be read, so that not everything could be checked.
    """

    folder: Path
    sealed: dict[str, str]
    sheets: tuple[Sheet, ...]
    faults: list[Fault]
    strangers: list[str]
    differences: list[Difference] = field(default_factory=list)
    half_read: bool = False

    @property
    def wrong(self) -> bool:
        """Tell whether a fault forbids to apply it; warnings do not."""
        return any(fault.weight == "fault" for fault in self.faults)

    def accept(self, same: Iterable[Sheet]) -> None:
        """Take tables for unchanged that already say what the workbook says.

        So a read that was cut off in the middle of writing is simply run again.
        """
        whole = (sheet.file for sheet in same if not sheet.table.faults)
        self.sealed |= seals(self.folder, whole)

    def refuse_outdated(self) -> None:
        """Refuse a workbook whose tables changed since it was written. Raises ContentError."""
        titles = {sheet.file: sheet.title for sheet in self.sheets}
        if changed := changed_since(self.folder, self.sealed, self.sheets):
            named = "、".join(f"{titles.get(file, '')}（{file}）" for file in changed)
            raise ContentError(
                "写出这份工作簿以后，内容文件夹里的这些表又改过，不能写回："
                f"{named}。请重新写出一份工作簿，把改动抄过去"
            )


def compare_book(
    folder: Path, path: Path, day: date, progress: Callable[[int, int], None] | None = None
) -> Comparison:
    """Read a workbook and hold it against the folder, which stays untouched.

    `day` is the day on which numbers are given to new institutions. Raises ContentError where the
    file is no such workbook, or the folder changed since it was written.
    """
    sheets = sheets_of(read_folder(folder))
    finding = find(path, sheets, progress or (lambda _done, _total: None))
    found = Comparison(folder, finding.sealed, sheets, finding.faults, finding.strangers)
    found.faults += restore_numbers(finding.found)
    give_numbers(finding.found, day)
    with tempfile.TemporaryDirectory() as name:
        after = _candidate(folder, Path(name), finding)
        compared = list(_differences(found, after))
        found.accept(one.sheet for one in compared if not one)
        found.refuse_outdated()
        found.faults += [fault for one in compared for fault in one.faults()]
        found.faults += _faults(after, finding)
    found.faults.sort(key=finding.order)
    found.half_read = any(table.faults for table in after.tables.values())
    found.differences = [] if found.wrong else [one for one in compared if one]
    return found


def _candidate(folder: Path, copy: Path, finding: Finding) -> Folder:
    """Make the folder as it would be; a sheet whose columns are not whole changes nothing yet."""
    for file in content_files(folder):
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / file, copy / file)
    for name, found in finding.found.items():
        if found.lines:
            (copy / name).write_bytes(lines_text(found.lines).encode())
    return read_folder(copy)


def _faults(after: Folder, finding: Finding) -> list[Fault]:
    """Check the copy; a cell that is already known to be wrong is not told twice."""
    told = {fault.file for fault in finding.faults if "!" in fault.file}
    placed = [finding.place(fault) for fault in check(after)]
    return [fault for fault in placed if fault.file not in told]


def _differences(found: Comparison, after: Folder) -> Iterator[Difference]:
    tables = {sheet.file: sheet.table for sheet in sheets_of(after)}
    for sheet in found.sheets:
        if sheet.file in found.sealed:
            yield difference(sheet, tables[sheet.file])
