"""Writing tables row by row: what every row has, what is not known, and nothing kept in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Protocol, Self

from content.schema import columns
from content.tables import Missing, Record, Row
from tests.benchmarks.nation.chance import Shares, ago
from tests.benchmarks.nation.sample import prefix

Cells = Mapping[str, object]
FIRM = frozenset({"criterion", "evidence", "rectified_on"})
"""What a grave or a closed hazard cannot do without."""
UNKNOWN = Shares(
    {
        Missing.NOT_REPORTED.value: 60,
        Missing.UNVERIFIED.value: 25,
        Missing.NOT_APPLICABLE.value: 10,
        Missing.WITHHELD.value: 5,
    }
)
REPORTED, VERIFIED, DUE = ago(20), ago(15), ago(-161)
"""When the reports of the last month were filled in, looked through, and are due again."""


class Owner(Protocol):
    """Whose rows are written: an institution or a county."""

    id: str
    chance: Random
    neglect: float
    silent: bool

    @property
    def unit(self) -> str:
        """The unit that reports."""


class Sheet:
    """A table that is being written; `rows` counts what was."""

    def __init__(self, folder: Path, kind: type[Row]) -> None:
        """Begin the file with its header."""
        path = folder / kind.file()
        path.parent.mkdir(parents=True, exist_ok=True)
        described = columns(kind)
        self.rows = 0
        self._names = [column.name for column in described]
        self._blank = {column.name: "" for column in described if column.optional}
        self._unsure = [
            column.name for column in described if column.may_be_missing and column.name not in FIRM
        ]
        self._prefix = prefix(kind)
        self._is_record = issubclass(kind, Record)
        self._of_institution = "institution" in self._names
        self._document = f"{kind.TITLE}填报表"
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(self._names)

    def __enter__(self) -> Self:
        """Give the sheet itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def plain(self, made: Iterable[Cells]) -> None:
        """Write rows that say everything themselves.

        Raises KeyError and ValueError where they do not fit the columns of the table.
        """
        for cells in made:
            self._put({**self._blank, **cells})

    def of(self, owner: Owner, made: Iterable[Cells]) -> None:
        """Write the rows of an owner, who gives them their number, their envelope and their gaps.

        Raises KeyError and ValueError where they do not fit the columns of the table.
        """
        for number, cells in enumerate(made, start=1):
            row = {**self._blank, **self._common(owner, number, cells), **cells}
            self._forget(owner, row)
            self._put(row)

    def _common(self, owner: Owner, number: int, cells: Cells) -> dict[str, object]:
        """Give what no maker says; a row with its own day tells of an event, not of a month."""
        common: dict[str, object] = {}
        if self._prefix:
            common["id"] = f"{self._prefix}{owner.id}-{number}"
        if self._of_institution:
            common["institution"] = owner.id
        if self._is_record:
            common.update(source_unit=owner.unit, source_document=self._document)
            if "as_of" not in cells:
                common.update(as_of=REPORTED, verified_on=VERIFIED, next_due=DUE)
        return common

    def _forget(self, owner: Owner, row: dict[str, object]) -> None:
        if owner.silent:
            row.update(dict.fromkeys(self._unsure, Missing.NOT_REPORTED.value))
        elif self._unsure and owner.chance.random() < owner.neglect:
            row[owner.chance.choice(self._unsure)] = UNKNOWN.draw(owner.chance)

    def _put(self, row: Mapping[str, object]) -> None:
        cells = [row[name] for name in self._names]
        if len(cells) != len(row):
            unknown = sorted(row.keys() - set(self._names))
            raise ValueError(f"{self._file.name} has no columns {unknown}")
        self._writer.writerow(cells)
        self.rows += 1
