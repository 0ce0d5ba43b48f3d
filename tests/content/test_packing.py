"""Rows that lie packed come out as they went in."""

from __future__ import annotations

import pytest

from content import read_folder
from content.packing import TOGETHER, Rows, pack, unpack
from content.tables import TABLES, Fee, Row
from tests import rows
from tests.folders import SAMPLE


def many(count: int) -> list[Fee]:
    return [rows.fee(f"F{number:06}", "床位费", 1000 + number % 7) for number in range(count)]


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.NAME)
def test_every_row_of_the_sample_comes_out_as_it_went_in(kind: type[Row]) -> None:
    given = list(read_folder(SAMPLE).rows(kind))

    assert unpack(pack(given)) == given
    assert list(map(repr, unpack(pack(given)))) == list(map(repr, given))


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER])
def test_rows_are_a_list_whatever_their_number(count: int) -> None:
    given = many(count)

    found = Rows(given)

    assert len(found) == count
    assert list(found) == given
    assert found == given
    assert found[-3:] == given[-3:]


def test_rows_that_differ_in_one_are_not_equal() -> None:
    given = many(TOGETHER + 1)

    assert Rows(given) != Rows(given[:-1])
    assert Rows(given) != [*given[:-1], rows.fee("F999999", "床位费", 1000)]


def test_one_row_is_given_by_its_place() -> None:
    given = many(TOGETHER + 5)

    found = Rows(given)

    assert (found[0], found[TOGETHER], found[-1]) == (given[0], given[TOGETHER], given[-1])


def test_rows_of_several_tables_are_packed_together() -> None:
    given = [rows.place(), rows.institution(), rows.penalty("P2026-0001")]

    assert unpack(pack(given)) == given
