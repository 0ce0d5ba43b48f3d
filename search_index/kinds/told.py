"""How a row of a table is told in passages, its values written as the board writes them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from content import Catalog
from content.schema import Column, columns
from content.tables import Department, Hotline, Missing, Place, Record, Row, Unit
from search_index.analysis import Role
from search_index.documents import Facet, Passage

ENVELOPE = frozenset(column.name for column in columns(Record))
UNSAID = ENVELOPE | {"id", "code", "published_by_holder", "image"}
"""Codes and names of files that no page prints, and the envelope, which has a line of its own."""

NUMBERS = frozenset({"integer", "number", "date"})
WORDS: dict[type[Row], Callable[[Any], str]] = {
    Unit: lambda row: row.short_name,
    Department: lambda row: row.name,
    Place: lambda row: row.name,
    Hotline: lambda row: f"{row.name} {row.number}",
}
"""What pages write instead of a code; of other rows that a column points to they write nothing."""

POINTED_TO = {kind.NAME: kind for kind in WORDS}
NAMES = frozenset({"name", "short_name", "address", "organ", "published_at", "location"})
YEAR = "年"
ADDRESS = ("http://", "https://")

Said = tuple[tuple[Column, Role], ...]


def told(catalog: Catalog, row: Row, besides: Iterable[str] = ()) -> Iterator[Passage]:
    """Tell every column of a row that the page shows, each until the row's own last day."""
    return _told(catalog, row, besides, catalog.window(row).ends)


def told_with_source(
    catalog: Catalog, row: Record, besides: Iterable[str] = ()
) -> Iterator[Passage]:
    """Tell a row of the board, and where it comes from."""
    until = catalog.window(row).ends
    yield from _told(catalog, row, besides, until)
    unit = catalog.get(Unit, row.source_unit).short_name
    text = f"{row.as_of} {unit}提供 {row.source_document or ''}".strip()
    yield Passage("来源", text, until=until)


def _told(
    catalog: Catalog, row: Row, besides: Iterable[str], until: date | None
) -> Iterator[Passage]:
    for column, role in _said(cast("Hashable", type(row)), frozenset(besides)):
        if text := _text(catalog, column, getattr(row, column.name)):
            yield Passage(column.title, text, role, until)


@cache
def _said(kind: type[Row], besides: frozenset[str]) -> Said:
    """Say which columns of a table are told, and how each is folded."""
    unsaid = UNSAID | besides
    return tuple((one, _role(one)) for one in columns(kind) if one.name not in unsaid)


def _text(catalog: Catalog, column: Column, value: object) -> str:
    """Write a value, a code as the name of what it points to; an address is only ever a link."""
    if value is None:
        return ""
    if column.refers and not isinstance(value, Missing):
        return "、".join(_names(catalog, column, value))
    text = written(value, column.unit)
    return "" if text.startswith(ADDRESS) else text


def _names(catalog: Catalog, column: Column, value: Any) -> Iterator[str]:  # noqa: ANN401
    kind = POINTED_TO.get(column.target)
    codes = value if isinstance(value, tuple) else (value,)
    if kind:
        yield from (WORDS[kind](catalog.get(kind, code)) for code in codes)


def written(value: object, unit: str = "") -> str:
    """Write a value as the pages do."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() if unit == YEAR:
            return f"{value} {unit}"
        case int() | Decimal():
            return " ".join(part for part in (number(Decimal(value)), unit) if part)
        case date():
            return value.isoformat()
        case tuple():
            return "、".join(map(str, value))
        case _:
            return str(value)


def number(value: Decimal) -> str:
    """Write a number with its thousands set apart and no idle decimals."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def place_facets(catalog: Catalog, code: str) -> Iterator[Facet]:
    """Give the facets of a place: its district and its street."""
    names = {"区": "district", "街道": "street"}
    for place in catalog.places(code):
        yield Facet(names[place.level], place.code, place.name)


def _role(column: Column) -> Role:
    """Fold names, addresses and numbers as such; in a sentence punctuation counts."""
    of_name = column.name in NAMES or bool(column.refers)
    of_number = column.kind in NUMBERS or column.name.endswith(("_number", "_code"))
    return Role.NAME if of_name or of_number or column.public_contact else Role.TEXT
