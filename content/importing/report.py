"""What an import did: the counts, the rows not taken, and every dirty cell by its place.

Two files beside the tables tell it to editors: `rejected.csv` and `import-report.csv`. They are
no content (no build reads them), they are made anew by every run, and no mobile number stands in
them. Both begin with a BOM, because they are for opening in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from content.importing.cleaning import without_personal_data
from content.reading import shorten
from content.writing import write_lines

REJECTED = "rejected.csv"
REPORT = "import-report.csv"
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Dirt:
    """A cell that was not taken as it stood; `row` counts as the spreadsheet does."""

    row: int
    column: str
    cell: str
    done: str


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, and why."""

    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass
class Report:
    """One run: `rows` = `taken` + rejected; `taken` = `new` + `changed` + `unchanged`.

    `vanished` are numbers of institutions that this list once had and no longer has.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    header: tuple[str, ...] = ()
    rejected: list[Rejected] = field(default_factory=list)
    dirty: list[Dirt] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many rows became institutions, or already were."""
        return self.new + self.changed + self.unchanged

    def as_json(self) -> dict[str, object]:
        """Give the report for a program."""
        return {"taken": self.taken, **asdict(self)}

    def write(self, folder: Path) -> None:
        """Write both files, even when they have nothing to tell: an old one would mislead."""
        not_taken = [[str(row.row), row.reason, *row.cells] for row in self.rejected]
        _write(folder / REJECTED, ["row", "reason", *self.header], not_taken)
        doubts = [[str(one.row or ""), one.column, one.cell, one.done] for one in self.dirty]
        _write(folder / REPORT, ["row", "column", "cell", "done"], doubts)


def rejected(row: int, reason: str, cells: Mapping[str, str]) -> Rejected:
    """Make a report of a row that was not taken, without personal data."""
    return Rejected(row, reason, tuple(map(without_personal_data, cells.values())))


def dirt(row: int, column: str, cell: str, done: str) -> Dirt:
    """Make a report of one cell, short and without personal data."""
    return Dirt(row, column, shorten(without_personal_data(cell)), done)


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write a report; a spreadsheet must not run a cell of it as a formula."""
    safe = [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows]
    write_lines(path, [header, *safe], bom=True)
