"""Listed supervision (挂牌督办) on its way to the site: a row while it runs, nothing afterwards.

A row says institution, matter, unit, what is demanded and until when. Its key is random; of a
sealed ticket there is none.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError

from complaints.acting import Circumstances
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.holding import parts_of_round
from complaints.keys import Keys
from complaints.routing.route import city_lead
from complaints.supervising import LISTING, OPEN, RAISED, end_supervision
from complaints.workflow import AssignmentState, Level, Part
from content import Catalog
from content.tables import ListedSupervision
from content.writing import write_table

ONE = timedelta(days=1)
OVER = "挂牌督办到期"
LISTED = and_(Ticket.supervision == Level.LISTED, Ticket.sealed.is_(False))


def end_listings(database: Database, keys: Keys, catalog: Catalog, now: datetime) -> int:
    """End what was listed until a day before today; give how many. What is open stays 督办."""
    at = Circumstances(keys, catalog, now)
    with database.reading() as session:
        listed = session.scalars(select(Ticket.id).where(LISTED)).all()
    ended = 0
    for id_ in listed:
        with suppress(IntegrityError):
            ended += _end_one(database, id_, at)
    return ended


def _end_one(database: Database, id_: str, at: Circumstances) -> bool:
    with database.writing() as session:
        ticket = session.get_one(Ticket, id_, with_for_update=True)
        listing = _listing(ticket)
        if ticket.supervision != Level.LISTED or listing is None:
            return False
        last = _last_day(values_of(listing, at.keys))
        if last is None or local_day(at.now) <= last:
            return False
        remains = Level.SUPERVISED if ticket.state in OPEN else Level.NONE
        end_supervision(ticket, OVER, at, on=last + ONE, remains=remains)
        return True


def export_listings(database: Database, keys: Keys, catalog: Catalog, folder: Path) -> bool:
    """Write what is listed into a content folder, whole; tell whether that changed it."""
    path = folder / ListedSupervision.file()
    with database.reading() as session:
        tickets = session.scalars(select(Ticket).where(LISTED)).all()
        found = (_row(ticket, keys, catalog) for ticket in tickets)
        rows = sorted((row for row in found if row), key=lambda row: (row.begins, row.id))
    if not rows and not path.exists():
        return False
    path.parent.mkdir(exist_ok=True)
    return write_table(path, ListedSupervision, rows)


def _row(ticket: Ticket, keys: Keys, catalog: Catalog) -> ListedSupervision | None:
    """Say what may be public; nothing where the words were lawfully erased."""
    listing = _listing(ticket)
    said = values_of(listing, keys) if listing else {}
    last = _last_day(said)
    if listing is None or last is None or ticket.matter is None or "demanded" not in said:
        return None
    return ListedSupervision(
        id=said[LISTING],
        institution=ticket.institution,
        matter=ticket.matter,
        unit=_responsible(ticket),
        demanded=said["demanded"],
        begins=listing.on,
        ends=last,
        as_of=listing.on,
        source_unit=city_lead(catalog).id,
    )


def _listing(ticket: Ticket) -> Event | None:
    """Give the event with which the ticket was listed last."""
    return next(
        (
            event
            for event in reversed(ticket.events)
            if event.name == RAISED and LISTING in event.fields
        ),
        None,
    )


def _last_day(said: dict[str, str]) -> date | None:
    return date.fromisoformat(said["ends"]) if "ends" in said else None


def _responsible(ticket: Ticket) -> str:
    """Name the 主办 unit, or the lead while there is none."""
    held = (part for part in parts_of_round(ticket) if part.state != AssignmentState.WAIVED)
    return next((part.unit for part in held if part.role == Part.HANDLING), ticket.lead_unit)
