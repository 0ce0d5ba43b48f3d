"""How a record is named and a value written in a line about a change; all of it from the schema."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from content.catalog import Catalog, key_of
from content.schema import Column, columns
from content.tables import TABLES, Lasting, Missing, Record, Row

KINDS: dict[str, type[Row]] = {
    kind.NAME: kind for kind in TABLES if issubclass(kind, Record | Lasting) and not kind.BY_CHANNEL
}
"""The tables that tell something: every record, and every row that others point to."""

SILENT = frozenset({"institution", "pinyin", "name_en", "image"})
"""Columns that no page shows, and the one that says whose the record is."""

TEXT = "md"
"""Stands for a column where the Markdown of a record changed: `policies/x.md` of policy x."""

NOTHING = "无"
MANY, SHORT = 4, 24
"""Of a new record so many values are told, and none longer than this."""


def told_columns(kind: type[Row]) -> list[Column]:
    """Give the columns whose change is told: a table's own, without its key and its envelope."""
    own = kind.__annotations__
    silent = SILENT | {kind.KEY}
    return [column for column in columns(kind) if column.name in own and column.name not in silent]


def text_name(row: Row) -> str:
    """Name the text of a record, if it has one."""
    return f"{row.NAME}/{key_of(row)}.md"


def is_quiet(column: Column) -> bool:
    """Tell whether old words are not repeated.

    A text is corrected because it should not have stood there, a telephone belongs to a person.
    """
    return column.fact or column.public_contact


def wording(row: Row, column: Column, catalog: Catalog) -> str | Missing:
    """Write a value as the board does, with its unit, and names instead of codes."""
    value = getattr(row, column.name)
    if isinstance(value, Missing):
        return value
    if value is None or value == ():
        return NOTHING
    parts = value if isinstance(value, tuple) else (value,)
    return "、".join(_part(part, column, catalog) for part in parts)


def _part(value: object, column: Column, catalog: Catalog) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{_number(value, column.unit)} {column.unit}".rstrip()
        case int():
            return f"{value} {column.unit}".rstrip()
        case str() if column.refers:
            target = _target(value, column, catalog)
            return str(getattr(target, "name", value))
    return str(value)


def _number(value: Decimal, unit: str) -> str:
    if unit == "元":
        return f"{value:,.2f}".removesuffix(".00")
    return format(value.normalize(), "f")


def _target(key: str, column: Column, catalog: Catalog) -> Row | None:
    kind = KINDS.get(column.target)
    try:
        return catalog.get(kind, key) if kind else None
    except KeyError:
        return None


def subject(row: Row, catalog: Catalog) -> str:
    """Name a record among all of its table: 护理费 中度失能照护; empty where it is the only one."""
    kind = type(row)
    if kind.KEY == "institution" or kind.NAME == "institutions":
        return ""
    return " ".join(_subject(row, catalog))


def _subject(row: Row, catalog: Catalog) -> Iterator[str]:
    wanted = [column for column in told_columns(type(row)) if not is_quiet(column)]
    named = [column for column in wanted if column.name in ("name", "title")]
    texts = [column for column in wanted if column.kind == "string" and not column.refers]
    for column in (named or texts)[:1]:
        yield str(wording(row, column, catalog))
    for column in wanted:
        target = _target(str(getattr(row, column.name)), column, catalog)
        if isinstance(target, Record) and hasattr(target, "name"):
            yield target.name


def summary(row: Row, catalog: Catalog) -> str:
    """Say in a few words what a new record is; empty where it has only long texts."""
    name = subject(row, catalog)
    told = []
    for column in told_columns(type(row)):
        value = getattr(row, column.name)
        if is_quiet(column) or column.refers or value is None or isinstance(value, Missing):
            continue
        text = wording(row, column, catalog)
        if text not in (name, NOTHING) and len(text) <= SHORT:
            told.append(f"{column.title} {text}")
    return "，".join(told[:MANY])
