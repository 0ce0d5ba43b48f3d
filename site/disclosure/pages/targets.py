"""What the bureau promised, and how far it has come: targets, and home-care beds by place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from content import Catalog
from content.tables import HomeBeds, Missing, Place, Target
from disclosure.registry import View, page
from disclosure.sources import Source, latest_sources, sources

State = Literal["已达到", "正在推进", "到期没有达到", "没有填报"]


@dataclass(frozen=True)
class Progress:
    """One target with where it stands and who says so."""

    target: Target
    state: State
    sources: list[Source]


def state_of(target: Target, day: date) -> State:
    """Say in words where a target stands on `day`; the last day still counts."""
    if isinstance(target.reached, Missing):
        return "没有填报"
    if target.reached >= target.wanted:
        return "已达到"
    return "正在推进" if day <= target.due_on else "到期没有达到"


@page("targets", "/targets/")
def targets(catalog: Catalog) -> View:
    """Show every target, the next due date first, and the home-care beds of each place."""
    rows = sorted(catalog.all(Target), key=lambda row: (row.due_on, row.id))
    beds = catalog.all(HomeBeds)
    return View(
        title="工作目标和进度",
        description=f"{catalog.city.organ}向社会承诺的养老服务工作目标、期限和进度。",
        values={
            "targets": [
                Progress(row, state_of(row, catalog.day), sources(catalog, [row])) for row in rows
            ],
            "beds": [(catalog.get(Place, row.place), row) for row in beds],
            "bed_sources": latest_sources(catalog, beds),
        },
        records=(*rows, *beds),
    )
