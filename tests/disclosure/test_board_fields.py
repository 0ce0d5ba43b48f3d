"""What disclosure.md section 2 asks for stands on the board, column by column and computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from content import Catalog
from content.changes.wording import wording
from content.completeness import board_fields
from content.schema import Column, column_of
from content.tables import TABLES, Grade, Institution, Missing, Row, Unit
from content.tables.quality import grade_name
from tests.disclosure.conftest import GetPage
from tests.pages import Page

KINDS = {kind.NAME: kind for kind in TABLES}
SILENT = {
    ("institutions", "pinyin"): "an order, no statement",
    ("photos", "image"): "drawn anew under a name of its own",
    ("contacts", "published_by_holder"): "decides whether a number may be shown",
    ("photos", "record"): "the photo stands under that record",
    ("grade_reviews", "grade"): "one grade counts at a time",
    ("penalties", "category"): "stands in the words of the decision",
    ("penalties", "remedy"): "told while the decision may still change",
    ("penalties", "fine"): "stands in the words of the decision",
    ("replies", "record"): "the reply stands under that record",
    ("conduct", "commitment"): "stands beside its sentence",
    ("services", "offered"): "those that are not stand under a word for it",
    ("fees", "unit"): "stands after its amount",
    ("hazards", "inspection"): "a link",
    ("penalties", "hazard"): "a link",
    ("supervisions", "hazard"): "stands under its hazard",
    ("blacklist", "promise"): "after it nothing of the entry is shown",
}
"""Columns that a board does not print in their own words, and why."""


def rows_of(catalog: Catalog, kind: type[Row], home: str) -> Iterable[Row]:
    return [catalog.get(Institution, home)] if kind is Institution else catalog.of(kind, home)


def written(row: Row, column: Column, catalog: Catalog) -> list[str]:
    """Give the ways in which a value may stand on a page; nothing where it is not a value."""
    value = getattr(row, column.name)
    if value is None or value == () or isinstance(value, Missing):
        return []
    match value:
        case bool():
            return [column.title]
        case date():
            return [value.isoformat()]
        case Decimal():
            return [f"{value.normalize():,f}", f"{value:,.0f}", f"{value:,.2f}", f"{value:f}"]
        case int():
            return [grade_name(value)] if isinstance(row, Grade) else [f"{value:,}", str(value)]
    said = str(wording(row, column, catalog))
    return [said.rstrip("。"), *_short_names(value, column, catalog)]


def _short_names(value: object, column: Column, catalog: Catalog) -> list[str]:
    if column.target != Unit.NAME:
        return []
    codes = value if isinstance(value, tuple) else (value,)
    return ["、".join(catalog.get(Unit, code).short_name for code in codes)]


def unsaid(page: Page, catalog: Catalog, home: str) -> Iterator[tuple[str, str, str]]:
    """Name what a board leaves out: table, column and value."""
    text = "".join(page.text.split())
    for field in board_fields():
        if (field.table, field.column) in SILENT:
            continue
        kind = KINDS[field.table]
        column = column_of(kind, field.column)
        for row in rows_of(catalog, kind, home):
            ways = ["".join(way.split()) for way in written(row, column, catalog)]
            stands = any(way in text or way in page.links for way in ways)
            if ways and not stands:
                yield field.table, field.column, str(getattr(row, field.column))


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_every_column_that_fills_a_board_stands_on_it(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    homes = [home.id for home in catalog.all(Institution)]
    left_out = {
        home: list(unsaid(page(f"{prefix}/institutions/{home}/"), catalog, home)) for home in homes
    }

    assert {home: columns for home, columns in left_out.items() if columns} == {}
