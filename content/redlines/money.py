"""Red lines of money: what is paid beforehand, deposits, membership fees."""

from __future__ import annotations

from decimal import Decimal

from content.catalog import Catalog
from content.costs import BED, DEPOSIT, Cost, costs
from content.law import Limit
from content.redlines.finding import CLEAR, TOUCHED, UNKNOWN, Finding
from content.tables import Fee, Institution, Missing, Prepayment
from content.tables.institutions import PUBLIC


def prepayment(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether fees of more months are taken beforehand than the limit allows."""
    row = catalog.one(Prepayment, institution)
    if row is None:
        return Finding(UNKNOWN, "机构没有填报预收费")
    stated = [m for m in (row.longest_months, row.period_months) if not isinstance(m, Missing)]
    if any(months > limit.value for months in stated):
        return Finding(TOUCHED, f"填报的预收周期是 {max(stated)} 个月，超过 {_most(limit)}", (row,))
    if row.longest_months is Missing.NOT_APPLICABLE:
        return Finding(CLEAR, "机构填报不预收费用", (row,))
    if isinstance(row.longest_months, Missing):
        return Finding(UNKNOWN, f"最长预收几个月{_state(row.longest_months)}", (row,))
    return Finding(CLEAR, f"填报的最长预收是 {row.longest_months} 个月", (row,))


def deposit(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a deposit is more monthly bed fees than allowed, in any room or care level."""
    fees = catalog.of(Fee, institution)
    deposits = tuple(fee for fee in fees if fee.item == DEPOSIT)
    if not deposits:
        return Finding(UNKNOWN, "机构没有填报押金")
    if all(fee.amount is Missing.NOT_APPLICABLE for fee in deposits):
        return Finding(CLEAR, "机构填报不收押金", deposits)
    pairs = [pair for cost in costs(catalog, institution) if (pair := _pair(cost))]
    over = [pair for pair in pairs if pair[0] > limit.value * pair[1]]
    records = tuple(fee for fee in fees if fee.item in (DEPOSIT, BED))
    if over:
        most, bed = max(over, key=lambda pair: pair[0] - limit.value * pair[1])
        why = f"押金 {_plain(most)} 元，月床位费 {_plain(bed)} 元，超过 {limit.value} 倍"
        return Finding(TOUCHED, why, records)
    if not pairs or len(pairs) < len(costs(catalog, institution)):
        return Finding(UNKNOWN, "押金或者床位费没有填报完整，或者不收床位费，算不出倍数", records)
    return Finding(CLEAR, f"押金都不超过月床位费的 {limit.value} 倍", records)


def membership_fee(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a publicly built home takes a membership fee."""
    built_run = catalog.get(Institution, institution).built_run
    if isinstance(built_run, Missing):
        return Finding(UNKNOWN, f"建设与运营方式{_state(built_run)}")
    if built_run not in PUBLIC:
        return Finding(CLEAR, f"{built_run}的机构不受这一条限制")
    row = catalog.one(Prepayment, institution)
    fee = row.membership_fee if row else Missing.NOT_REPORTED
    records = (row,) if row else ()
    if fee is Missing.NOT_APPLICABLE:
        return Finding(CLEAR, "机构填报不收会员费", records)
    if isinstance(fee, Missing):
        return Finding(UNKNOWN, f"会员费{_state(fee)}", records)
    if fee > limit.value:
        return Finding(TOUCHED, f"{built_run}的机构填报会员费 {_plain(fee)} 元", records)
    return Finding(CLEAR, "机构填报不收会员费", records)


def _pair(cost: Cost) -> tuple[Decimal, Decimal] | None:
    """Give deposit and monthly bed fee of one case, where both are known and a bed costs.

    Without a deposit there is nothing to hold against the bed fee.
    """
    bed, deposit_ = cost.of_month[0].amount, cost.of_entry[0].amount
    if isinstance(deposit_, Missing):
        return None
    if not deposit_:
        return deposit_, Decimal(0)
    if isinstance(bed, Missing) or not bed:
        return None
    return deposit_, bed


def _plain(amount: Decimal) -> str:
    """Write an amount without idle decimals."""
    return f"{amount.normalize():f}"


def _most(limit: Limit) -> str:
    return f"{limit.value} {limit.unit}"


def _state(missing: Missing) -> str:
    return f"这一项是“{missing.value}”"
