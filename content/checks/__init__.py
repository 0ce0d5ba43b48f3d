"""Every fault of a content folder in one run."""

from __future__ import annotations

from datetime import date

from content.checks.belonging import belonging_faults
from content.checks.calendars import calendar_faults, calendar_warnings
from content.checks.canned import canned_faults
from content.checks.completeness import completeness_warnings
from content.checks.contradictions import contradiction_faults
from content.checks.credit_codes import credit_code_faults
from content.checks.dates import date_faults
from content.checks.day_roots import day_root_faults
from content.checks.deadlines import deadline_faults, deadline_warnings
from content.checks.figures import figure_faults
from content.checks.filings import filing_warnings
from content.checks.future import future_faults
from content.checks.hazards import hazard_faults, hazard_warnings
from content.checks.key_names import reading_faults
from content.checks.law import law_faults, law_warnings
from content.checks.naming import naming_faults
from content.checks.organs import organ_warnings
from content.checks.personal_data import personal_data_faults
from content.checks.photos import photo_faults
from content.checks.punctuality import ending_warnings, punctuality_warnings
from content.checks.references import reference_faults
from content.checks.remedies import remedy_faults, remedy_warnings
from content.checks.retention import retention_faults, retention_warnings
from content.checks.telephones import telephone_faults
from content.checks.texts import text_faults
from content.checks.whereabouts import double_warnings, whereabouts_faults
from content.checks.yearly import yearly_faults
from content.faults import Fault
from content.folder import Folder


def check(folder: Folder, day: date | None = None, last: Folder | None = None) -> list[Fault]:
    """Give every fault and warning, in the order of files and rows.

    What lies ahead or has run out (the coming year's calendar, rules, contracts) is warned of when
    `day` is given, and what is said to have happened after it is a fault. `last` is the content of
    the release before, whose pictures need no second look.
    """
    found = [
        *reading_faults(folder),
        *reference_faults(folder),
        *credit_code_faults(folder),
        *belonging_faults(folder),
        *contradiction_faults(folder),
        *date_faults(folder),
        *figure_faults(folder),
        *hazard_faults(folder),
        *law_faults(folder),
        *naming_faults(folder),
        *personal_data_faults(folder),
        *telephone_faults(folder),
        *text_faults(folder),
        *photo_faults(folder, last),
        *whereabouts_faults(folder),
        *yearly_faults(folder),
        *deadline_faults(folder),
        *remedy_faults(folder),
        *retention_faults(folder),
        *canned_faults(folder),
        *calendar_faults(folder),
        *day_root_faults(folder),
        *deadline_warnings(folder),
        *filing_warnings(folder),
        *remedy_warnings(folder),
        *retention_warnings(folder),
        *hazard_warnings(folder),
        *organ_warnings(folder),
        *punctuality_warnings(folder),
        *completeness_warnings(folder),
        *double_warnings(folder),
    ]
    if day is not None:
        today = folder.city.today(day) if folder.city else day
        found += future_faults(folder, today)
        found += calendar_warnings(folder, today)
        found += law_warnings(folder, today)
        found += ending_warnings(folder, today)
    return sorted(dict.fromkeys(found))
