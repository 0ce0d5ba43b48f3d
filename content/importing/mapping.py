"""The mapping of a list: a small TOML file that says which column becomes what.

One rule a column of ours: `{ from = "beds", clean = "count" }` takes it from the list at every
run; `{ always = "GCJ-02" }` sets it at every run; `{ at_first = "待核实" }` sets it once, when the
row is new, and leaves it to the editors from then on.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from content.faults import ContentError
from content.schema import columns
from content.tables import Capacity, Contact, Institution, Record
from content.tables.base import Code

TARGETS: tuple[type[Record], ...] = (Institution, Capacity, Contact)
SET_BY_US = frozenset({"id", "institution", "place", "as_of", "source_unit", "source_document"})
STRICT = ConfigDict(extra="forbid")
Step = Literal["text", "telephone", "count", "day", "longitude", "latitude", "credit_code"]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Rule:
    """Where the value of one column comes from; exactly one of `from`, `always`, `at_first`.

    `values` translates the list's words into ours before the cleaning step sees them.
    """

    column: str = Field(default="", validation_alias="from")
    always: str = ""
    at_first: str = ""
    values: Mapping[str, str] = Field(default_factory=dict)
    clean: Step = "text"

    @property
    def given(self) -> bool:
        """Tell whether the list, and not the editors, owns the column."""
        return not self.at_first


Rules = Annotated[Mapping[str, Rule], Field(default_factory=dict)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ListMapping:
    """A list and how it is read. `source` and the cells of `id` decide who is who for ever.

    `codes` gives the pinyin of places that would be misread (闵行 = minhang); `districts`, when
    given, names all there are; `area_code` is put before local telephone numbers.
    """

    source: Code
    note: str
    document: str
    as_of: date
    id: str
    district: Rule
    street: Rule | None = None
    encoding: str = "utf-8-sig"
    sheet: str = ""
    districts: tuple[str, ...] = ()
    codes: Mapping[str, Code] = Field(default_factory=dict)
    area_code: Annotated[str, Field(pattern=r"^(0\d{2,3})?$")] = ""
    institutions: Rules
    capacity: Rules
    contacts: Rules

    def rules(self, kind: type[Record]) -> Mapping[str, Rule]:
        """Give the rules of one of the tables that an import fills."""
        return {Institution: self.institutions, Capacity: self.capacity}.get(kind, self.contacts)

    def wanted(self) -> set[str]:
        """Name the columns that the list must have."""
        rules = [rule for kind in TARGETS for rule in self.rules(kind).values()]
        places = [rule for rule in (self.district, self.street) if rule]
        return {self.id, *(rule.column for rule in (*rules, *places) if rule.column)}


def read_mapping(path: Path) -> ListMapping:
    """Read a mapping.

    Raises ContentError, which names every fault of it in Chinese.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        mapping = TypeAdapter(ListMapping).validate_python(values)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name} 无法读取（{error}）；请检查引号和等号") from error
    except ValidationError as error:
        faults = [".".join(map(str, item["loc"])) for item in error.errors()]
        raise ContentError(f"{path.name} 缺少这些项，或写法不对：{'、'.join(faults)}") from error
    if faults := list(_faults(mapping)):
        raise ContentError(f"{path.name}：{'；'.join(faults)}")
    return mapping


def _faults(mapping: ListMapping) -> Iterator[str]:
    try:
        codecs.lookup(mapping.encoding)
    except LookupError:
        yield f"没有叫 {mapping.encoding} 的编码；常用的是 utf-8-sig 和 gb18030"
    if not mapping.district.column:
        yield "district 要写 from"
    for kind in TARGETS:
        rules = mapping.rules(kind)
        ours = {column.name: column for column in columns(kind) if column.name not in SET_BY_US}
        yield from (f"{kind.NAME} 没有可以导入的列 {name}" for name in rules if name not in ours)
        for name, rule in rules.items():
            if sum(map(bool, (rule.column, rule.always, rule.at_first))) != 1:
                yield f"{kind.NAME}.{name} 要在 from、always、at_first 中写一个，只写一个"
        for name, column in ours.items():
            if not (column.optional or column.may_be_missing or name in rules):
                yield f"{kind.NAME} 的 {column.label} 必须有值，请为它写一条规则"
