"""A home stands in China, in a district or a street, and once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from content.checks.whereabouts import double_warnings, whereabouts_faults
from content.tables import Missing
from tests import rows

CITY = rows.place("shi", parent=None, level="市", name="某市")
END = date(2026, 1, 31)


def places(**changes: Any) -> list[tuple[str, str]]:
    given = rows.folder(CITY, rows.place(), rows.institution(**changes))
    return [(one.column.partition("（")[0], one.weight) for one in whereabouts_faults(given)]


@pytest.mark.parametrize(
    ("column", "degrees", "found"),
    [
        ("latitude", "3", []),
        ("latitude", "54", []),
        ("latitude", "54.1", [("latitude", "warning")]),
        ("longitude", "73", []),
        ("longitude", "136.5", [("longitude", "warning")]),
        ("longitude", "31.2", [("longitude", "warning")]),
    ],
)
def test_coordinates_outside_china_are_asked_about(
    column: str, degrees: str, found: list[tuple[str, str]]
) -> None:
    assert places(**{column: Decimal(degrees)}) == found


def test_no_home_stands_in_the_whole_city() -> None:
    assert places(place="shi") == [("place", "fault")]


def doubles(**changes: Any) -> list[str]:
    first = rows.institution("100001", address="柳荫路 1 号")
    second = rows.institution("100002", **{"address": "柳荫路1号", **changes})
    return [fault.message for fault in double_warnings(rows.folder(first, second))]


def test_the_same_name_and_address_under_two_numbers_are_asked_about() -> None:
    (message,) = doubles(credit_code="52999901MJ9001121X")

    assert message.startswith("100002 与 100001 的名称、地址相同")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "另一家"},
        {"address": "柳荫路 2 号"},
        {"address": Missing.UNVERIFIED},
        {"valid_to": END},
    ],
)
def test_another_name_another_address_or_an_end_makes_no_double(changes: dict[str, Any]) -> None:
    assert doubles(**changes) == []


def test_without_addresses_the_same_name_in_the_same_place_is_a_double() -> None:
    given = rows.folder(rows.institution("100001"), rows.institution("100002"))

    assert len(list(double_warnings(given))) == 1
