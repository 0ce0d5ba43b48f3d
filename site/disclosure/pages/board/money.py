"""要花多少钱: every price with its history, what is paid beforehand and paid back, subsidies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from content import Catalog
from content.costs import BED, DEPOSIT, Cost, Part, costs, lowest
from content.tables import (
    CareLevel,
    Clearance,
    Fee,
    Missing,
    Prepayment,
    Record,
    Refund,
    Room,
    Subsidy,
)
from disclosure.filed import Filed, filed, unreported
from disclosure.showing import Shown, shown
from disclosure.sources import Source, latest_sources

FILED: tuple[type[Record], ...] = (Fee, Prepayment, Refund)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Money:
    """What it costs. `names` are those of the rooms and levels for which a price applies.

    `multiples` say how many monthly bed fees the deposit is: the least and the most.
    """

    cost_rows: list[tuple[CareLevel | None, list[Cost]]]
    lowest: Cost | None
    fees: list[Fee]
    past: list[Fee]
    names: dict[str, str]
    multiples: tuple[Decimal, ...]
    terms: Filed
    refunds: list[Refund]
    clearances: list[Shown[Clearance]]
    subsidies: list[Subsidy]
    lacking: tuple[str, ...]
    sources: list[Source]


def money(catalog: Catalog, id_: str) -> Money:
    """Tell what it costs and what becomes of the money."""
    every_cost = costs(catalog, id_)
    past = catalog.past_fees(id_)
    rows = [row for kind in FILED for row in catalog.of(kind, id_)]
    return Money(
        cost_rows=_by_level(every_cost),
        lowest=lowest(every_cost),
        fees=catalog.of(Fee, id_),
        past=sorted(past, key=lambda fee: (fee.item, str(fee.valid_to), fee.id), reverse=True),
        names=_names(catalog, id_),
        multiples=_multiples(every_cost),
        terms=filed(catalog, Prepayment, id_),
        refunds=catalog.of(Refund, id_),
        clearances=[shown(catalog, row) for row in catalog.of(Clearance, id_)],
        subsidies=sorted(catalog.of(Subsidy, id_), key=lambda row: (-row.year, row.kind)),
        lacking=unreported(catalog, id_, *FILED),
        sources=latest_sources(catalog, rows),
    )


def _names(catalog: Catalog, id_: str) -> dict[str, str]:
    """Name rooms and levels; those of an old price may be gone, and then it names none."""
    rooms = {room.id: room.name for room in catalog.of(Room, id_)}
    return rooms | {level.id: level.name for level in catalog.of(CareLevel, id_)}


def _by_level(every_cost: Iterable[Cost]) -> list[tuple[CareLevel | None, list[Cost]]]:
    rows: dict[str, tuple[CareLevel | None, list[Cost]]] = {}
    for cost in every_cost:
        key = cost.level.id if cost.level else ""
        rows.setdefault(key, (cost.level, []))[1].append(cost)
    return list(rows.values())


def _multiples(every_cost: Iterable[Cost]) -> tuple[Decimal, ...]:
    found = {multiple for cost in every_cost if (multiple := _multiple(cost)) is not None}
    return tuple(sorted({min(found), max(found)})) if found else ()


def _multiple(cost: Cost) -> Decimal | None:
    bed, deposit = _amount(cost.of_month, BED), _amount(cost.of_entry, DEPOSIT)
    return (deposit / bed).quantize(TENTH) if bed and deposit else None


def _amount(parts: tuple[Part, ...], item: str) -> Decimal | None:
    amounts = (part.amount for part in parts if part.item == item)
    return next((amount for amount in amounts if not isinstance(amount, Missing)), None)
