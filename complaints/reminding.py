"""What a timer runs: forget what is over, press for what is late, vouch for past days.

It may run at any hour and as often as one likes: nothing is done twice, and every event bears the
day on which it became true, whenever the timer happened to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from complaints.administration.machine_clock import check_clock
from complaints.alerting import Stage, alert
from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import forget_old_drafts
from complaints.intake.limits import forget_old_counts
from complaints.keys import Keys
from complaints.lapsing import lapse
from complaints.listing import end_listings, export_listings
from complaints.recalculating import recalculate
from complaints.roots import export_roots, make_roots
from content import Catalog


@dataclass(frozen=True)
class Upkeep:
    """What the timer looks after; day roots go to the content `folder`, if one is given."""

    database: Database
    keys: Keys
    attachments: Attachments
    catalog: Catalog
    folder: Path | None = None


@dataclass(frozen=True)
class Reminded:
    """What one run did: legs recalculated; steps taken by time alone; legs soon due, overdue, long.

    And listings come to their end, and days given their root. Sealed tickets are not counted: a
    log is read by others than the discipline unit.
    """

    recalculated: int
    lapsed: int
    near: int
    overdue: int
    supervised: int
    unlisted: int
    roots: int


def remind(upkeep: Upkeep, now: datetime) -> Reminded:
    """Do what is due by `now` (UTC). Raises RootsDifferError or ClockBackError, all else done."""
    recalculated = recalculate(upkeep.database, upkeep.keys, upkeep.catalog, now)
    lapsed = lapse(upkeep.database, upkeep.keys, upkeep.catalog, now)
    told = alert(upkeep.database, upkeep.keys, upkeep.catalog, now)
    unlisted = end_listings(upkeep.database, upkeep.keys, upkeep.catalog, now)
    _tidy(upkeep, now)
    roots = make_roots(upkeep.database, upkeep.keys, now)
    if upkeep.folder:
        export_listings(upkeep.database, upkeep.keys, upkeep.catalog, upkeep.folder)
        export_roots(upkeep.database, upkeep.folder)
    with upkeep.database.reading() as session:
        check_clock(session, now)
    late = (told[Stage.NEAR], told[Stage.OVERDUE], told[Stage.LONG])
    return Reminded(recalculated, lapsed, *late, unlisted, roots)


def _tidy(upkeep: Upkeep, now: datetime) -> None:
    """Forget what is over."""
    with upkeep.database.writing() as session:
        upkeep.attachments.forget_old(session, now)
        forget_old_drafts(session, now)
        forget_old_counts(session, now)
