"""Reading a mapping, and every fault of it that can be known before the list is read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from content.faults import ContentError
from content.importing.mapping import AnyMapping, ListMapping, RecordMapping
from content.importing.mapping_words import mapping_problem
from content.importing.rules import Rule
from content.schema import columns
from content.tables import Institution, Record
from content.tomls import read_toml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = TypeVar("Kind", bound="DataclassInstance")
SET_BY_US = frozenset({"institution", "place", "as_of", "source_unit", "source_document"})


def read_mapping(path: Path) -> AnyMapping:
    """Read a mapping.

    Raises ContentError, which names every fault of it in Chinese.
    """
    values = mapping_values(path)
    kind: type[AnyMapping] = RecordMapping if "of" in values else ListMapping
    mapping = fitted(path, kind, values)
    if faults := list(_faults(mapping)):
        raise ContentError(f"{path.name}：{'；'.join(faults)}")
    return mapping


def mapping_values(path: Path) -> dict[str, Any]:
    """Read the file of a mapping as it stands. Raises ContentError."""
    try:
        return read_toml(path)
    except ContentError as error:
        raise ContentError(f"对照表 {path}：{error}") from error


def fitted(path: Path, kind: type[Kind], values: object) -> Kind:
    """Make a mapping of a kind. Raises ContentError, which names what does not fit."""
    try:
        return TypeAdapter(kind).validate_python(values)
    except ValidationError as error:
        told = dict.fromkeys(mapping_problem(kind, item) for item in error.errors())
        raise ContentError(f"{path.name}：{'；'.join(told)}") from error


def _faults(mapping: AnyMapping) -> Iterator[str]:
    try:
        codecs.lookup(mapping.encoding)
    except LookupError:
        yield f"没有叫 {mapping.encoding} 的编码；常用的是 utf-8-sig 和 gb18030"
    if isinstance(mapping, ListMapping):
        if not mapping.district.column:
            yield "district 要写 from"
    elif not mapping.institution.column:
        yield "institution 要写 from"
    elif bool(mapping.penalties) == bool(mapping.fees):
        yield "penalties 和 fees 要写一个，只写一个"
    for kind, rules in mapping.tables().items():
        yield from _rule_faults(kind, rules)


def _rule_faults(kind: type[Record], rules: Mapping[str, Rule]) -> Iterator[str]:
    set_by_us = SET_BY_US | ({"id"} if kind is Institution else set())
    ours = {column.name: column for column in columns(kind) if column.name not in set_by_us}
    yield from (f"{kind.NAME} 没有可以导入的列 {name}" for name in rules if name not in ours)
    for name, rule in rules.items():
        if sum(map(bool, (rule.column, rule.always, rule.at_first))) != 1:
            yield f"{kind.NAME}.{name} 要在 from、always、at_first 中写一个，只写一个"
    for name, column in ours.items():
        if not (column.optional or column.may_be_missing or name in rules):
            yield f"{kind.NAME} 的 {column.label} 必须有值，请为它写一条规则"
