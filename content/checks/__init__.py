"""Every fault of a content folder in one run."""

from __future__ import annotations

from content.checks.completeness import completeness_warnings
from content.checks.credit_codes import credit_code_faults
from content.checks.dates import date_faults
from content.checks.personal_data import personal_data_faults
from content.checks.references import reference_faults
from content.checks.texts import text_faults
from content.faults import Fault
from content.folder import Folder


def check(folder: Folder) -> list[Fault]:
    """Give every fault and warning, in the order of files and rows."""
    found = [
        *folder.faults,
        *reference_faults(folder),
        *credit_code_faults(folder),
        *date_faults(folder),
        *personal_data_faults(folder),
        *text_faults(folder),
        *completeness_warnings(folder),
    ]
    return sorted(dict.fromkeys(found))
