"""What one home charges in one case: the prices that apply, or why there is no number.

A number stands only where all homes can be asked the same question: for this level of care, in
this type of room, by a price of the same base, known, and not too old.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from content import Catalog
from content.costs import BY_DAY, MEALS, Cost, Part, costs
from content.law import limits_for
from content.publicity import add_months
from content.tables import Fee, Institution, Missing, Record
from disclosure.comparing.case import Case
from disclosure.comparing.said import Said, say

Amount = Decimal | Said
"""A sum in yuan, or why there is none."""


@dataclass(frozen=True)
class Quote:
    """What a home charges: the combinations that fit, the one reckoned with, or why none.

    `every` combination is kept for what does not depend on the case, as the deposit mostly does.
    """

    every: tuple[Cost, ...] = ()
    fitting: tuple[Cost, ...] = ()
    cost: Cost | None = None
    why: Said | None = None

    @property
    def prices(self) -> tuple[Fee, ...]:
        """The prices behind the bill, or behind all bills where none was reckoned."""
        reckoned = (self.cost,) if self.cost else self.every
        return tuple(dict.fromkeys(fee for cost in reckoned for fee in cost.fees))

    @property
    def by_day(self) -> bool:
        """Whether its beds are let by the day."""
        return any(cost.by_day for cost in self.fitting)


def too_old(row: Record, day: date) -> bool:
    """Tell whether a fact is past its renewal, or, without such a day, the limit of this site."""
    if row.next_due:
        return row.next_due < day
    limits = limits_for("stale", day)
    return any(add_months(row.as_of, int(limit.value)) < day for limit in limits)


def renewal(row: Record) -> Said:
    """Say that a fact is too old, and when it should have been renewed."""
    if row.next_due:
        return say("太旧：%(day)s 的情况，%(due)s 前该更新", day=row.as_of, due=row.next_due)
    return say("太旧：%(day)s 的情况，很久没有更新", day=row.as_of)


def quote(catalog: Catalog, home: Institution, case: Case) -> Quote:
    """Find what a home charges in a case; of several types of room the cheapest."""
    every = costs(catalog, home.id)
    if not every:
        charges = bool(catalog.of(Fee, home.id))
        return Quote(why=say("按次收费，没有按月的价钱") if charges else say("没有填报收费"))
    return choose(every, home, case, catalog.day)


def choose(every: tuple[Cost, ...], home: Institution, case: Case, day: date) -> Quote:
    """Choose from all combinations those that fit a case."""
    chosen = _of_care(every, home, case)
    if isinstance(chosen, Said):
        return Quote(every, why=chosen)
    fitting = [cost for cost in chosen if cost.room is None or case.wants(cost.room)]
    if not fitting:
        return Quote(every, why=say("没有这种房型"))
    if case.room and any(cost.room is None for cost in fitting):
        return Quote(every, why=say("没有填报房型"))
    if not case.care:
        return Quote(every, tuple(fitting))
    best = min(fitting, key=lambda cost: _rank(month(cost, case, day)))
    return Quote(every, tuple(fitting), best)


def _of_care(every: tuple[Cost, ...], home: Institution, case: Case) -> Iterable[Cost] | Said:
    """Find the combinations for a level of care; without one wanted, all of them."""
    if not case.care:
        return every
    if case.admitted(home.takes_in) is False:
        return say("不收%(care)s的老人", care=case.care)
    named = [cost for cost in every if cost.level and cost.level.ability == case.care]
    if named or (every[0].level is None and case.admitted(home.takes_in)):
        return named or every
    if isinstance(home.takes_in, Missing):
        return say("收住哪些老人%(word)s", word=home.takes_in)
    return say("收%(care)s的老人，但价钱里没有这一级", care=case.care)


def _rank(amount: Amount) -> tuple[bool, Decimal]:
    return (True, Decimal(0)) if isinstance(amount, Said) else (False, amount)


def comparable(quotes: list[Quote]) -> list[Quote]:
    """Take the numbers from those that charge by the day, where others charge by the month."""
    bases = {one.by_day for one in quotes if one.fitting}
    return [other_base(one) if len(bases) > 1 and one.by_day else one for one in quotes]


def other_base(one: Quote) -> Quote:
    """Take the number from a home that charges by the day, and say so."""
    fees = (fee for cost in one.fitting for fee in cost.of_month[0].fees)
    bed = next(fee.amount for fee in fees if fee.unit == BY_DAY)
    why = say("按日收费（床位每天 %(sum)s 元），不能和按月的比", sum=bed)
    return replace(one, fitting=(), cost=None, why=why)


def part_amount(part: Part, day: date) -> Amount:
    """Give what one item costs, or why that cannot be said."""
    if isinstance(part.amount, Missing):
        return say("%(word)s", word=part.amount)
    old = next((fee for fee in part.fees if too_old(fee, day)), None)
    return renewal(old) if old else part.amount


def add_up(parts: Iterable[Part], day: date) -> Amount:
    """Add parts up; where one is not known, name it instead."""
    amounts = [(part.item, part_amount(part, day)) for part in parts]
    lacking = tuple(item for item, amount in amounts if isinstance(amount, Said))
    if lacking:
        return say("缺%(items)s，不能合计", items=lacking)
    return sum((one for _, one in amounts if isinstance(one, Decimal)), Decimal(0))


def monthly_parts(cost: Cost, case: Case) -> list[Part]:
    """Give the items of each month; meals only for those who eat there."""
    return [part for part in cost.of_month if case.meals or part.item != MEALS]


def month(cost: Cost, case: Case, day: date) -> Amount:
    """Give the bill of a month."""
    return add_up(monthly_parts(cost, case), day)


def first_day(cost: Cost, case: Case, day: date) -> Amount:
    """Give the cash to bring on the first day: first month, deposit, one-off fees."""
    return add_up([*monthly_parts(cost, case), *cost.of_entry], day)


def whole_stay(cost: Cost, case: Case, day: date) -> Amount:
    """Give what the whole stay costs; the deposit comes back and is no cost."""
    each, once = month(cost, case, day), add_up(cost.of_entry[1:], day)
    if isinstance(each, Said) or isinstance(once, Said):
        return each if isinstance(each, Said) else once
    return each * case.months + once


def spread(quoted: Quote, case: Case, day: date) -> tuple[Decimal, Decimal] | Said:
    """Give the lowest and the highest known month of what fits, or why there is none."""
    if quoted.why:
        return quoted.why
    sums = [month(cost, case, day) for cost in quoted.fitting]
    known = [one for one in sums if isinstance(one, Decimal)]
    if not known:
        return next(one for one in sums if isinstance(one, Said))
    return min(known), max(known)
