"""Taking over a list that an office already keeps: CSV or XLSX in, content tables out."""

from content.importing.report import Report
from content.importing.run import import_list

__all__ = ["Report", "import_list"]
