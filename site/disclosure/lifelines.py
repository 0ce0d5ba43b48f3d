"""The life of a hazard (隐患): found, assigned, rectified, closed, with the working days between.

What a city calls the stages stands in its `city.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from content import Catalog
from content.tables import (
    CalendarDay,
    Hazard,
    Inspection,
    Institution,
    Missing,
    Reply,
    Supervision,
    Unit,
)
from content.working_days import WorkingDays
from disclosure.photos import ShownPhoto, photos_of
from disclosure.showing import replies_to
from disclosure.thresholds import Standing, standing


@dataclass(frozen=True)
class Stage:
    """One stage: the city's word for it, its day, and the working days since it was found."""

    key: str
    name: str
    day: date | Missing
    working_days: int | None

    @property
    def done(self) -> bool:
        """Whether the hazard has come through this stage."""
        return isinstance(self.day, date)


@dataclass(frozen=True)
class Life:
    """A hazard with its stages, whom it waits for, and the listed supervision (挂牌督办) of it.

    `standing` says how an open one stands to its date; `late_by` counts the working days by which
    rectification came after the date; `inspection` is the number of the one that found it, where
    that one is on display as well.
    """

    hazard: Hazard
    home: str
    stages: tuple[Stage, ...]
    standing: Standing
    late_by: int | None
    found_by: str
    rechecked_by: str
    inspection: str
    supervisions: tuple[Supervision, ...]
    replies: tuple[Reply, ...]
    photos: tuple[ShownPhoto, ...]

    @property
    def open(self) -> bool:
        """Whether the hazard is not yet closed (销号)."""
        return is_open(self.hazard)


def life(catalog: Catalog, hazard: Hazard) -> Life:
    """Tell the life of one hazard up to the catalog's day."""
    every = catalog.of(Supervision, hazard.institution)
    supervisions = tuple(one for one in every if one.hazard == hazard.id)
    found_in = hazard.inspection or ""
    return Life(
        hazard=hazard,
        home=catalog.get(Institution, hazard.institution).name,
        stages=_stages(catalog, hazard),
        standing=standing_of(hazard, catalog.day),
        late_by=_late_by(catalog, hazard),
        found_by=_unit(catalog, hazard.found_by),
        rechecked_by=_unit(catalog, hazard.rechecked_by),
        inspection=found_in if catalog.has(Inspection, found_in, hazard.institution) else "",
        supervisions=supervisions,
        replies=replies_to(catalog, hazard, *supervisions),
        photos=photos_of(catalog, hazard.institution, hazard.id),
    )


def lives(catalog: Catalog, hazards: Iterable[Hazard]) -> list[Life]:
    """Tell the lives of some hazards: open ones first, by due date; then the latest closed."""
    return [life(catalog, hazard) for half in halves(hazards) for hazard in half]


def halves(hazards: Iterable[Hazard]) -> tuple[list[Hazard], list[Hazard]]:
    """Part the open ones, by due date, from the closed, the latest first."""
    still_open: list[Hazard] = []
    closed: list[Hazard] = []
    for hazard in hazards:
        (still_open if is_open(hazard) else closed).append(hazard)
    still_open.sort(key=lambda one: (one.due_on, one.id))
    closed.sort(key=lambda one: (str(one.closed_on), one.id), reverse=True)
    return still_open, closed


def is_open(hazard: Hazard) -> bool:
    """Tell whether a hazard is not yet closed (销号)."""
    return isinstance(hazard.closed_on, Missing)


def standing_of(hazard: Hazard, day: date) -> Standing:
    """Hold the day of rectification, or today while there is none, against the due date."""
    if isinstance(hazard.rectified_on, Missing):
        return standing(hazard.due_on, day)
    return Standing.OVER if hazard.rectified_on > hazard.due_on else Standing.IN_TIME


def _late_by(catalog: Catalog, hazard: Hazard) -> int | None:
    done = hazard.rectified_on
    if isinstance(done, Missing) or done <= hazard.due_on:
        return None
    return working_days(catalog).between(hazard.due_on, done)


def _stages(catalog: Catalog, hazard: Hazard) -> tuple[Stage, ...]:
    words = catalog.city.hazard_stages
    calendar = working_days(catalog)

    def stage(key: str, name: str, day: date | Missing) -> Stage:
        if isinstance(day, Missing) or day <= hazard.found_on:
            return Stage(key, name, day, None)
        return Stage(key, name, day, calendar.between(hazard.found_on, day))

    return (
        stage("found", words.found, hazard.found_on),
        stage("assigned", words.assigned, hazard.assigned_on),
        stage("rectified", words.rectified, hazard.rectified_on),
        stage("closed", words.closed, hazard.closed_on),
    )


def _unit(catalog: Catalog, code: str | None) -> str:
    return catalog.get(Unit, code).short_name if code else ""


@lru_cache(maxsize=2)
def working_days(catalog: Catalog) -> WorkingDays:
    """Give the working days of the city's calendar."""
    return WorkingDays(catalog.all(CalendarDay))
