"""好不好: the grade and its reviews, people, the yearly assessment, surveys, classes of credit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from content import Catalog
from content.tables import (
    Assessment,
    Capacity,
    CreditClass,
    Grade,
    GradeReview,
    Missing,
    Record,
    Staffing,
    Survey,
)
from content.tables.quality import Precaution
from disclosure.filed import Filed, filed, unreported
from disclosure.showing import Shown, shown
from disclosure.sources import Source, latest_sources

FILED: tuple[type[Record], ...] = (Staffing, Assessment)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Assessed:
    """A third party's assessment, with those of the nine precautions (九防) that are not kept."""

    shown: Shown[Assessment]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """How good it is, as others have judged; `social_workers` are those for a hundred beds."""

    grade: Shown[Grade] | None
    in_doubt: bool
    reviews: list[Shown[GradeReview]]
    staffing: Filed
    social_workers: Decimal | None
    assessments: list[Assessed]
    surveys: list[Shown[Survey]]
    classes: list[Shown[CreditClass]]
    lacking: tuple[str, ...]
    sources: list[Source]


def quality(catalog: Catalog, id_: str) -> Quality:
    """Tell how good it is."""
    grade = catalog.grade(id_)
    kinds: tuple[type[Record], ...] = (*FILED, GradeReview, Survey, CreditClass)
    rows = [row for kind in kinds for row in catalog.of(kind, id_)]
    assessments = sorted(catalog.of(Assessment, id_), key=lambda row: row.assessed_on)
    reviews = sorted(catalog.of(GradeReview, id_), key=lambda row: row.reviewed_on)
    surveys = sorted(catalog.of(Survey, id_), key=lambda row: row.asked_on)
    return Quality(
        grade=shown(catalog, grade) if grade else None,
        in_doubt=catalog.grade_in_doubt(id_),
        reviews=[shown(catalog, row) for row in reviews],
        staffing=filed(catalog, Staffing, id_),
        social_workers=_social_workers(catalog, id_),
        assessments=[_assessed(catalog, row) for row in reversed(assessments)],
        surveys=[shown(catalog, row) for row in reversed(surveys)],
        classes=[shown(catalog, row) for row in catalog.of(CreditClass, id_)],
        lacking=unreported(catalog, id_, *FILED),
        sources=latest_sources(catalog, [*([grade] if grade else []), *rows]),
    )


def _social_workers(catalog: Catalog, id_: str) -> Decimal | None:
    """Reckon how many there are for a hundred beds; nothing where one of the two is not known."""
    staff, capacity = catalog.one(Staffing, id_), catalog.one(Capacity, id_)
    workers = staff.social_workers if staff else Missing.NOT_REPORTED
    beds = capacity.beds if capacity else Missing.NOT_REPORTED
    if isinstance(workers, Missing) or isinstance(beds, Missing) or not beds:
        return None
    return (Decimal(100 * workers) / beds).quantize(TENTH)


def _assessed(catalog: Catalog, row: Assessment) -> Assessed:
    kept = row.precautions
    every = () if isinstance(kept, Missing) else get_args(Precaution)
    return Assessed(shown(catalog, row), tuple(one for one in every if one not in kept))
