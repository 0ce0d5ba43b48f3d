"""One row of the list as rows of our tables, before it is known whom they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pydantic import ValidationError

from content.cells import MISSING
from content.importing.cleaning import STEPS, UNVERIFIED, Cleaned, telephone
from content.importing.mapping import AnyMapping
from content.importing.rules import Rule
from content.importing.source import Line
from content.reading import adapter
from content.schema import Column, columns
from content.tables import Institution, Missing, Record

R = TypeVar("R", bound=Record)
Kept = Mapping[type[Record], frozenset[str]]
"""Of each table, the columns that stayed as the editors had them."""
EMPTY = Cleaned(UNVERIFIED, "空白")
NOT_FOUND = Cleaned(UNVERIFIED, "看不出要取的部分")
HOME = "institution"
KEPT = "名单没有更新或可用的值，保留表中已有的"
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


def draft(line: Line, mapping: AnyMapping, unit: str) -> Draft:
    """Turn a row of the list into drafts; `unit` is the code of who answers for the data.

    Raises RejectedRowError where a value that must be there is not.
    """
    notes: list[Note] = []
    rows = {}
    for kind, rules in mapping.tables().items():
        fixed = envelope(mapping, unit)
        fixed |= {"id": NOBODY, "place": NOWHERE} if kind is Institution else {HOME: NOBODY}
        ours = {column.name: column for column in columns(kind)}
        rows[kind] = _Taken(line, mapping, kind, rules, ours, notes).row(fixed)
    return Draft(rows, tuple(notes))


def settled(notes: Iterable[Note], kept: Kept) -> Iterator[Note]:
    """Correct the notes of cells where the editors' value stood: nothing became 待核实 there."""
    for note in notes:
        stays = note.kind is not None and note.target in kept[note.kind]
        yield Note(note.column, note.cell, KEPT) if stays else note


def envelope(mapping: AnyMapping, unit: str) -> dict[str, object]:
    """Say of a row since when it holds, who answers for it and where it comes from."""
    return {
        "as_of": mapping.as_of,
        "source_unit": unit,
        "source_document": mapping.document,
    }


def made(kind: type[R], values: Mapping[str, object]) -> R:
    """Make a row; what is not given and must not be blank is 未填报."""
    unsaid = {one.name: Missing.NOT_REPORTED for one in columns(kind) if one.may_be_missing}
    return adapter(kind).validate_python({**unsaid, **values})


@dataclass(frozen=True)
class _Taken:
    """A row of the list on its way into one table."""

    line: Line
    mapping: AnyMapping
    kind: type[Record]
    rules: Mapping[str, Rule]
    ours: Mapping[str, Column]
    notes: list[Note]

    def row(self, fixed: Mapping[str, object]) -> Record:
        """Make the row; a cell that our law of the column refuses becomes 待核实."""
        values: dict[str, object] = {}
        for name, rule in self.rules.items():
            self._put(values, name, self._clean(name, rule))
        try:
            return made(self.kind, {**values, **fixed})
        except ValidationError as error:
            for name in dict.fromkeys(str(item["loc"][0]) for item in error.errors()):
                self._put(values, name, self._refused(name))
        return made(self.kind, {**values, **fixed})

    def _clean(self, name: str, rule: Rule) -> Cleaned:
        if not rule.column:
            return Cleaned(rule.always or rule.at_first)
        if not rule.raw(self.line.cells):
            return Cleaned("") if self.ours[name].optional else EMPTY
        cell = rule.cell(self.line.cells)
        if not cell:
            return NOT_FOUND
        if cell in MISSING:
            return Cleaned(cell)
        clean = rule.clean or (name if name in STEPS else "text")
        step = partial(telephone, area_code=self.mapping.area_code)
        return (step if clean == "telephone" else STEPS[clean])(cell)

    def _refused(self, name: str) -> Cleaned:
        return Cleaned(UNVERIFIED, f"应为 {self.ours[name].expects()}")

    def _put(self, values: dict[str, object], name: str, cleaned: Cleaned) -> None:
        """Keep a value; where there is none, say so, or give up the row that cannot do without."""
        rule, column = self.rules[name], self.ours[name]
        unusable = cleaned.value == UNVERIFIED and not column.may_be_missing
        if unusable and not column.optional:
            raise RejectedRowError(f"{rule.column or name}：{cleaned.done}")
        values.pop(name, None)
        if cleaned.value and not unusable:
            values[name] = MISSING.get(cleaned.value, cleaned.value)
        if cleaned.done:
            done = f"{cleaned.done}；记为待核实" if cleaned.value == UNVERIFIED else cleaned.done
            self.notes.append(Note(rule.column, rule.raw(self.line.cells), done, self.kind, name))
