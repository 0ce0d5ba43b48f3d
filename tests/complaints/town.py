"""A channel with its files and content folder that can be copied, and compared with its copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.auditing import Audit, verify
from complaints.database import Database
from complaints.database.models import DayRoot, Draft, Leg, Message, Ticket
from complaints.events import values_of
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import Typed, save_draft
from complaints.keys import Keys
from complaints.reminding import Upkeep, remind
from content import cut, read_folder
from tests.complaints.administration.helpers import picture
from tests.complaints.house import SUPERVISOR, House
from tests.complaints.postgres import empty_database
from tests.folders import SAMPLE
from tests.kills import Ready

DAY = date(2026, 11, 20)
EACH = 3
"""So many tickets stand at each point of their way."""


@dataclass(frozen=True)
class Town:
    """Where everything stands that `gongshi remind` looks after; a file database in `folder`."""

    url: str
    keys: Keys
    folder: Path

    @property
    def city(self) -> Path:
        """The content folder."""
        return self.folder / "city"

    @property
    def files(self) -> Attachments:
        """The files of tickets and drafts."""
        return Attachments(self.folder / "uploads", self.keys)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Give the database, and leave no line to it."""
        database = Database(self.url)
        try:
            yield database
        finally:
            database.engine.dispose()

    def copied(self, name: str) -> Town:
        """Give another that is the same in all; nobody may be at work in this one."""
        folder = self.folder.with_name(name)
        shutil.copytree(self.folder, folder)
        return replace(self, url=_copied(self.url, folder), folder=folder)

    def remind(self, ready: Ready, now: datetime) -> None:
        """Do what the timer does."""
        catalog = cut(read_folder(SAMPLE), DAY)
        with self.opened() as database:
            ready()
            remind(Upkeep(database, self.keys, self.files, catalog, self.city), now)

    def audit(self) -> Audit:
        """Look at everything."""
        with self.opened() as database, database.reading() as session:
            return verify(session, self.keys, self.city)

    def state(self, numbers: list[str]) -> dict[str, Any]:
        """Say all that the timer may change of these tickets and beside them, but for the hour."""
        with self.opened() as database, database.reading() as session:
            found = _stored(session, self.keys, numbers)
        found["files"] = sorted(path.name for path in (self.folder / "uploads").iterdir())
        found["city"] = {path.name: path.read_bytes() for path in self.city.rglob("*.csv")}
        return found


def _stored(session: Session, keys: Keys, numbers: list[str]) -> dict[str, Any]:
    tickets = session.scalars(select(Ticket).where(Ticket.number.in_(numbers))).all()
    events = {event.id: event for ticket in tickets for event in ticket.events}
    names = {id_: (one.ticket.number, one.name, one.on) for id_, one in events.items()}
    told = session.scalars(select(Message)).all()
    legs = session.scalars(select(Leg).where(Leg.ticket_id.in_([one.id for one in tickets])))
    return {
        "tickets": sorted((one.number, one.state, one.supervision) for one in tickets),
        "events": sorted(
            (*names[id_], sorted(values_of(one, keys).items())) for id_, one in events.items()
        ),
        "told": sorted((*names[one.event_id], one.unit) for one in told if one.event_id in names),
        "legs": sorted((one.ticket_id, one.leg, f"{one.due_on} {one.ended_on}") for one in legs),
        "roots": [(one.day, one.root) for one in session.scalars(select(DayRoot))],
        "drafts": sorted(session.scalars(select(Draft.id))),
    }


def _copied(url: str, folder: Path) -> str:
    """Copy a database of a server; one in a file came with its folder."""
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'channel.sqlite3'}"
    server, _, name = url.rpartition("/")
    return empty_database(server, f"{name}_{folder.name}", name)


def fill(house: House, files: Attachments) -> None:
    """Let tickets stand where time alone does something, and leave drafts with files."""
    for sealed in (False,) * EACH + (True,):
        house.file(sealed=sealed)
    for ends in ("2026-12-04", "2026-12-18"):
        house.file()
        house.assign(cooperating="jia-xf")
        words = {"reason": "久拖不办", "demanded": "一次退还全部押金", "ends": ends}
        house.do(SUPERVISOR, "list_supervision", **words)
    for _ in range(EACH):
        house.file()
        house.assign()
        house.answer()
    for letter in "abc":
        with house.database.writing() as session:
            save_draft(session, house.keys, Typed(letter * 32), house.clock.now)
            session.flush()
            files.add(session, letter * 32, [picture()])
