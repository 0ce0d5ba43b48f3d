"""What living there costs: all-in a month and cash on the first day, per care level and room.

A sum is given only where every part of it is known. The parts are those a family pays in any
month (bed, care, meals, service, what is passed on) and those paid on entry (deposit, one-off
fees); a price by the day counts thirty days, one for each use (元/次) is no part of a month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from content.catalog import Catalog
from content.tables import CareLevel, Fee, Missing, Room

BED, MEALS, DEPOSIT, ONE_OFF = "床位费", "伙食费", "押金", "一次性费用"
NEEDED = (BED, "护理费", MEALS)
MONTHLY = (*NEEDED, "服务费", "代收代付")
ON_ENTRY = (DEPOSIT, ONE_OFF)
DECLARED = frozenset({*NEEDED, DEPOSIT})
"""Items that every home must state, with 不适用 where it charges nothing."""
PERIODIC = ("元/月", "元/日")
BY_DAY = "元/日"
DAYS_A_MONTH = 30
BAND = 500
"""Lists and search cut prices into bands of so many yuan."""


@dataclass(frozen=True)
class Part:
    """One item of a bill and the prices that it is made of; an item may be charged or not."""

    item: str
    fees: tuple[Fee, ...]

    @cached_property
    def amount(self) -> Decimal | Missing:
        """What it costs a month, or once on entry; an item that nobody states costs nothing."""
        if not self.fees and self.item in DECLARED:
            return Missing.NOT_REPORTED
        return _sum(self.fees)


@dataclass(frozen=True)
class Cost:
    """The cost of one care level in one type of room, in yuan, part by part."""

    level: CareLevel | None
    room: Room | None
    of_month: tuple[Part, ...]
    of_entry: tuple[Part, ...]

    @property
    def fees(self) -> tuple[Fee, ...]:
        """The prices that it is made of."""
        return tuple(fee for part in (*self.of_month, *self.of_entry) for fee in part.fees)

    @cached_property
    def monthly(self) -> Decimal | Missing:
        """What is paid each month."""
        return total(self.of_month)

    @cached_property
    def on_entry(self) -> Decimal | Missing:
        """What is paid once, on entry."""
        return total(self.of_entry)

    @cached_property
    def first_day(self) -> Decimal | Missing:
        """The cash to bring on the first day: the first month and what is paid on entry."""
        return total((*self.of_month, *self.of_entry))

    @property
    def by_day(self) -> bool:
        """Whether the bed is let by the day, as for short stays."""
        return any(fee.unit == BY_DAY for part in self.of_month[:1] for fee in part.fees)


@lru_cache(maxsize=2)
def costs(catalog: Catalog, institution: str) -> tuple[Cost, ...]:
    """Reckon every combination; empty for an institution that offers no bed by the month.

    The parts of a page ask for the same sums one after the other, so the last are remembered.
    """
    fees = catalog.of(Fee, institution)
    if not any(fee.item == BED for fee in fees):
        return ()
    levels: list[CareLevel | None] = [*catalog.of(CareLevel, institution)] or [None]
    rooms: list[Room | None] = [*catalog.of(Room, institution)] or [None]
    charged = _by_item(fees)
    return tuple(_cost(charged, level, room) for level in levels for room in rooms)


def lowest(all_costs: Iterable[Cost]) -> Cost | None:
    """Give the cheapest known month, for lists and price bands."""
    known = [(cost.monthly, cost) for cost in all_costs]
    priced = [(sum_, cost) for sum_, cost in known if not isinstance(sum_, Missing)]
    return min(priced, key=lambda pair: pair[0])[1] if priced else None


def band(monthly: Decimal) -> int:
    """Give the lower bound of the price band in which a month lies, in yuan."""
    return int(monthly // BAND) * BAND


def total(parts: Iterable[Part]) -> Decimal | Missing:
    """Add up, or say why there is no sum: one unknown part makes all of it unknown."""
    amounts = [part.amount for part in parts]
    unknown = [amount for amount in amounts if isinstance(amount, Missing)]
    if unknown:
        return Missing.NOT_REPORTED if Missing.NOT_REPORTED in unknown else unknown[0]
    return sum((Decimal(amount) for amount in amounts), Decimal(0))


def _by_item(fees: Iterable[Fee]) -> dict[str, list[Fee]]:
    """Sort the prices that are part of a bill by their items."""
    charged: dict[str, list[Fee]] = defaultdict(list)
    for fee in fees:
        if fee.unit in PERIODIC or fee.item in ON_ENTRY:
            charged[fee.item].append(fee)
    return charged


def _cost(charged: dict[str, list[Fee]], level: CareLevel | None, room: Room | None) -> Cost:
    cases = (None, level.id if level else None), (None, room.id if room else None)

    def parts(items: Iterable[str]) -> tuple[Part, ...]:
        return tuple(Part(item, _applying(charged.get(item, ()), *cases)) for item in items)

    return Cost(level, room, parts(MONTHLY), parts(ON_ENTRY))


def _applying(
    fees: Iterable[Fee], levels: tuple[str | None, ...], rooms: tuple[str | None, ...]
) -> tuple[Fee, ...]:
    """Find the prices of an item for this case; the more particular price goes before."""
    fitting = [fee for fee in fees if fee.care_level in levels and fee.room in rooms]
    particular = max((_weight(fee) for fee in fitting), default=0)
    return tuple(fee for fee in fitting if _weight(fee) == particular)


def _weight(fee: Fee) -> int:
    return (fee.care_level is not None) + (fee.room is not None)


def _sum(fees: Iterable[Fee]) -> Decimal | Missing:
    total_ = Decimal(0)
    for fee in fees:
        if fee.amount is Missing.NOT_APPLICABLE:
            continue
        if isinstance(fee.amount, Missing):
            return fee.amount
        total_ += fee.amount * (DAYS_A_MONTH if fee.unit == BY_DAY else 1)
    return total_
