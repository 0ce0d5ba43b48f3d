"""The hazards (隐患) of the whole city as life lines, the open ones first."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Hazard, ListedSupervision
from disclosure.lifelines import Life, lives
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
    told = lives(catalog, catalog.all(Hazard))
    still_open = [one for one in told if one.open]
    closed = [one for one in told if not one.open]
    shown = (*still_open[:ONE_PAGE], *closed[:ONE_PAGE])
    pressed = catalog.all(ListedSupervision)
    return View(
        title="隐患整改",
        description=f"{catalog.city.name}养老服务机构的隐患：何时发现、何时整改、是否销号、是否挂牌督办。",
        values={
            "counts": _count(still_open, closed),
            "still_open": still_open[:ONE_PAGE],
            "closed": closed[:ONE_PAGE],
            "listed": listed(catalog, pressed),
        },
        records=(*(row for one in shown for row in (one.hazard, *one.supervisions)), *pressed),
    )


def _count(still_open: list[Life], closed: list[Life]) -> Counts:
    return Counts(
        open=len(still_open),
        overdue=sum(one.standing is Standing.OVER for one in still_open),
        listed=sum(bool(one.supervisions) for one in still_open),
        closed=len(closed),
    )
