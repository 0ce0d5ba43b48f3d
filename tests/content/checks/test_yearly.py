"""A yearly check of a contract has its seven items, each once."""

from __future__ import annotations

from typing import get_args

from content.checks.yearly import yearly_faults
from content.tables import ContractCheck
from content.tables.registration import ContractItem
from tests import rows

ITEMS = get_args(ContractItem)


def checked(*items: str, year: int = 2025) -> list[ContractCheck]:
    """Make a year's check of these items."""
    return [
        rows.record(ContractCheck, id=f"N{year}-{n:04}", year=year, item=item)
        for n, item in enumerate(items, start=1)
    ]


def found(*given: ContractCheck) -> list[tuple[str, str]]:
    return [(fault.weight, fault.message) for fault in yearly_faults(rows.folder(*given))]


def test_seven_items_are_a_whole_check() -> None:
    assert len(ITEMS) == 7
    assert found(*checked(*ITEMS), *checked(*ITEMS, year=2024)) == []


def test_a_year_that_lacks_items_is_told_once_with_what_it_lacks() -> None:
    ((weight, message),) = found(*checked(*ITEMS[:5]))

    assert weight == "warning"
    assert message.endswith(f"缺{ITEMS[5]}、{ITEMS[6]}")


def test_an_item_that_was_judged_twice_is_a_fault() -> None:
    ((weight, message),) = found(*checked(*ITEMS, ITEMS[0]))

    assert weight == "fault"
    assert f"“{ITEMS[0]}”与第 2 行重复" in message
