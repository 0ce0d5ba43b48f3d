"""The invented city shows every rule: its README says where, and these hold it to that."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from content.catalog import key_of
from content.folder import Folder, read_folder
from content.schema import columns
from content.tables import (
    TABLES,
    BlacklistEntry,
    Institution,
    Measure,
    Missing,
    Penalty,
    Permit,
    Record,
    Row,
)
from content.tables.base import EnteredBy
from tests.folders import SAMPLE

EVERYTHING, NOTHING = "100012", "100029"
RECORD = re.compile(r"(?<![\w-])[A-Z]{1,3}\d{4,6}(?:-\d{1,4})?(?![\w-])")
OF_INSTITUTION = tuple(
    kind for kind in TABLES if "institution" in {column.name for column in columns(kind)}
)
SELDOM = {
    (Institution, "kind"): {"培训机构"},
    (Permit, "category"): {"特许", "认可", "核准"},
    (Penalty, "party_kind"): {"自然人"},
}
"""Choices that the law offers and no home of this city met with."""


@pytest.fixture(scope="module")
def sample() -> Folder:
    return read_folder(SAMPLE)


def of(folder: Folder, kind: type[Row], institution: str) -> list[Row]:
    return [row for row in folder.rows(kind) if getattr(row, "institution", "") == institution]


def test_every_record_that_the_table_of_rules_names_exists(sample: Folder) -> None:
    known = {key_of(row) for kind in TABLES for row in sample.rows(kind)}
    named = set(RECORD.findall((SAMPLE / "README.md").read_text(encoding="utf-8")))

    assert len(named) > 100
    assert named <= known


@pytest.mark.parametrize("kind", [*OF_INSTITUTION, Institution], ids=lambda kind: kind.NAME)
def test_every_choice_of_a_column_is_seen_somewhere(sample: Folder, kind: type[Row]) -> None:
    for column in (one for one in columns(kind) if one.name in kind.__annotations__):
        values = {getattr(row, column.name) for row in sample.rows(kind)}
        seen = {part for value in values for part in (value if column.many and value else (value,))}
        assert set(column.choices) - seen == SELDOM.get((kind, column.name), set()), column.name


def test_every_side_has_filled_something_in(sample: Folder) -> None:
    rows = (row for kind in TABLES if issubclass(kind, Record) for row in sample.rows(kind))

    assert {row.entered_by for row in rows} - {None} == set(get_args(EnteredBy))


@pytest.mark.parametrize("word", Missing)
def test_every_reason_for_a_missing_value_is_seen(sample: Folder, word: Missing) -> None:
    rows = (row for kind in TABLES for row in sample.rows(kind))

    assert any(getattr(row, column.name) is word for row in rows for column in columns(type(row)))


def test_one_home_fills_every_column_of_what_belongs_to_it(sample: Folder) -> None:
    seldom = {BlacklistEntry, Measure, Penalty}
    kinds = [
        kind
        for kind in OF_INSTITUTION
        if kind not in seldom and kind.NAME != "supervisions" and not kind.BY_CHANNEL
    ]
    for kind in kinds:
        rows = of(sample, kind, EVERYTHING)
        own = {column.name for column in columns(kind)} & set(kind.__annotations__)
        empty = {
            name
            for name in own
            if all(getattr(row, name) in (None, (), Missing.NOT_REPORTED) for row in rows)
        }
        assert empty == set(), kind.NAME


def test_one_home_reports_nothing(sample: Folder) -> None:
    reported = [
        getattr(row, column.name)
        for kind in OF_INSTITUTION
        for row in of(sample, kind, NOTHING)
        for column in columns(kind)
        if column.may_be_missing
    ]

    assert reported.count(Missing.NOT_REPORTED) >= len(reported) - 1 > 50
