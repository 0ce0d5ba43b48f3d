"""No part is more than its whole."""

from __future__ import annotations

import pytest

from content.checks.figures import figure_faults
from content.tables import (
    Clearance,
    Closure,
    HomeBeds,
    Mediation,
    Prepayment,
    Row,
    Staffing,
    Target,
)
from tests import rows


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (rows.record(Mediation, disputes=3, settled=4), "settled"),
        (rows.record(Clearance, amount=100, repaid=101), "repaid"),
        (rows.record(Staffing, carers=5, certified=6), "certified"),
        (rows.record(Closure, residents=10, resettled=11), "resettled"),
        (rows.record(HomeBeds, id="JC2026-0001", place="jia", beds=2, served=3), "served"),
        (rows.record(Prepayment, period_months=6, longest_months=3), "period_months"),
        (rows.record(Target, reached="100.5"), "reached"),
        (rows.capacity(nursing_beds=11), "nursing_beds"),
        (rows.capacity(occupied=8, vacant=3), "beds"),
    ],
)
def test_a_part_above_its_whole_is_a_fault(row: Row, column: str) -> None:
    (fault,) = figure_faults(rows.folder(row))

    assert fault.file == row.file()
    assert fault.column.startswith(column)


@pytest.mark.parametrize(
    "row",
    [
        rows.record(Mediation, disputes=4, settled=4),
        rows.record(Mediation, disputes="未填报", settled=4),
        rows.record(Clearance, amount=100, repaid=100),
        rows.record(Target, unit="人", wanted=1000, reached=1200),
        rows.capacity(occupied=6, vacant=4, nursing_beds=10),
    ],
)
def test_a_part_may_be_the_whole_and_the_unknown_contradicts_nothing(row: Row) -> None:
    assert list(figure_faults(rows.folder(row))) == []
