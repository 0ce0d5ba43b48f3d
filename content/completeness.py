"""How much of what must be disclosed an institution has disclosed, by group (填报完整度).

The groups are those of 养老服务质量信息公开标准指引: 基本信息、服务资源信息、服务质量管理信息.
`law/board_fields.csv` says which column belongs to which group, what it means that a table has no
row of an institution (未填报: it should have one; 不适用: nothing of the kind happened), and by
which document the field is asked for. 不适用 and 依法不公开 are no gaps and are not counted.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from content.catalog import Catalog
from content.tables import TABLES, Institution, Missing, Row

LAW = "content.law"
FILE = "board_fields.csv"
KINDS = {kind.NAME: kind for kind in TABLES}
GAPS = frozenset({Missing.NOT_REPORTED, Missing.UNVERIFIED})
NOT_COUNTED = frozenset({Missing.NOT_APPLICABLE, Missing.WITHHELD, None, ()})


@dataclass(frozen=True)
class BoardField:
    """A column that a board shows: its group, what its absence means, who asks for it."""

    group: str
    table: str
    column: str
    label: str
    absent: Missing
    source: str


@dataclass(frozen=True)
class Gap:
    """What one table lacks, by its labels; `whole`: there is no row of this institution at all."""

    table: str
    labels: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Completeness:
    """One group of an institution: `filled` of `wanted` items; table by table what is missing."""

    group: str
    filled: int
    wanted: int
    gaps: tuple[Gap, ...]

    @property
    def missing(self) -> int:
        """How many items are missing."""
        return self.wanted - self.filled

    @property
    def percent(self) -> int:
        """The part that is filled, in whole per cent, never rounded up to a hundred."""
        return 100 * self.filled // self.wanted if self.wanted else 100


@cache
def board_fields() -> tuple[BoardField, ...]:
    """Read the fields of a board, in the order of the tables."""
    text = (resources.files(LAW) / FILE).read_text(encoding="utf-8")
    return tuple(_field(row) for row in csv.DictReader(text.splitlines()))


def completeness(catalog: Catalog, institution: str) -> list[Completeness]:
    """Reckon the three groups of one institution on display."""
    groups = dict.fromkeys(field.group for field in board_fields())
    return [_reckon(catalog, institution, group) for group in groups]


def _reckon(catalog: Catalog, institution: str, group: str) -> Completeness:
    filled, gaps = 0, list[Gap]()
    for table, fields in _tables(group).items():
        rows = _rows(catalog, institution, table)
        lacking = tuple(field.label for field in fields if _is_gap(field, rows))
        filled += sum(_is_filled(field, rows) for field in fields)
        if lacking:
            gaps.append(Gap(KINDS[table].TITLE, lacking, whole=not rows))
    missing = sum(len(gap.labels) for gap in gaps)
    return Completeness(group, filled, filled + missing, tuple(gaps))


def _is_gap(field: BoardField, rows: list[Row]) -> bool:
    if not rows:
        return field.absent in GAPS
    return any(getattr(row, field.column) in GAPS for row in rows)


def _is_filled(field: BoardField, rows: list[Row]) -> bool:
    given = any(getattr(row, field.column) not in NOT_COUNTED for row in rows)
    return given and not _is_gap(field, rows)


def _rows(catalog: Catalog, institution: str, table: str) -> list[Row]:
    kind = KINDS[table]
    if kind is Institution:
        return [catalog.get(Institution, institution)]
    return catalog.of(kind, institution)


@cache
def _tables(group: str) -> dict[str, list[BoardField]]:
    found: dict[str, list[BoardField]] = defaultdict(list)
    for field in board_fields():
        if field.group == group:
            found[field.table].append(field)
    return found


def _field(row: dict[str, str]) -> BoardField:
    return BoardField(
        group=row["group"],
        table=row["table"],
        column=row["column"],
        label=row["label"],
        absent=Missing(row["absent"]),
        source=row["source"],
    )
