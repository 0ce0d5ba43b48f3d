"""安全吗: the building, its approvals and which of them have lapsed, drills, the kitchen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from content import Catalog
from content.law import Limit, limits_for
from content.redlines.safety import FOOD
from content.tables import Approval, Drill, KitchenProbe, Missing, Premises, Record
from content.tables.premises import FIRE_PAPERS
from disclosure.filed import Filed, filed, unreported
from disclosure.sources import Source, latest_sources
from disclosure.thresholds import SOON, Standing, standing

FILED: tuple[type[Record], ...] = (Premises, Approval, Drill, KitchenProbe)
DATED = {"许可": "发证", "审批": "批准", "保险": "投保"}
"""What is done on the day of a paper, where the last word of its kind does not say so."""

FAILED = frozenset({"不合格", "未办理", "C级", "D级", "未投保"})


@dataclass(frozen=True)
class Paper:
    """An approval and how it stands: whether it was given, and whether it has run out."""

    approval: Approval
    standing: Standing
    soon: timedelta = SOON
    """How long before its last day it is about to run out."""

    @property
    def wanting(self) -> bool:
        """Whether a family should look at it first."""
        return self.failed or self.standing is not Standing.IN_TIME

    @property
    def untold(self) -> bool:
        """Whether nobody said how it ended nor gave its number, so that nobody can call it good."""
        row = self.approval
        known = [value for value in (row.result, row.number) if not isinstance(value, Missing)]
        return not known and Missing.NOT_APPLICABLE not in (row.result, row.number)

    @property
    def dated(self) -> str:
        """What its date is: 发证日期, 验收日期, 检验日期 …."""
        act = self.approval.kind[-2:]
        return f"{DATED.get(act, act)}日期"

    @property
    def failed(self) -> bool:
        """Whether it was refused, never asked for, or found bad."""
        return self.approval.result in FAILED


@dataclass(frozen=True)
class Safety:
    """How safe the place is: wanting papers, sound ones, and those of which nobody told.

    `large` is the limit that the building exceeds, so that it needs a fire review and acceptance;
    `fire_papers` are those of the two of which nothing was filed.
    """

    premises: Filed
    wanting: list[Paper]
    sound: list[Paper]
    untold: list[Paper]
    drills: list[Drill]
    kitchen: Filed
    fire_papers: tuple[str, ...]
    large: Limit | None
    lacking: tuple[str, ...]
    sources: list[Source]


def safety(catalog: Catalog, id_: str) -> Safety:
    """Tell how safe it is; what failed or has run out comes first."""
    rows = catalog.of(Approval, id_)
    papers = sorted((_paper(row, catalog.day) for row in rows), key=_urgency)
    return Safety(
        premises=filed(catalog, Premises, id_),
        wanting=[paper for paper in papers if paper.wanting],
        sound=[paper for paper in papers if not (paper.wanting or paper.untold)],
        untold=[paper for paper in papers if paper.untold and not paper.wanting],
        drills=sorted(catalog.of(Drill, id_), key=lambda row: row.held_on, reverse=True),
        kitchen=filed(catalog, KitchenProbe, id_),
        fire_papers=tuple(kind for kind in FIRE_PAPERS if kind not in {row.kind for row in rows}),
        large=_large(catalog, id_),
        lacking=unreported(catalog, id_, *FILED),
        sources=latest_sources(catalog, [row for kind in FILED for row in catalog.of(kind, id_)]),
    )


def _large(catalog: Catalog, id_: str) -> Limit | None:
    row = catalog.one(Premises, id_)
    area = row.building_area if row else Missing.NOT_REPORTED
    if isinstance(area, Missing):
        return None
    limits = limits_for("fire_review", catalog.day)
    return next((limit for limit in limits if area > limit.value), None)


def _paper(row: Approval, day: date) -> Paper:
    """Tell how a paper stands; a food licence is told of earlier, by a limit of its own."""
    limits = limits_for("food_licence", day) if row.kind in FOOD else ()
    soon = next((timedelta(days=int(limit.value)) for limit in limits), SOON)
    return Paper(row, standing(row.expires_on, day, soon), soon)


def _urgency(paper: Paper) -> int:
    order = (Standing.OVER, Standing.SOON, Standing.IN_TIME)
    return 0 if paper.failed else 1 + order.index(paper.standing)
