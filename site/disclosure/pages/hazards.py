"""The hazards (隐患) of the whole city as life lines, the open ones first."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Hazard, ListedSupervision, Supervision
from disclosure.lifelines import halves, life, standing_of
from disclosure.listed import listed
from disclosure.listing import ONE_PAGE
from disclosure.registry import View, page
from disclosure.thresholds import Standing


@dataclass(frozen=True)
class Counts:
    """How many hazards there are in each state, and how many are under listed supervision."""

    open: int
    overdue: int
    listed: int
    closed: int


@page("hazards", "/hazards/", section="penalties")
def hazards(catalog: Catalog) -> View:
    """Show how far each hazard has come; of a long list the first hundred of either half."""
    still_open, closed = halves(catalog.all(Hazard))
    first, latest = (
        [life(catalog, row) for row in half[:ONE_PAGE]] for half in (still_open, closed)
    )
    pressed = catalog.all(ListedSupervision)
    return View(
        title="隐患整改",
        description=f"{catalog.city.name}养老服务机构的隐患：何时发现、何时整改、是否销号、是否挂牌督办。",
        values={
            "counts": _count(catalog, still_open, closed),
            "still_open": first,
            "closed": latest,
            "listed": listed(catalog, pressed),
        },
        records=(
            *(row for one in (*first, *latest) for row in (one.hazard, *one.supervisions)),
            *pressed,
        ),
    )


def _count(catalog: Catalog, still_open: list[Hazard], closed: list[Hazard]) -> Counts:
    supervised = {row.hazard for row in catalog.all(Supervision)}
    return Counts(
        open=len(still_open),
        overdue=sum(standing_of(row, catalog.day) is Standing.OVER for row in still_open),
        listed=sum(row.id in supervised for row in still_open),
        closed=len(closed),
    )
