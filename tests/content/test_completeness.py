"""How complete a board is: every field has a place, and only gaps count against a home."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from content import Catalog
from content.completeness import Completeness, Gap, board_fields, completeness
from content.schema import columns
from content.tables import TABLES, Institution, Missing, Row
from tests.rows import capacity, city, institution, penalty

DAY = date(2026, 6, 1)
KEYS = {"id", "institution"}
GROUPS = ["基本信息", "服务资源信息", "服务质量管理信息"]


def groups(*rows: Row) -> dict[str, Completeness]:
    catalog = Catalog(city(), [institution(), *rows], {}, DAY)
    return {part.group: part for part in completeness(catalog, "100001")}


def own_columns(kind: type[Row]) -> set[str]:
    return {column.name for column in columns(kind) if column.name in kind.__annotations__}


def labels(part: Completeness) -> set[str]:
    return {label for gap in part.gaps for label in gap.labels}


def of_institutions() -> list[type[Row]]:
    return [
        kind
        for kind in TABLES
        if kind is Institution
        or ("institution" in {field.name for field in fields(kind)} and not kind.BY_CHANNEL)
    ]


@pytest.mark.parametrize("kind", of_institutions(), ids=lambda kind: kind.NAME)
def test_every_column_of_an_institution_belongs_to_a_group(kind: type[Row]) -> None:
    named = {field.column for field in board_fields() if field.table == kind.NAME}

    assert named == own_columns(kind) - KEYS


def test_every_named_column_exists() -> None:
    there = {(kind.NAME, name) for kind in TABLES for name in own_columns(kind)}

    assert {(field.table, field.column) for field in board_fields()} <= there


def test_every_field_says_by_which_document_it_is_asked_for() -> None:
    assert [field for field in board_fields() if not (field.label and field.source)] == []


def test_the_groups_are_those_of_the_guideline() -> None:
    assert list(groups()) == GROUPS


def test_what_is_unverified_or_not_reported_is_a_gap() -> None:
    part = groups(capacity(beds=Missing.NOT_REPORTED, nursing_beds=Missing.UNVERIFIED))

    assert {"核定床位", "护理型床位"} <= labels(part["服务资源信息"])
    assert "可入住床位" not in labels(part["服务资源信息"])


@pytest.mark.parametrize("word", [Missing.NOT_APPLICABLE, Missing.WITHHELD])
def test_what_does_not_apply_or_is_secret_by_law_is_not_counted(word: Missing) -> None:
    reported = groups(capacity())["服务资源信息"]
    excused = groups(capacity(nursing_beds=word))["服务资源信息"]

    assert (excused.filled, excused.wanted) == (reported.filled - 1, reported.wanted - 1)


def test_one_unfilled_row_of_several_is_a_gap() -> None:
    filled = capacity()
    other = capacity(beds=Missing.NOT_REPORTED)

    assert "核定床位" in labels(groups(filled, other)["服务资源信息"])


def test_gaps_are_told_table_by_table_and_an_absent_one_as_a_whole() -> None:
    partly = groups(capacity(beds=Missing.NOT_REPORTED))["服务资源信息"].gaps
    absent = groups()["服务资源信息"].gaps

    assert Gap("床位", ("核定床位",), whole=False) in partly
    assert ("床位", True) in {(gap.table, gap.whole) for gap in absent}


def test_the_missing_are_as_many_as_the_labels() -> None:
    part = groups()["服务资源信息"]

    assert part.missing == sum(len(gap.labels) for gap in part.gaps) > 0


def test_a_home_without_a_penalty_lacks_nothing() -> None:
    without, punished = groups(), groups(penalty())

    assert without["服务质量管理信息"].gaps == punished["服务质量管理信息"].gaps


def test_a_gap_is_never_rounded_away() -> None:
    assert Completeness("基本信息", 299, 300, (Gap("机构", ("地址",), whole=False),)).percent == 99
    assert Completeness("基本信息", 300, 300, ()).percent == 100
