"""The contract of a publicly built home (公建民营) on its board: its term, its yearly checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content import Catalog
from content.law import Limit, limits_for
from content.publicity import add_months
from content.tables import Contract, ContractCheck
from disclosure.thresholds import Standing, standing

YEAR = 12
"""Months."""


@dataclass(frozen=True)
class YearlyCheck:
    """The seven items of one year's check of a contract (公建民营年度检查)."""

    year: int
    results: tuple[ContractCheck, ...]


@dataclass(frozen=True)
class Contracted:
    """A contract, how its term stands, and its yearly checks, the latest year first.

    `short` is the limit below which little of the term is left, `long` the one that the whole term
    exceeds; None where it is not so.
    """

    contract: Contract
    standing: Standing
    checks: list[YearlyCheck]
    short: Limit | None
    long: Limit | None


def contracted(catalog: Catalog, contract: Contract) -> Contracted:
    """Show a contract by the limits of the catalog's day."""
    years: dict[int, list[ContractCheck]] = {}
    for check in catalog.of(ContractCheck, contract.institution):
        if check.contract == contract.id:
            years.setdefault(check.year, []).append(check)
    checks = [YearlyCheck(year, tuple(years[year])) for year in sorted(years, reverse=True)]
    return Contracted(
        contract,
        standing(contract.ends, catalog.day),
        checks,
        short=_short(contract.ends, catalog.day),
        long=_long(contract, catalog.day),
    )


def _short(ends: date, day: date) -> Limit | None:
    limits = limits_for("contract_left", day)
    return next((one for one in limits if ends < add_months(day, int(one.value))), None)


def _long(contract: Contract, day: date) -> Limit | None:
    return next(
        (
            limit
            for limit in limits_for("contract_term", day)
            if add_months(contract.begins, YEAR * int(limit.value)) < contract.ends
        ),
        None,
    )
