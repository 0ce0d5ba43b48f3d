"""出过什么问题: red lines, the blacklist, penalties, measures, hazards, supervision."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from content import Catalog
from content.redlines import RedLine, red_lines
from content.tables import (
    BlacklistEntry,
    Hazard,
    InspectionRule,
    ListedSupervision,
    Measure,
    Penalty,
    Record,
    Supervision,
)
from content.withdrawing import Withdrawal
from disclosure.lifelines import Life, lives
from disclosure.listed import Listed, listed
from disclosure.showing import Shown, shown

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Problems:
    """What went wrong, as far as the law has it shown.

    `neglected` are the red lines that a bureau touched, because it came too seldom.
    `supervisions` are those that are not for a hazard, which shows its own.
    """

    touched: list[RedLine]
    neglected: list[RedLine]
    kept: list[RedLine]
    unknown: list[RedLine]
    blacklist: list[Shown[BlacklistEntry]]
    penalties: list[Shown[Penalty]]
    withdrawals: list[Withdrawal]
    measures: list[Shown[Measure]]
    hazards: list[Life]
    supervisions: list[Shown[Supervision]]
    listed: list[Listed]

    @property
    def open_hazards(self) -> int:
        """How many hazards are not yet closed."""
        return sum(life.open for life in self.hazards)


def problems(catalog: Catalog, id_: str, *, ended: bool) -> Problems:
    """Tell what went wrong; an institution that has ended files nothing to hold to a red line."""
    lines = [] if ended else red_lines(catalog, id_)
    touched = [line for line in lines if line.state == "触及"]
    told = lives(catalog, catalog.of(Hazard, id_))
    supervisions = [row for row in catalog.of(Supervision, id_) if not row.hazard]
    return Problems(
        touched=[line for line in touched if not _of_bureau(line)],
        neglected=[line for line in touched if _of_bureau(line)],
        kept=[line for line in lines if line.state == "未触及"],
        unknown=[line for line in lines if line.state == "无法判断"],
        blacklist=_shown(catalog, catalog.of(BlacklistEntry, id_)),
        penalties=_shown(catalog, catalog.of(Penalty, id_)),
        withdrawals=_withdrawals(catalog).get(id_, []),
        measures=_shown(catalog, catalog.of(Measure, id_)),
        hazards=told,
        supervisions=_shown(catalog, supervisions),
        listed=listed(catalog, catalog.of(ListedSupervision, id_)),
    )


@lru_cache(maxsize=2)
def _withdrawals(catalog: Catalog) -> dict[str, list[Withdrawal]]:
    found: dict[str, list[Withdrawal]] = defaultdict(list)
    for one in catalog.withdrawals:
        found[one.institution].append(one)
    return found


def _of_bureau(line: RedLine) -> bool:
    """Whether the line is about those who inspect and not about the home."""
    return any(isinstance(row, InspectionRule) for row in line.records)


def _shown(catalog: Catalog, rows: list[R]) -> list[Shown[R]]:
    return [shown(catalog, row) for row in rows]
