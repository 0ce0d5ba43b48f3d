"""要花多少钱: the bill of a month, the first day and the stay, item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from content.costs import (
    BY_DAY,
    DAYS_A_MONTH,
    DEPOSIT,
    MEALS,
    MONTHLY,
    NEEDED,
    ON_ENTRY,
    Cost,
    Part,
)
from content.tables import Fee
from disclosure.comparing.case import Case
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.lines import Cell, Line, Section, fact, line, why_not
from disclosure.comparing.quotes import (
    Amount,
    first_day,
    month,
    part_amount,
    spread,
    whole_stay,
)
from disclosure.comparing.said import Said, say

Reckon = Callable[[Cost, Case, date], Amount]


def money(given: Given) -> Section:
    """Make the second section; without a level of care only from what to what."""
    lines = _bill(given) if given.case.care else [_range(given), *_items(given, ON_ENTRY)]
    return Section("price", say("要花多少钱"), tuple(lines))


def _bill(given: Given) -> list[Line]:
    months = given.case.months
    return [
        line(given, say("每月一共"), lambda home: _sum(given, home, month), strong=True),
        *_items(given, MONTHLY),
        line(given, say("首日要带"), lambda home: _sum(given, home, first_day), strong=True),
        *_items(given, ON_ENTRY),
        line(
            given,
            say("住 %(n)s 个月一共", n=months),
            lambda home: _sum(given, home, whole_stay),
            strong=True,
        ),
    ]


def _is_shown(given: Given, item: str) -> bool:
    """Show what every home must state, and the rest where one of them charges it."""
    if item == MEALS and not given.case.meals:
        return False
    return item in (*NEEDED, DEPOSIT) or any(
        (part := _part(home, item)) and part.fees for home in given.homes
    )


def _part(home: Home, item: str) -> Part | None:
    """Find an item of the bill; without a bill only what is paid on entry in every case."""
    if home.quote.cost is None and item not in ON_ENTRY:
        return None
    fitting = [home.quote.cost] if home.quote.cost else home.quote.every
    parts = {part for cost in fitting for part in (*cost.of_month, *cost.of_entry)}
    found = [part for part in parts if part.item == item]
    return found[0] if len(found) == 1 else None


def _items(given: Given, items: Iterable[str]) -> list[Line]:
    shown = (item for item in items if _is_shown(given, item))
    return [_item(given, item) for item in shown]


def _item(given: Given, item: str) -> Line:
    return line(given, say("其中%(item)s", item=item), lambda home: _charge(given, home, item))


def _charge(given: Given, home: Home, item: str) -> Cell:
    """Show one item: its price, that it is not charged, or why there is no number."""
    part = _part(home, item)
    if part is None:
        return why_not(given.catalog, say("不能比"))
    amount = part_amount(part, given.catalog.day)
    if isinstance(amount, Said):
        return why_not(given.catalog, amount, *part.fees)
    if not part.fees:
        return fact(given.catalog, say("没有这一项"), *home.quote.prices)
    words = say("%(sum)s 元", sum=amount) if amount else say("不收")
    notes = [note for fee in part.fees for note in _notes(given, fee)]
    return fact(given.catalog, words, *part.fees, notes=notes)


def _notes(given: Given, fee: Fee) -> list[Said]:
    found = []
    if fee.unit == BY_DAY:
        found.append(say("每天 %(sum)s 元，按 %(n)s 天算", sum=fee.amount, n=DAYS_A_MONTH))
    if fee.note:
        found.append(say("%(note)s", note=fee.note))
    if ends := given.catalog.window(fee).ends:
        found.append(say("这个价到 %(day)s", day=ends))
    return found


def _sum(given: Given, home: Home, reckon: Reckon) -> Cell:
    """Show a sum, or which item is missing; its sources are those of its items."""
    cost = home.quote.cost
    if cost is None:
        return why_not(given.catalog, home.quote.why or say("不能比"), home.row)
    amount = reckon(cost, given.case, given.catalog.day)
    if isinstance(amount, Said):
        return why_not(given.catalog, amount, *cost.fees)
    return fact(given.catalog, say("%(sum)s 元", sum=amount), *cost.fees)


def _range(given: Given) -> Line:
    title = say("每月一共，各等级和房型")
    return line(given, title, lambda home: _from_to(given, home), strong=True)


def _from_to(given: Given, home: Home) -> Cell:
    found = spread(home.quote, given.case, given.catalog.day)
    fees = [fee for cost in home.quote.fitting for fee in cost.fees]
    if isinstance(found, Said):
        return why_not(given.catalog, found, *fees)
    return fact(given.catalog, say_range(*found), *fees)


def say_range(low: Decimal, high: Decimal) -> Said:
    """Say from what to what."""
    if low == high:
        return say("%(sum)s 元", sum=low)
    return say("%(low)s—%(high)s 元", low=low, high=high)
