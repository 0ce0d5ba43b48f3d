"""How cells become values, where a table's own reading decides."""

from __future__ import annotations

from content.tables import Medical, Missing
from tests.rows import record


def test_a_list_is_read_part_by_part() -> None:
    assert record(Medical, branches="内科；康复医学科").branches == ("内科", "康复医学科")


def test_a_word_for_a_missing_value_is_no_list_of_one() -> None:
    assert record(Medical, branches="未填报").branches is Missing.NOT_REPORTED
