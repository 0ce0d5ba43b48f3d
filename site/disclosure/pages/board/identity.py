"""谁在办: registration and filing, the operator, the contract and its yearly check, permits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from content import Catalog
from content.law import Limit, limits_for
from content.publicity import add_months
from content.tables import (
    Contract,
    ContractCheck,
    Institution,
    Missing,
    Operator,
    Permit,
    Record,
    Registration,
    Succession,
)
from disclosure.filed import Filed, filed, unreported
from disclosure.lifelines import working_days
from disclosure.pages.board.contracting import Contracted, contracted
from disclosure.pages.operators import homes_of
from disclosure.showing import Shown, shown
from disclosure.sources import Source, latest_sources

FEW = 5


@dataclass(frozen=True)
class Affiliated:
    """How many other homes there are, and number and name of the first."""

    total: int
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FirstVisit:
    """After how many working days from filing (备案) somebody came, and the limit of that time."""

    working_days: int
    limit: Limit | None

    @property
    def late(self) -> bool:
        """Whether it took longer than the limit."""
        return self.limit is not None and self.working_days > self.limit.value


@dataclass(frozen=True)
class Identity:
    """Who stands behind the institution, by which papers, and what became of it.

    `taken_over` is the day on which the operator changed, where that is recent (operator_change);
    `affiliated` are the other homes of the operator, or of its chain.
    """

    operator: Operator | Missing
    taken_over: date | None
    affiliated: Affiliated
    registration: Filed
    first_visit: FirstVisit | None
    contracts: list[Contracted]
    successions: list[Succession]
    permits: list[Shown[Permit]]
    lacking: tuple[str, ...]
    sources: list[Source]

    @property
    def checked(self) -> tuple[ContractCheck, ...]:
        """Every item of every yearly check."""
        years = (year for one in self.contracts for year in one.checks)
        return tuple(check for year in years for check in year.results)


def identity(catalog: Catalog, institution: Institution) -> Identity:
    """Tell who runs the institution."""
    id_ = institution.id
    kinds: tuple[type[Record], ...] = (Registration, Contract, Succession)
    rows = [row for kind in kinds for row in catalog.of(kind, id_)]
    permits = sorted(catalog.of(Permit, id_), key=lambda row: row.decided_on, reverse=True)
    operator = _operator(catalog, institution)
    changes = sorted(catalog.of(Succession, id_), key=lambda row: row.changed_on)
    return Identity(
        operator=operator,
        taken_over=_taken_over(changes, catalog.day),
        affiliated=_affiliated(catalog, institution, operator),
        registration=filed(catalog, Registration, id_),
        first_visit=_first_visit(catalog, id_),
        contracts=[contracted(catalog, row) for row in catalog.of(Contract, id_)],
        successions=changes,
        permits=[shown(catalog, row) for row in permits],
        lacking=unreported(catalog, id_, Registration),
        sources=latest_sources(catalog, [institution, *rows]),
    )


def _operator(catalog: Catalog, institution: Institution) -> Operator | Missing:
    if isinstance(institution.operator, Missing):
        return institution.operator
    return catalog.get(Operator, institution.operator)


def _taken_over(changes: list[Succession], day: date) -> date | None:
    days = [row.changed_on for row in changes if row.kind == "变更运营方"]
    recent = (
        one
        for limit in limits_for("operator_change", day)
        for one in days
        if add_months(one, int(limit.value)) >= day
    )
    return max(recent, default=None)


def _affiliated(
    catalog: Catalog, institution: Institution, operator: Operator | Missing
) -> Affiliated:
    if isinstance(operator, Missing):
        return Affiliated(0, ())
    codes = _chains(catalog).get(operator.chain or "", [operator.code])
    every = [home for code in codes for home in homes_of(catalog, code)]
    others = [home for home in every if home.id != institution.id]
    first = nsmallest(FEW, others, key=catalog.order)
    return Affiliated(len(others), tuple((home.id, home.name) for home in first))


@lru_cache(maxsize=2)
def _chains(catalog: Catalog) -> dict[str, list[str]]:
    """Give the operators of each chain (连锁)."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in catalog.ever(Operator):
        if row.chain:
            found[row.chain].append(row.code)
    return found


def _first_visit(catalog: Catalog, id_: str) -> FirstVisit | None:
    row = catalog.one(Registration, id_)
    if row is None or isinstance(row.filed_on, Missing) or isinstance(row.visited_on, Missing):
        return None
    taken = working_days(catalog).between(row.filed_on, row.visited_on)
    limit = next(iter(limits_for("filing_visit", row.filed_on)), None)
    return None if taken is None else FirstVisit(taken, limit)
