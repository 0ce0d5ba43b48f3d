"""Where the tables say what a window of publicity runs on, and which rule governs it."""

from __future__ import annotations

from dataclasses import dataclass

from content.tables import (
    BlacklistEntry,
    Clearance,
    Closure,
    Conduct,
    ContractCheck,
    Correction,
    CreditClass,
    Grade,
    GradeReview,
    Hazard,
    Inspection,
    ListedSupervision,
    Measure,
    Penalty,
    Permit,
    Record,
    Supervision,
    Unregistered,
)


@dataclass(frozen=True)
class Course:
    """Where a kind of record says what its window runs on: names of columns.

    `subject` and `severity` choose the rule; without a day in `begins` its organ has not
    published it; the months of the rule count from `counted`; `last` is the last day on display,
    `over` the first day without it.
    """

    subject: str
    begins: str
    counted: str = ""
    severity: str = ""
    last: str = ""
    over: str = ""


COURSES: dict[type[Record], Course] = {
    Penalty: Course("penalty", "published_on", "decided_on", "severity", over="repaired_on"),
    BlacklistEntry: Course(
        "blacklist", "published_on", "listed_on", last="ends", over="removed_on"
    ),
    Grade: Course("grade", "granted_on", "granted_on"),
    GradeReview: Course("grade_reviewed", "reviewed_on", "reviewed_on"),
    Permit: Course("permit", "published_on", last="ends"),
    Measure: Course("measure", "published_on", last="ends", over="lifted_on"),
    Hazard: Course("hazard", "found_on", "closed_on"),
    Supervision: Course("supervision", "begins", over="ends"),
    ListedSupervision: Course("supervision", "begins", last="ends"),
    Inspection: Course("inspection", "inspected_on", "inspected_on"),
    Closure: Course("closure", "announced_on", "begins", "kind", over="ends"),
    ContractCheck: Course("contract_check", "as_of", "as_of"),
    CreditClass: Course("credit_class", "rated_on", "rated_on"),
    Conduct: Course("conduct", "checked_on", "checked_on"),
    Clearance: Course("clearance", "as_of", "as_of"),
    Unregistered: Course("unregistered", "found_on", "dealt_on"),
    Correction: Course("correction", "corrected_on"),
}
"""Every kind whose window follows a rule of `law/publicity.csv`; others follow their own dates."""
