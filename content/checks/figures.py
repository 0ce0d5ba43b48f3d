"""Figures that contradict each other: parts that are more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from content.faults import Fault
from content.folder import Folder
from content.schema import column_of
from content.tables import (
    Capacity,
    Clearance,
    Closure,
    HomeBeds,
    Mediation,
    Missing,
    Prepayment,
    Row,
    Staffing,
    Target,
)

Figure = int | Decimal | Missing
PARTS: dict[type[Row], tuple[tuple[str, str], ...]] = {
    Clearance: (("repaid", "amount"),),
    Closure: (("resettled", "residents"),),
    HomeBeds: (("served", "beds"),),
    Mediation: (("settled", "disputes"),),
    Prepayment: (("period_months", "longest_months"),),
    Staffing: (("certified", "carers"),),
}
"""A part and the whole that it may not exceed."""
ALL = 100


def figure_faults(folder: Folder) -> Iterator[Fault]:
    """Find parts above their whole, more beds taken than there are, more than all of a hundred."""
    for kind, pairs in PARTS.items():
        table = folder.table(kind)
        for number, row in table:
            for part, whole in pairs:
                some, all_ = getattr(row, part), getattr(row, whole)
                if _is_above(some, all_):
                    message = f"{some} 多于{column_of(kind, whole).title}的 {all_}"
                    yield Fault(table.file, number, column_of(kind, part).label, message)
    yield from _beds(folder)
    yield from _targets(folder)


def _beds(folder: Folder) -> Iterator[Fault]:
    table = folder.table(Capacity)
    for number, row in table:
        parts = [part for part in (row.occupied, row.vacant) if isinstance(part, int)]
        if isinstance(row.beds, int) and sum(parts) > row.beds:
            message = f"已住与可入住合计 {sum(parts)} 张，多于核定的 {row.beds} 张"
            yield Fault(table.file, number, "beds（核定床位）", message)
        elif _is_above(row.nursing_beds, row.beds):
            message = f"护理型床位 {row.nursing_beds} 张，多于核定的 {row.beds} 张"
            yield Fault(table.file, number, "nursing_beds（护理型床位）", message)
        if row.beds == 0:
            yield Fault(
                table.file, number, "beds（核定床位）", "核定床位为 0，请核实", weight="warning"
            )


def _is_above(part: Figure, whole: Figure) -> bool:
    """Tell whether a part exceeds its whole; nobody knows while one of them is not known."""
    return not isinstance(part, Missing) and not isinstance(whole, Missing) and part > whole


def _targets(folder: Folder) -> Iterator[Fault]:
    table = folder.table(Target)
    for number, row in table:
        for name, value in (("wanted（目标值）", row.wanted), ("reached（完成值）", row.reached)):
            if row.unit == "%" and not isinstance(value, Missing) and value > ALL:
                yield Fault(table.file, number, name, f"单位是 %，不能是 {value}")
