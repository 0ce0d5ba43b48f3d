"""What an import did: the counts, the rows not taken, and every dirty cell by its place.

Two files beside the tables tell it to editors: `rejected.csv` and `import-report.csv`. They are
no content (no build reads them), they are made anew by every run, and no mobile number stands in
them. Both begin with a BOM, because they are for opening in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from content.importing.cleaning import without_personal_data
from content.importing.source import Listed
from content.reading import shorten
from content.spreadsheets import FORMULA
from content.writing import write_lines

REJECTED = "rejected.csv"
REPORT = "import-report.csv"


@dataclass(frozen=True)
class Dirt:
    """A cell that was not taken as it stood; `row` counts as the spreadsheet does."""

    row: int
    column: str
    cell: str
    done: str


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, and why; its cells stand in the list."""

    row: int
    reason: str


@dataclass
class Report:
    """One run: `rows` = `taken` + rejected + set aside; `taken` = `new` + `changed` + `unchanged`.

    `aside` counts the rows that the mapping does not want, by what their cell says; `vanished`
    are numbers of institutions or records that this list once had and no longer has.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    dirty: list[Dirt] = field(default_factory=list)
    aside: dict[str, int] = field(default_factory=dict)
    vanished: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many rows became institutions or records, or already were."""
        return self.new + self.changed + self.unchanged

    def count(self, *, is_new: bool, changed: bool) -> None:
        """Count one row that was taken."""
        if is_new:
            self.new += 1
        elif changed:
            self.changed += 1
        else:
            self.unchanged += 1

    def doubt(self, row: int, column: str, cell: str, done: str) -> None:
        """Note what was done to a cell, short and without personal data."""
        plain = shorten(without_personal_data(cell))
        self.dirty.append(Dirt(row, column, plain, without_personal_data(done)))

    def set_aside(self, column: str, cell: str) -> None:
        """Count a row that the mapping does not want, by what its cell says."""
        key = f"{column}：{shorten(without_personal_data(cell)) or '空白'}"
        self.aside[key] = self.aside.get(key, 0) + 1

    def reject(self, row: int, reason: str) -> None:
        """Note a row that was not taken."""
        self.rejected.append(Rejected(row, reason))

    def write(self, folder: Path, listed: Listed) -> None:
        """Write both files, even when they have nothing to tell: an old one would mislead."""
        _write(folder / REJECTED, ["row", "reason", *listed.header], self._not_taken(listed))
        doubts = [[str(one.row or ""), one.column, one.cell, one.done] for one in self.dirty]
        doubts += [["", said, "", f"有 {n} 行，对照表不收"] for said, n in self.aside.items()]
        _write(folder / REPORT, ["row", "column", "cell", "done"], doubts)

    def _not_taken(self, listed: Listed) -> Iterator[list[str]]:
        """Read the rejected rows from the list once more, and leave out personal data."""
        reasons = {one.row: one.reason for one in self.rejected}
        for line in listed.lines:
            if line.number in reasons:
                cells = map(without_personal_data, line.cells.values())
                yield [str(line.number), reasons[line.number], *cells]


def _write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    """Write a report; a spreadsheet must not run a cell of it as a formula."""
    safe = ([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows)
    write_lines(path, chain([header], safe), bom=True)
