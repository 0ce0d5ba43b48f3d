"""Institutions: everything on the board but penalties, which are documents of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from content import Catalog, key_of
from content.costs import BAND, Cost, band, costs, lowest
from content.tables import (
    Admission,
    Approval,
    Assessment,
    BlacklistEntry,
    Capacity,
    CareLevel,
    Clearance,
    Commitment,
    Conduct,
    Contact,
    Contract,
    ContractCheck,
    Correction,
    CreditClass,
    Drill,
    Fee,
    GradeReview,
    Inspection,
    Institution,
    KitchenProbe,
    Medical,
    Missing,
    Operator,
    Penalty,
    Photo,
    Premises,
    Prepayment,
    Record,
    Refund,
    Registration,
    Reply,
    Room,
    Service,
    Staffing,
    Subsidy,
    Succession,
    Supervision,
    Survey,
)
from content.tables.quality import grade_name
from search_index.analysis import Role
from search_index.documents import Document, Facet, Link, Passage
from search_index.kinds.told import number, place_facets, told_with_source

BOARD: tuple[type[Record], ...] = (
    *(Photo, Capacity, Room, CareLevel, Admission, Service, Medical, Staffing, Premises),
    *(Prepayment, Refund, Clearance, Subsidy),
    *(Registration, Succession, Contract, GradeReview, Assessment, Survey, CreditClass),
    *(Approval, Drill, KitchenProbe, Inspection, Supervision, Commitment, Conduct),
    *(Reply, Correction, Contact),
)
"""Tables of which the board shows every row, in its order."""

ELSEWHERE = frozenset({"name", "former_names", "pinyin", "place"}) | {
    *("longitude", "latitude", "datum"),
}
"""Columns of an institution that are told in other words, or not printed."""

OF_PRICE = frozenset({"item", "amount", "unit"})
"""Columns of a fee that are told as one."""

Ends = Mapping[tuple[str, str], date | None]
"""The last days of rows, by table and key."""


def institution(catalog: Catalog, row: Institution) -> Document:
    """Make the document of an institution on display."""
    return Document(
        id=f"institution:{row.id}",
        kind="institution",
        title=row.name,
        link=Link("board", {"id": row.id}),
        names=(row.name, *row.former_names),
        passages=tuple(_passages(catalog, row)),
        facets=tuple(_facets(catalog, row)),
        shown_until=catalog.window(row).ends,
        order=catalog.order(row)[0],
    )


def _passages(catalog: Catalog, row: Institution) -> Iterator[Passage]:
    yield from (Passage("曾用名", name, Role.NAME) for name in row.former_names)
    yield Passage("编号", row.id, Role.NAME)
    yield Passage("地区", catalog.where(row.place), Role.NAME)
    if not isinstance(row.operator, Missing):
        yield Passage("运营主体", catalog.get(Operator, row.operator).name, Role.NAME)
    yield from told_with_source(catalog, row, ELSEWHERE)
    yield from _rows(catalog, BOARD, row.id)
    yield from _fees(catalog, row.id)
    yield from _sums(catalog, row.id)
    yield from _grade(catalog, row.id)
    yield from _rows(catalog, (ContractCheck,), row.id)


def _rows(catalog: Catalog, kinds: Iterable[type[Record]], institution: str) -> Iterator[Passage]:
    """Tell every row of some tables, each with its source."""
    for kind in kinds:
        for line in catalog.of(kind, institution):
            yield from told_with_source(catalog, line)


def _fees(catalog: Catalog, institution: str) -> Iterator[Passage]:
    """Tell every price with its item, as one line of the table of prices."""
    for fee in catalog.of(Fee, institution):
        until = catalog.window(fee).ends
        amount = fee.amount if isinstance(fee.amount, Missing) else number(fee.amount)
        yield Passage(fee.item, f"{amount} {fee.unit}", Role.NAME, until)
        yield Passage("收费", fee.item, until=until)
        yield from told_with_source(catalog, fee, OF_PRICE)


def _sums(catalog: Catalog, institution: str) -> Iterator[Passage]:
    """Tell the sums of the table of costs, each until the first of its parts ends."""
    ends = _ends(catalog, institution)
    for cost in costs(catalog, institution):
        until = _until(cost, ends)
        for label, sum_ in (("每月全部费用", cost.monthly), ("首日共付", cost.first_day)):
            if not isinstance(sum_, Missing):
                yield Passage(label, f"{number(sum_)} 元", Role.NAME, until)


def _ends(catalog: Catalog, institution: str) -> Ends:
    """Give the last day of all that sums are made of."""
    kinds: tuple[type[Record], ...] = (Fee, CareLevel, Room)
    rows = (row for kind in kinds for row in catalog.of(kind, institution))
    return {(row.NAME, key_of(row)): catalog.window(row).ends for row in rows}


def _until(cost: Cost, ends: Ends) -> date | None:
    """Give the last day on which all that a sum is made of is shown."""
    made_of: list[Record] = [*cost.fees, *filter(None, (cost.level, cost.room))]
    days = {ends[row.NAME, key_of(row)] for row in made_of}
    return min(filter(None, days), default=None)


def _grade(catalog: Catalog, institution: str) -> Iterator[Passage]:
    if grade := catalog.grade(institution):
        until = catalog.window(grade).ends
        yield Passage("等级", grade_name(grade.level), until=until)
        yield from told_with_source(catalog, grade, {"level"})


def _facets(catalog: Catalog, row: Institution) -> Iterator[Facet]:
    yield from place_facets(catalog, row.place)
    if not isinstance(row.kind, Missing):
        yield Facet("type", row.kind, row.kind)
    yield from _care(catalog, row)
    yield from _price(catalog, row.id)
    yield from _vacancy(catalog, row.id)
    if grade := catalog.grade(row.id):
        label = grade_name(grade.level)
        until = catalog.window(grade).ends
        yield Facet("grade", str(grade.level), label, until, Decimal(grade.level))
    if live := [*catalog.of(Penalty, row.id), *catalog.of(BlacklistEntry, row.id)]:
        yield Facet("penalty", "yes", "有公示中的处罚", _latest(catalog, live))


def _care(catalog: Catalog, row: Institution) -> Iterator[Facet]:
    """Say whom it takes in; where that is not reported, for whom it offers a level of care."""
    levels = catalog.of(CareLevel, row.id)
    offered = {one.ability for one in levels if not isinstance(one.ability, Missing)}
    known = sorted(offered) if isinstance(row.takes_in, Missing) else row.takes_in
    for ability in known:
        yield Facet("care", ability, ability)


def _price(catalog: Catalog, institution: str) -> Iterator[Facet]:
    """Give the price band; it is known until the first of what it is made of ends."""
    cheapest = lowest(costs(catalog, institution))
    if cheapest is None or isinstance(cheapest.monthly, Missing):
        return
    low = band(cheapest.monthly)
    label = f"{number(Decimal(low))}—{number(Decimal(low + BAND - 1))} 元"
    yield Facet(
        "price", str(low), label, _until(cheapest, _ends(catalog, institution)), cheapest.monthly
    )


def _vacancy(catalog: Catalog, institution: str) -> Iterator[Facet]:
    capacity = catalog.one(Capacity, institution)
    if capacity and not isinstance(capacity.vacant, Missing):
        until = catalog.window(capacity).ends
        value, label = ("yes", "有空床") if capacity.vacant else ("no", "没有空床")
        yield Facet("vacancy", value, label, until, Decimal(capacity.vacant))


def _latest(catalog: Catalog, rows: list[Record]) -> date | None:
    days = [catalog.window(row).ends for row in rows]
    return None if None in days else max(day for day in days if day)
