"""Six-digit numbers for new rows: given once, and registered in the same breath."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from content.checks.references import FIRST_ID
from content.tables import GivenId
from content.workbook.found import Found
from content.workbook.sheets import FIRST

SOURCE = "workbook"
"""What the register names as the list from which these numbers were given."""


def give_numbers(found: Mapping[str, Found], day: date) -> None:
    """Fill the empty numbers of new rows, in the order of the sheet, and register them.

    `day` is the day on which they are given.
    """
    register = found.get(GivenId.file())
    if register is None or not register.lines:
        return
    for one in found.values():
        for line in _without_number(one):
            number = _next(register)
            line[one.lines[0].index(one.sheet.kind.KEY)] = number
            entry = {"id": number, "source": SOURCE, "source_id": number, "given_on": str(day)}
            register.lines.append([entry[name] for name in register.lines[0]])


def _without_number(one: Found) -> list[list[str]]:
    """Give the filled rows that lack a number, of a table whose key the register gives."""
    key = one.sheet.kind.KEY
    given = f"{GivenId.NAME}.{GivenId.KEY}"
    if not one.lines or all((c.name, c.refers) != (key, given) for c in one.sheet.columns):
        return []
    index = one.lines[0].index(key)
    return [line for line in one.lines[FIRST - 1 :] if any(line) and not line[index]]


def _next(register: Found) -> str:
    index = register.lines[0].index(GivenId.KEY)
    cells = [line[index] for line in register.lines[FIRST - 1 :]]
    return str(max([FIRST_ID - 1, *(int(cell) for cell in cells if cell.isdecimal())]) + 1)
