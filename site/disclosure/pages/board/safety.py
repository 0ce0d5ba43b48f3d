"""安全吗: the building, its approvals and which of them have lapsed, drills, the kitchen."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Approval, Drill, KitchenProbe, Premises, Record
from disclosure.filed import Filed, filed, unreported
from disclosure.sources import Source, latest_sources
from disclosure.thresholds import Standing, standing

FILED: tuple[type[Record], ...] = (Premises, Approval, Drill, KitchenProbe)
DATED = {"许可": "发证", "审批": "批准", "保险": "投保"}
"""What is done on the day of a paper, where the last word of its kind does not say so."""

FAILED = frozenset({"不合格", "未办理", "C级", "D级", "未投保"})


@dataclass(frozen=True)
class Paper:
    """An approval and how it stands: whether it was given, and whether it has run out."""

    approval: Approval
    standing: Standing

    @property
    def wanting(self) -> bool:
        """Whether a family should look at it first."""
        return self.failed or self.standing is not Standing.IN_TIME

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
    """How safe the place is: papers that are wanting stand apart from those that are sound."""

    premises: Filed
    wanting: list[Paper]
    sound: list[Paper]
    drills: list[Drill]
    kitchen: Filed
    lacking: tuple[str, ...]
    sources: list[Source]


def safety(catalog: Catalog, id_: str) -> Safety:
    """Tell how safe it is; what failed or has run out comes first."""
    rows = catalog.of(Approval, id_)
    papers = sorted(
        (Paper(row, standing(row.expires_on, catalog.day)) for row in rows), key=_urgency
    )
    return Safety(
        premises=filed(catalog, Premises, id_),
        wanting=[paper for paper in papers if paper.wanting],
        sound=[paper for paper in papers if not paper.wanting],
        drills=sorted(catalog.of(Drill, id_), key=lambda row: row.held_on, reverse=True),
        kitchen=filed(catalog, KitchenProbe, id_),
        lacking=unreported(catalog, id_, *FILED),
        sources=latest_sources(catalog, [row for kind in FILED for row in catalog.of(kind, id_)]),
    )


def _urgency(paper: Paper) -> int:
    order = (Standing.OVER, Standing.SOON, Standing.IN_TIME)
    return 0 if paper.failed else 1 + order.index(paper.standing)
