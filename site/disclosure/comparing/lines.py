"""The table of a comparison: sections, lines, and cells that all have a date and a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from content import Catalog
from content.tables import Missing, Record
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.quotes import renewal, too_old
from disclosure.comparing.said import Said, say
from disclosure.sources import Source, sources


@dataclass(frozen=True)
class Cell:
    """What one home has to say to one line; `known` is false where it only says why not."""

    value: Said
    known: bool = True
    notes: tuple[Said, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: bool = False
    """Whether it is an absence of records, looked up on the day of the catalog."""

    @property
    def origins(self) -> list[tuple[date, str]]:
        """Of which day it is and who says so, each once; the board names the documents."""
        return list(dict.fromkeys((one.as_of, one.unit) for one in self.sources))


@dataclass(frozen=True)
class Line:
    """One question to all homes; a `strong` one is a sum."""

    title: Said
    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True)
class Section:
    """One question of the board with its lines."""

    id: str
    title: Said
    lines: tuple[Line, ...]

    @property
    def origins(self) -> list[list[tuple[date, str]]]:
        """The origins of each home's cells, each once: paper has no room for them in each."""
        homes = zip(*(line.cells for line in self.lines), strict=True)
        return [
            list(dict.fromkeys(origin for cell in cells for origin in cell.origins))
            for cells in homes
        ]


def line(given: Given, title: Said, cell: Callable[[Home], Cell], *, strong: bool = False) -> Line:
    """Ask every home the same."""
    return Line(title, tuple(cell(home) for home in given.homes), strong)


def fact(catalog: Catalog, value: Said, *records: Record, notes: Iterable[Said] = ()) -> Cell:
    """Make a cell of what some records say."""
    return Cell(value, notes=tuple(notes), sources=tuple(sources(catalog, records)))


def why_not(catalog: Catalog, why: Said, *records: Record) -> Cell:
    """Make a cell that says why there is nothing to compare."""
    return Cell(why, known=False, sources=tuple(sources(catalog, records)))


def nothing_on(word: Said) -> Cell:
    """Make a cell that says that there is no such record on the day."""
    return Cell(word, checked=True)


def reported(
    catalog: Catalog, record: Record | None, value: object, words: Said | None = None
) -> Cell:
    """Make a cell of one reported value: the value, its missing word, or that it is too old."""
    if record is None:
        return why_not(catalog, say("%(word)s", word=Missing.NOT_REPORTED))
    if isinstance(value, Missing):
        return why_not(catalog, say("%(word)s", word=value), record)
    if too_old(record, catalog.day):
        return why_not(catalog, renewal(record), record)
    return fact(catalog, words or say("%(value)s", value=value), record)
