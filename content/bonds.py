"""What goes with what: the ties between tables that decide who may still be shown."""

from __future__ import annotations

from content.schema import facts
from content.tables import (
    TABLES,
    Assessment,
    BlacklistEntry,
    Case,
    Clearance,
    Closure,
    Commitment,
    Conduct,
    Contract,
    ContractCheck,
    CreditClass,
    Grade,
    GradeReview,
    Hazard,
    Inspection,
    Measure,
    Penalty,
    Photo,
    Record,
    Reply,
    Row,
    Supervision,
    Survey,
)

OUTLIVES_INSTITUTION = (Penalty, BlacklistEntry, Measure, Closure, Clearance, Reply)
"""Closing a home does not wash off what was decided against its legal person, nor the money that
it owes, nor where its residents went. Its hazards endanger nobody any more and end with it."""

TELLING: tuple[type[Record], ...] = tuple(
    kind for kind in TABLES if issubclass(kind, Record) and facts(kind)
)
"""The kinds whose facts must not outlive them."""

ANSWERABLE = (
    Penalty, BlacklistEntry, Measure, Inspection, Hazard, Supervision, Assessment, Survey, Grade,
    GradeReview, CreditClass, Conduct, Closure, Clearance,
)  # fmt: skip
"""What others say of an institution; it may reply."""

PICTURED = (Inspection, Hazard)
"""What a photo may show besides the premises."""

FOLLOWS: tuple[tuple[type[Row], str, tuple[type[Row], ...]], ...] = (
    (ContractCheck, "contract", (Contract,)),
    (Conduct, "commitment", (Commitment,)),
    (Supervision, "hazard", (Hazard,)),
    (Case, "penalty", (Penalty,)),
    (Reply, "record", ANSWERABLE),
    (Photo, "record", PICTURED),
)
"""What goes when the record goes that it names in this column, which is in one of these tables."""

CUT_LOOSE = ((Hazard, "inspection", Inspection), (Penalty, "hazard", Hazard))
"""What stays and forgets the record that it names, once that is no longer shown."""
