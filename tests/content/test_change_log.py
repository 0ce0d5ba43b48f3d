"""The log of changes: a line in it is told only while its record, as it is today, bears it out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.changes.record import Change
from content.changes.telling import tell
from content.tables import Missing, Row
from tests.content.test_changes import DAY, catalog
from tests.rows import fee, institution, penalty


def change(**cells: Any) -> Change:
    """Make a line of the log about a price."""
    values = {"release": 1, "day": DAY, "kind": "变更", "table": "fees", "key": "F1001"}
    values |= {"institution": "100001", "field": "amount", "before": "1 元", "after": "2 元"}
    return Change(**{**values, **cells})


@pytest.mark.parametrize(
    "withheld",
    [
        penalty(remedy="变更", remedy_on=DAY),
        penalty(repaired_on=DAY),
        penalty(severity="轻微", decided_on=date(2025, 1, 1)),
        penalty(published_on=date(2026, 6, 2)),
        penalty(severity=Missing.UNVERIFIED),
    ],
    ids=["revoked", "repaired", "expired", "not yet", "unrated"],
)
def test_a_line_about_a_withheld_record_is_dropped_from_the_log(withheld: Row) -> None:
    came = change(table="penalties", key="P2026-0001", kind="新增", field=None)
    edited = change(table="penalties", key="P2026-0001", field="category", before="警告")

    assert len(list(tell([came, edited], catalog(penalty())))) == 2
    assert list(tell([came, edited], catalog(withheld))) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"table": "nothing"},
        {"table": "day_roots"},
        {"table": "ids", "key": "100001"},
        {"key": "F9999"},
        {"field": "nothing"},
        {"field": "as_of"},
        {"field": "__class__"},
        {"institution": "100002"},
        {"institution": None},
        {"kind": "停止公示"},
    ],
)
def test_a_line_of_the_log_that_no_record_bears_out_is_dropped(cells: dict[str, Any]) -> None:
    shown = catalog(fee("F1001", "床位费", 2))

    assert len(list(tell([change()], shown))) == 1
    assert list(tell([change(**cells)], shown)) == []


def test_words_planted_in_the_log_for_a_fact_are_not_told() -> None:
    planted = change(table="penalties", key="P2026-0001", field="facts", before="张某某堵门。")

    (line,) = tell([planted], catalog(penalty()))

    assert (line.before, line.after) == (None, None)


@pytest.mark.parametrize(
    ("after", "told"),
    [("某路 2 号", []), (Missing.WITHHELD, [(None, Missing.WITHHELD)])],
)
def test_old_words_of_a_cell_that_is_withheld_by_law_are_not_told(
    after: str, told: list[tuple[object, object]]
) -> None:
    shown = catalog(institution(address=Missing.WITHHELD))
    old = change(table="institutions", key="100001", field="address", before="一", after=after)

    assert [(line.before, line.after) for line in tell([old], shown)] == told
