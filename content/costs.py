"""What living there costs: all-in a month and cash on the first day, per care level and room.

A sum is given only where every part of it is known. The parts are those a family pays in any
month (bed, care, meals, service, what is passed on); a price by the day counts thirty days, one
for each use (元/次) is no part of a month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from content.catalog import Catalog
from content.tables import CareLevel, Fee, Missing, Room

NEEDED = ("床位费", "护理费", "伙食费")
MONTHLY = (*NEEDED, "服务费", "代收代付")
ON_ENTRY = ("押金", "一次性费用")
PERIODIC = ("元/月", "元/日")
DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Cost:
    """The cost of one care level in one type of room, in yuan; `fees` are its parts."""

    level: CareLevel | None
    room: Room | None
    monthly: Decimal | Missing
    on_entry: Decimal | Missing
    fees: tuple[Fee, ...]

    @property
    def first_day(self) -> Decimal | Missing:
        """The cash to bring on the first day: the first month and what is paid on entry."""
        for part in (self.monthly, self.on_entry):
            if isinstance(part, Missing):
                return part
        return Decimal(self.monthly) + Decimal(self.on_entry)


def costs(catalog: Catalog, institution: str) -> list[Cost]:
    """Reckon every combination; empty for an institution that offers no bed by the month."""
    fees = catalog.of(Fee, institution)
    if not any(fee.item == "床位费" for fee in fees):
        return []
    levels: list[CareLevel | None] = [*catalog.of(CareLevel, institution)] or [None]
    rooms: list[Room | None] = [*catalog.of(Room, institution)] or [None]
    return [_cost(fees, level, room) for level in levels for room in rooms]


def lowest(all_costs: Iterable[Cost]) -> Cost | None:
    """Give the cheapest known month, for lists and price bands."""
    known = [cost for cost in all_costs if not isinstance(cost.monthly, Missing)]
    return min(known, key=lambda cost: Decimal(cost.monthly), default=None)


def _cost(fees: list[Fee], level: CareLevel | None, room: Room | None) -> Cost:
    chosen = {item: _applying(fees, item, level, room) for item in (*MONTHLY, *ON_ENTRY)}
    lacking = any(not chosen[item] for item in NEEDED)
    monthly = [fee for item in MONTHLY for fee in chosen[item]]
    on_entry = [fee for item in ON_ENTRY for fee in chosen[item]]
    return Cost(
        level,
        room,
        Missing.NOT_REPORTED if lacking else _sum(monthly),
        _sum(on_entry),
        (*monthly, *on_entry),
    )


def _applying(fees: list[Fee], item: str, level: CareLevel | None, room: Room | None) -> list[Fee]:
    """Find the prices of an item for this case; the more particular price goes before."""
    fitting = [
        fee
        for fee in fees
        if fee.item == item
        and (fee.unit in PERIODIC or item in ON_ENTRY)
        and fee.care_level in (None, level.id if level else None)
        and fee.room in (None, room.id if room else None)
    ]
    particular = max((_weight(fee) for fee in fitting), default=0)
    return [fee for fee in fitting if _weight(fee) == particular]


def _weight(fee: Fee) -> int:
    return (fee.care_level is not None) + (fee.room is not None)


def _sum(fees: list[Fee]) -> Decimal | Missing:
    total = Decimal(0)
    for fee in fees:
        if fee.amount is Missing.NOT_APPLICABLE:
            continue
        if isinstance(fee.amount, Missing):
            return fee.amount
        total += fee.amount * (DAYS_A_MONTH if fee.unit == "元/日" else 1)
    return total
