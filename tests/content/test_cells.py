"""A line read quickly is the row that pydantic makes of it."""

from __future__ import annotations

import csv

import pytest

from content.cells import MISSING, Cells
from content.reading import adapter
from content.tables import TABLES, Fee, Row
from tests.folders import SAMPLE


@pytest.mark.parametrize("kind", [kind for kind in TABLES if not kind.BY_CHANNEL])
def test_every_line_of_the_sample_gives_the_row_of_its_validator(kind: type[Row]) -> None:
    with (SAMPLE / kind.file()).open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    cells = Cells(kind, header)

    for line in lines:
        values = {
            name: MISSING.get(cell, cell) for name, cell in zip(header, line, strict=True) if cell
        }
        assert cells.row(line) == adapter(kind).validate_python(values)


@pytest.mark.parametrize(
    "changes",
    [{"amount": "-1"}, {"amount": ""}, {"unit": "未填报"}, {"id": "F 1"}, {"as_of": "2026-02-30"}],
)
def test_a_wrong_cell_makes_no_row_however_often_it_comes(changes: dict[str, str]) -> None:
    cells = {"as_of": "2026-01-01", "source_unit": "shi-mz", "id": "F1001", "institution": "100001"}
    cells |= {"item": "床位费", "amount": "1200", "unit": "元/月"} | changes
    reading = Cells(Fee, list(cells))

    for _ in range(2):
        with pytest.raises(ValueError, match=r"未填报|^$|validation error"):
            reading.row(list(cells.values()))


def test_equal_cells_give_one_value() -> None:
    names = ["as_of", "source_unit", "id", "institution", "item", "amount", "unit"]
    reading = Cells(Fee, names)

    one = reading.row(["2026-01-01", "shi-mz", "F1001", "100001", "床位费", "1200", "元/月"])
    other = reading.row(["2026-01-01", "shi-mz", "F1002", "100001", "床位费", " 1200 ", "元/月"])

    assert one.amount == other.amount
    assert one.as_of is other.as_of
