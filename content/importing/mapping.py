"""The mapping of a list: a small TOML file that says which column becomes what.

There are two kinds of lists. One names institutions, each row another, and gives them numbers.
The other, told by its `of`, has records about the institutions of a list taken over before:
penalties, or texts of prices.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.importing.rules import STRICT, Rule, Rules
from content.tables import Capacity, Contact, Institution, Penalty, Record
from content.tables.base import Code
from content.tables.money import FeeUnit

TARGETS: tuple[type[Record], ...] = (Institution, Capacity, Contact)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Origin:
    """Which list it is, and how its file is read. `area_code` goes before local numbers."""

    source: Code
    note: str
    document: str
    as_of: date
    encoding: str = "utf-8-sig"
    sheet: str = ""
    area_code: Annotated[str, Field(pattern=r"^(0\d{1,3})?$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ListMapping(Origin):
    """A list of institutions. `source` and the cells of `id` decide who is who for ever.

    `codes` gives the pinyin of places that would be misread (闵行 = minhang); `districts`, when
    given, names all there are.
    """

    id: str
    district: Rule
    street: Rule | None = None
    districts: tuple[str, ...] = ()
    codes: Mapping[str, Code] = Field(default_factory=dict)
    institutions: Rules
    capacity: Rules
    contacts: Rules

    def tables(self) -> dict[type[Record], Mapping[str, Rule]]:
        """Give the tables that the list fills, each with its rules."""
        return dict(zip(TARGETS, (self.institutions, self.capacity, self.contacts), strict=True))

    def wanted(self) -> set[str]:
        """Name the columns that the list must have."""
        return {self.id, *_columns(self, self.district, self.street)}


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PriceText:
    """A column of words about prices. `unit` is for prices that do not say for how long.

    `currency` names the money of the list where it is not 人民币: then no sum becomes an amount.
    """

    text: Rule
    unit: FeeUnit | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RecordMapping(Origin):
    """A list of records about institutions, which `institution` names by their id in list `of`.

    A row where `only` gives nothing is none of ours and set aside.
    """

    of: Code
    institution: Rule
    only: Rule | None = None
    penalties: Rules
    fees: PriceText | None = None

    def tables(self) -> dict[type[Record], Mapping[str, Rule]]:
        """Give the tables that the list fills column by column, each with its rules."""
        return {Penalty: self.penalties} if self.penalties else {}

    def wanted(self) -> set[str]:
        """Name the columns that the list must have."""
        return _columns(self, self.institution, self.only, self.fees.text if self.fees else None)


AnyMapping = ListMapping | RecordMapping


def _columns(mapping: AnyMapping, *others: Rule | None) -> set[str]:
    rules = [rule for table in mapping.tables().values() for rule in table.values()]
    return {name for rule in (*rules, *others) if rule for name in rule.columns}
