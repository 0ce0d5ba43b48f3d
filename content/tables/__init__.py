"""The tables of a content folder, each a typed row with the meaning of its columns."""

from content.tables.base import Lasting, Missing, Record, Row
from content.tables.channel import DayRoot
from content.tables.deadlines import Deadline
from content.tables.government import CalendarDay, Department, Matter, Policy, Unit
from content.tables.institutions import Capacity, CareLevel, Contact, Institution, Room
from content.tables.money import Fee
from content.tables.places import GivenId, Operator, Place
from content.tables.quality import BlacklistEntry, Grade, Penalty
from content.tables.remedies import Remedy

TABLES: tuple[type[Row], ...] = (
    GivenId,
    Place,
    Operator,
    Institution,
    Capacity,
    Room,
    CareLevel,
    Fee,
    Grade,
    Penalty,
    BlacklistEntry,
    Contact,
    Department,
    Unit,
    Matter,
    Deadline,
    Remedy,
    Policy,
    DayRoot,
)
"""In the order in which a reader of the data meets them; the calendar has a file a year."""

__all__ = [
    "TABLES",
    "BlacklistEntry",
    "CalendarDay",
    "Capacity",
    "CareLevel",
    "Contact",
    "DayRoot",
    "Deadline",
    "Department",
    "Fee",
    "GivenId",
    "Grade",
    "Institution",
    "Lasting",
    "Matter",
    "Missing",
    "Operator",
    "Penalty",
    "Place",
    "Policy",
    "Record",
    "Remedy",
    "Room",
    "Row",
    "Unit",
]
