"""谁在办: registration and filing, the operator, the contract and its yearly check, permits."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
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
from disclosure.showing import Shown, shown
from disclosure.sources import Source, latest_sources
from disclosure.thresholds import Standing, standing


@dataclass(frozen=True)
class YearlyCheck:
    """The seven items of one year's check of a contract (公建民营年度检查)."""

    year: int
    results: tuple[ContractCheck, ...]


@dataclass(frozen=True)
class Contracted:
    """A contract, how its term stands, and its yearly checks, the latest year first."""

    contract: Contract
    standing: Standing
    checks: list[YearlyCheck]


@dataclass(frozen=True)
class Identity:
    """Who stands behind the institution, by which papers, and what became of it."""

    operator: Operator | Missing
    registration: Filed
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
    return Identity(
        operator=_operator(catalog, institution),
        registration=filed(catalog, Registration, id_),
        contracts=[_contracted(catalog, row) for row in catalog.of(Contract, id_)],
        successions=sorted(catalog.of(Succession, id_), key=lambda row: row.changed_on),
        permits=[shown(catalog, row) for row in permits],
        lacking=unreported(catalog, id_, Registration),
        sources=latest_sources(catalog, [institution, *rows]),
    )


def _operator(catalog: Catalog, institution: Institution) -> Operator | Missing:
    if isinstance(institution.operator, Missing):
        return institution.operator
    return catalog.get(Operator, institution.operator)


def _contracted(catalog: Catalog, contract: Contract) -> Contracted:
    years: dict[int, list[ContractCheck]] = {}
    for check in catalog.of(ContractCheck, contract.institution):
        if check.contract == contract.id:
            years.setdefault(check.year, []).append(check)
    checks = [YearlyCheck(year, tuple(years[year])) for year in sorted(years, reverse=True)]
    return Contracted(contract, standing(contract.ends, catalog.day), checks)
