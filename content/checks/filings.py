"""What an institution filed against a limit: asked about while its editor is still there.

Nothing of it is a fault. What is true must be published, and the board says which red line it
touches (content.redlines); but a figure like that is often a slip of the keyboard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from content.costs import BED, BY_DAY, DAYS_A_MONTH, DEPOSIT
from content.faults import Fault
from content.folder import Folder
from content.law import Limit, limits_for
from content.schema import column_of
from content.tables import Approval, Fee, Missing, Premises, Prepayment
from content.tables.premises import FIRE_PAPERS

PERIODS = (
    ("period_months", "fee_period"),
    ("period_months", "prepayment"),
    ("longest_months", "prepayment"),
)
"""What is filed in months, and the subject of its limit."""
PRICED = frozenset({"政府定价", "政府指导价"})
"""Prices that somebody else fixed, in a document."""


def filing_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of long periods, high deposits, forbidden uses and fire papers not told of.

    Each row is held against the law of the day of its data.
    """
    adopted = folder.city.local_rules if folder.city else ()
    table = folder.table(Prepayment)
    for number, row in table:
        for name, message in (*_periods(row, adopted), *_terms(row)):
            label = column_of(Prepayment, name).label
            yield Fault(table.file, number, label, message, weight="warning")
    yield from _deposits(folder, adopted)
    yield from _fire_papers(folder)


def _periods(row: Prepayment, adopted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Find what is taken for more months than a limit allows."""
    for name, subject in PERIODS:
        months = getattr(row, name)
        for limit in limits_for(subject, row.as_of, adopted):
            if not isinstance(months, Missing) and months > limit.value:
                yield name, f"{months} 个月，{_above(limit)}"


def _terms(row: Prepayment) -> Iterator[tuple[str, str]]:
    """Find a fixed price without its document, and money that was invested."""
    if row.pricing in PRICED and row.pricing_document is Missing.NOT_APPLICABLE:
        yield "pricing_document", f"定价方式是“{row.pricing}”，要写明定价的文件"
    if row.invested is True:
        yield "invested", "预收的钱不得用于非自用不动产、证券等投资（民发〔2024〕19号）"


def _deposits(folder: Folder, adopted: tuple[str, ...]) -> Iterator[Fault]:
    """Warn of deposits above the limit even beside the dearest bed of the home."""
    table = folder.table(Fee)
    beds: dict[str, Decimal] = defaultdict(Decimal)
    for row in table.rows:
        if row.item == BED and not isinstance(row.amount, Missing):
            monthly = row.amount * (DAYS_A_MONTH if row.unit == BY_DAY else 1)
            beds[row.institution] = max(beds[row.institution], monthly)
    for number, row in table:
        if row.item != DEPOSIT or isinstance(row.amount, Missing):
            continue
        for limit in limits_for("deposit", row.as_of, adopted):
            bed = beds[row.institution]
            if bed and row.amount > limit.value * bed:
                message = f"押金 {row.amount} 元，月床位费最高 {bed} 元，{_above(limit)}"
                yield Fault(table.file, number, "amount（金额）", message, weight="warning")


def _fire_papers(folder: Folder) -> Iterator[Fault]:
    """Warn of large buildings of which no fire review or acceptance is told."""
    told = defaultdict[str, set[str]](set)
    for paper in folder.rows(Approval):
        told[paper.institution].add(paper.kind)
    table = folder.table(Premises)
    for number, row in table:
        lacking = "、".join(kind for kind in FIRE_PAPERS if kind not in told[row.institution])
        for limit in limits_for("fire_review", row.as_of):
            area = row.building_area
            if lacking and not isinstance(area, Missing) and area > limit.value:
                message = f"{area} 平方米，{_above(limit)}；安全审批表里没有{lacking}，办没办都要填"
                label = "building_area（建筑面积）"
                yield Fault(table.file, number, label, message, weight="warning")


def _above(limit: Limit) -> str:
    return f"超过 {limit.value} {limit.unit}（{limit.code}，{limit.source}）"
