"""One row of the list as rows of our tables, before it is known whom they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError

from content.importing.cleaning import STEPS, UNVERIFIED, Cleaned, telephone
from content.importing.mapping import TARGETS, ListMapping, Rule
from content.importing.source import Line
from content.reading import MISSING, adapter
from content.schema import Column, columns
from content.tables import Institution, Missing, Record

EMPTY = Cleaned(UNVERIFIED, "空白")
NOBODY = "100000"
NOWHERE = "nowhere"
"""Stand for the number and the place, which a row gets only when all the rest is right."""


class RejectedRowError(Exception):
    """A row of a list cannot be taken over; the message, in Chinese, says why."""


@dataclass(frozen=True)
class Note:
    """What was done to one cell, and which column of ours it was meant for, if any."""

    column: str
    cell: str
    done: str
    kind: type[Record] | None = None
    target: str = ""


@dataclass(frozen=True)
class Draft:
    """A new row for each of our tables, and the notes on the cells it was made from."""

    rows: Mapping[type[Record], Record]
    notes: tuple[Note, ...]


def draft(line: Line, mapping: ListMapping, unit: str) -> Draft:
    """Turn a row of the list into drafts; `unit` is the code of who answers for the data.

    Raises RejectedRowError where a value that must be there is not.
    """
    envelope = {
        "as_of": mapping.as_of,
        "source_unit": unit,
        "source_document": mapping.document,
    }
    notes: list[Note] = []
    rows = {}
    for kind in TARGETS:
        fixed = {**envelope, kind.KEY: NOBODY}
        ours = {column.name: column for column in columns(kind)}
        if kind is Institution:
            fixed["place"] = NOWHERE
        taken = _Taken(line, mapping, kind, ours, notes)
        rows[kind] = taken.row(fixed)
    return Draft(rows, tuple(notes))


@dataclass(frozen=True)
class _Taken:
    """A row of the list on its way into one table."""

    line: Line
    mapping: ListMapping
    kind: type[Record]
    ours: Mapping[str, Column]
    notes: list[Note]

    def row(self, fixed: Mapping[str, object]) -> Record:
        """Make the row; a cell that our law of the column refuses becomes 待核实."""
        values: dict[str, object] = {
            name: Missing.NOT_REPORTED for name, one in self.ours.items() if one.may_be_missing
        }
        for name, rule in self.mapping.rules(self.kind).items():
            self._put(values, name, self._clean(name, rule))
        try:
            return adapter(self.kind).validate_python({**values, **fixed})
        except ValidationError as error:
            for name in dict.fromkeys(str(item["loc"][0]) for item in error.errors()):
                self._put(values, name, self._refused(name))
        return adapter(self.kind).validate_python({**values, **fixed})

    def _clean(self, name: str, rule: Rule) -> Cleaned:
        if not rule.column:
            return Cleaned(rule.always or rule.at_first)
        cell = self.line.cells[rule.column]
        cell = rule.values.get(cell, cell)
        if not cell:
            return Cleaned("") if self.ours[name].optional else EMPTY
        if cell in MISSING:
            return Cleaned(cell)
        step = partial(telephone, area_code=self.mapping.area_code)
        return (step if rule.clean == "telephone" else STEPS[rule.clean])(cell)

    def _refused(self, name: str) -> Cleaned:
        return Cleaned(UNVERIFIED, f"应为 {self.ours[name].expects().split('；')[0]}")

    def _put(self, values: dict[str, object], name: str, cleaned: Cleaned) -> None:
        """Keep a value; where there is none, say so, or give up the row that cannot do without."""
        rule, column = self.mapping.rules(self.kind)[name], self.ours[name]
        unusable = cleaned.value == UNVERIFIED and not column.may_be_missing
        if unusable and not column.optional:
            raise RejectedRowError(f"{rule.column or name}：{cleaned.done}")
        values.pop(name, None)
        if cleaned.value and not unusable:
            values[name] = MISSING.get(cleaned.value, cleaned.value)
        if cleaned.done:
            done = f"{cleaned.done}；记为待核实" if cleaned.value == UNVERIFIED else cleaned.done
            cell = self.line.cells.get(rule.column, "")
            self.notes.append(Note(rule.column, cell, done, self.kind, name))
