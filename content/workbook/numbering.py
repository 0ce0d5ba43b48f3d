"""Six-digit numbers for new rows: given once, and registered in the same breath."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from content.checks.references import FIRST_ID
from content.faults import Fault
from content.schema import Column
from content.tables import GivenId, Institution
from content.workbook.found import Found
from content.workbook.sheets import FIRST, Sheet

if TYPE_CHECKING:
    from content.reading import Table

SOURCE = "workbook"
"""What the register names as the list from which these numbers were given."""


def give_numbers(found: Mapping[str, Found], day: date) -> None:
    """Fill the empty numbers of new rows, in the order of the sheet, and register them.

    Whoever wrote the next numbers into new rows, to name them on other sheets, has them registered
    too. `day` is the day on which they are given.
    """
    register = found.get(GivenId.file())
    if register is None or not register.lines:
        return
    for one in found.values():
        for number, line in _numbered(one, _next(register)):
            entry = {"id": number, "source": SOURCE, "source_id": number, "given_on": str(day)}
            register.lines.append([entry[name] for name in register.lines[0]])
            line[one.lines[0].index(one.sheet.kind.KEY)] = number


def restore_numbers(found: Mapping[str, Found]) -> list[Fault]:
    """Give homes back the numbers that were cleared from their cells, and tell of each.

    Such a home would pass for a new one, and all that is said of it elsewhere for a fault.
    """
    homes, register = found.get(Institution.file()), found.get(GivenId.file())
    if not (homes and homes.lines and register and register.lines):
        return []
    key, name = (homes.lines[0].index(column) for column in (Institution.KEY, "name"))
    # A home that is not in the register of the workbook came by reading this very workbook.
    lost = _keys(register) - _keys(homes)
    rows = cast("Table[Institution]", homes.sheet.table).rows
    lost_of = {row.name: row.id for row in rows if row.id in lost}
    faults = []
    for number, line in enumerate(homes.lines, start=1):
        if line and not line[key] and line[name] in lost_of:
            line[key] = lost_of.pop(line[name])
            message = f"编号不能清空；这一行原来是 {line[key]}，请填回"
            faults.append(homes.place(Fault(homes.sheet.file, number, "id（编号）", message)))
    return faults


def is_given(column: Column, sheet: Sheet) -> bool:
    """Tell whether a column holds the numbers that the register gives to the rows of a sheet."""
    given = f"{GivenId.NAME}.{GivenId.KEY}"
    return (column.name, column.refers) == (sheet.kind.KEY, given)


def _numbered(one: Found, first: int) -> Iterator[tuple[str, list[str]]]:
    """Give the rows that get a number, each with its own from `first` on.

    Those that have it already come first, so that no other row takes it.
    """
    if not one.lines or not any(is_given(column, one.sheet) for column in one.sheet.columns):
        return
    index = one.lines[0].index(one.sheet.kind.KEY)
    filled = [line for line in one.lines[FIRST - 1 :] if any(line)]
    number = first
    for line in sorted(filled, key=lambda line: (not line[index], line[index])):
        if line[index] in ("", str(number)):
            yield str(number), line
            number += 1


def _next(register: Found) -> int:
    return max([FIRST_ID - 1, *(int(cell) for cell in _keys(register) if cell.isdecimal())]) + 1


def _keys(one: Found) -> set[str]:
    """Give what stands in the column of a table's keys."""
    index = one.lines[0].index(one.sheet.kind.KEY)
    return {line[index] for line in one.lines[FIRST - 1 :]}
