"""What a column is, read off the tables: for the reader, the checks and `datapackage.json`."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from content.tables import Missing, Row
from content.tables.base import Form

TYPE_NAMES: dict[type, tuple[str, str]] = {
    bool: ("boolean", "是 或 否"),
    int: ("integer", "整数"),
    Decimal: ("number", "数字"),
    date: ("date", "日期，例如 2026-03-01"),
    tuple: ("string", "文字，多个以分号隔开"),
    str: ("string", "文字"),
}


_KNOWN: dict[type[Row], tuple[Column, ...]] = {}


@dataclass(frozen=True)
class Column:
    """A column of a table with all that a person or a check may ask about it."""

    name: str
    title: str
    description: str
    kind: str
    unit: str
    refers: str
    optional: bool
    may_be_missing: bool
    choices: tuple[str, ...]
    limits: tuple[Any, Any]
    many: bool
    public_contact: bool
    fact: bool
    plain: str
    form: str
    decimals: int | None

    @property
    def label(self) -> str:
        """The name as officials and the spreadsheet know it: amount（金额）."""
        return f"{self.name}（{self.title}）"

    @property
    def target(self) -> str:
        """Name the table that the column refers to; empty where it refers to none."""
        return self.refers.partition(".")[0]

    @property
    def is_text(self) -> bool:
        """Tell whether any words may stand here: no key of another table, no choice of a few."""
        return self.kind == "string" and not self.choices and not self.refers

    @property
    def required(self) -> bool:
        """Tell whether every row has a definite value here."""
        return not self.optional and not self.may_be_missing

    def expects(self) -> str:
        """Say in Chinese what form a value has in this column: 数字（不小于 0），单位 元."""
        what = "、".join(self.choices) or self.form or dict(TYPE_NAMES.values())[self.kind]
        low, high = self.limits
        if low is not None and high is not None:
            what += f"（{low} 至 {high}）"
        elif low is not None:
            what += f"（不小于 {low}）"
        what += f"，单位 {self.unit}" if self.unit else ""
        return what + ("" if self.decimals is None else f"，最多 {self.decimals} 位小数")

    def advice(self) -> str:
        """Say in Chinese what to write instead of a wrong or blank cell, and where to look."""
        is_free = self.kind == "string" and not self.choices and not self.form
        words = (
            "" if is_free else f"应为 {self.expects()}",
            "" if self.choices or self.kind == "boolean" else self.description,
            f"见 {self.target}.csv" if self.refers else "",
            "没有数值时填 " + "、".join(Missing) if self.may_be_missing else "",
            "也可空白" if self.optional else "",
        )
        return "；".join(word for word in words if word)


def columns(table: type[Row]) -> tuple[Column, ...]:
    """Give the columns of a table: its own first, the envelope last, as editors see them."""
    if table not in _KNOWN:
        _KNOWN[table] = _read(table)
    return _KNOWN[table]


def column_of(table: type[Row], name: str) -> Column:
    """Give one column of a table by its name. Raises KeyError."""
    return {column.name: column for column in columns(table)}[name]


def key_of(row: Row) -> str:
    """Give a row's key in its table."""
    return str(getattr(row, type(row).KEY))


def facts(table: type[Row]) -> tuple[Column, ...]:
    """Give the columns whose text must not outlive its record in any output."""
    return tuple(column for column in columns(table) if column.fact)


def _read(table: type[Row]) -> tuple[Column, ...]:
    fields: dict[str, FieldInfo] = table.__pydantic_fields__  # type: ignore[attr-defined]
    own = table.__annotations__
    ordered = sorted(fields, key=lambda name: name not in own)
    return tuple(_column(name, fields[name]) for name in ordered)


def _column(name: str, field: FieldInfo) -> Column:
    parts = [_strip(part) for part in _union(field.annotation)]
    plain = next(kind for kind, _ in parts if kind not in (Missing, types.NoneType))
    meaning: Any = field.json_schema_extra
    is_choice = get_origin(plain) is Literal
    metadata = [*field.metadata, *(item for _, inner in parts for item in inner)]
    base = str if is_choice else (get_origin(plain) or plain)
    return Column(
        name=name,
        title=field.title or name,
        description=field.description or "",
        kind=TYPE_NAMES[base][0],
        unit=meaning["unit"],
        refers=meaning["refers"],
        optional=not field.is_required(),
        may_be_missing=any(kind is Missing for kind, _ in parts),
        choices=get_args(plain) if is_choice else (),
        limits=_limits(metadata),
        many=base is tuple,
        public_contact=meaning["public_contact"],
        fact=meaning["fact"],
        plain=meaning["plain"],
        form=next((item.words for item in metadata if isinstance(item, Form)), ""),
        decimals=next(filter(None, (getattr(m, "decimal_places", None) for m in metadata)), None),
    )


def _union(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 (annotations have no common type)
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)
    return (annotation,)


def _strip(annotation: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401
    """Part a type from its `Annotated` metadata."""
    if not hasattr(annotation, "__metadata__"):
        return annotation, ()
    inner = tuple(
        nested
        for item in annotation.__metadata__
        for nested in (item.metadata if isinstance(item, FieldInfo) else [item])
    )
    return annotation.__origin__, inner


def _limits(metadata: list[Any]) -> tuple[Any, Any]:
    low = next((item.ge for item in metadata if isinstance(item, Ge)), None)
    high = next((item.le for item in metadata if isinstance(item, Le)), None)
    return low, high
