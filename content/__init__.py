"""What is disclosed: records and their law, reading, checks, and the catalog of one day."""

from content.catalog import Catalog, cut, key_of
from content.checks import check
from content.city import City
from content.faults import ContentError, Fault
from content.folder import Folder, read_folder

__all__ = [
    "Catalog",
    "City",
    "ContentError",
    "Fault",
    "Folder",
    "check",
    "cut",
    "key_of",
    "read_folder",
]
