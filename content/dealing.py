"""Dealing rows to their owners: to each institution what is its own, to the nation the rest."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from content.packing import Rows
from content.schema import columns
from content.tables import TABLES, Contract, ContractCheck, Row

NATION = ""
"""Where a name of an institution is asked for: none."""

OF_HOMES: frozenset[type[Row]] = frozenset(
    kind for kind in TABLES if "institution" in {column.name for column in columns(kind)}
) | {ContractCheck}
"""The kinds whose rows belong to an institution; a yearly check does through its contract."""

PORTIONS = 64
"""Into so many parts the institutions are put, of which one at a time is open."""


class Hands:
    """What was dealt: the rows of the nation lie open, those of institutions packed by portions.

    The last rows of each portion, not yet a piece (`Rows`), are open too.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Deal rows in any order."""
        self.nation: list[Row] = []
        self.contracts: dict[str, str] = {}
        self._portions: list[Rows[Row]] = [Rows() for _ in range(PORTIONS)]
        for row in self._without_early_checks(rows):
            if owner := owner_of(row, self.contracts):
                self._portions[zlib.crc32(owner.encode()) % PORTIONS].append(row)
            else:
                self.nation.append(row)

    def _without_early_checks(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give the contracts before the checks that only through them have an owner."""
        early: list[Row] = []
        for row in rows:
            if isinstance(row, Contract):
                self.contracts[row.id] = row.institution
            if isinstance(row, ContractCheck) and row.contract not in self.contracts:
                early.append(row)
            else:
                yield row
        yield from early

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        """Give each owner with its rows, the nation first."""
        yield NATION, self.nation
        for portion in self._portions:
            hands: dict[str, list[Row]] = defaultdict(list)
            for row in portion:
                hands[owner_of(row, self.contracts)].append(row)
            yield from hands.items()


def owner_of(row: Row, contracts: Mapping[str, str]) -> str:
    """Name the institution that a row belongs to; `contracts` says whose each contract is."""
    if isinstance(row, ContractCheck):
        return contracts.get(row.contract, NATION)
    return getattr(row, "institution", None) or NATION
