"""Closed tickets on a shelf, and the people who decide what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import THE_CITIZEN, Actor
from complaints.auditing import Audit, verify
from complaints.clock import local_day
from complaints.database.disposals import Disposal, DisposalItem
from complaints.database.models import Ticket
from complaints.intake.uploads import make_safe
from complaints.retention import Archive, CarriedOut, carry_out, propose
from complaints.retention.deciding import confirm, items_of, readable, strike
from tests.complaints.administration.helpers import picture
from tests.complaints.house import CHIEF, INSPECTOR, LEAD, REFUSAL, SUPERVISOR, House

LAST_OF_CONTACT = datetime(2027, 11, 20, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai.
CONTACT_DUE = datetime(2027, 11, 20, 16, 0, tzinfo=UTC)
ALL_DUE = datetime(2037, 1, 5, 4, 0, tzinfo=UTC)
DISCIPLINE = "shili-jw"
PHONE, STORY = "0000-5559999", "押金一直不退，催了也没有人理。"


@dataclass
class Shelf:
    """The house, and its archive."""

    house: House
    archive: Archive

    def close(self, *, files: int = 0, **changes: Any) -> str:
        """File a paper, answer and close it on 2026-11-20; give its number."""
        house = self.house
        house.file(**{"story": STORY, **changes})
        if files:
            self.attach(files)
        if changes.get("sealed"):
            house.do(CHIEF, "reject", **REFUSAL)
        else:
            house.assign()
            house.answer()
            house.do(THE_CITIZEN, "agree_to_close")
        return house.number

    def attach(self, files: int) -> None:
        """Add pictures to the ticket."""
        with self.house.database.writing() as session:
            ticket = session.scalars(select(Ticket).where(Ticket.number == self.house.number)).one()
            bodies = [make_safe(picture(shade)) for shade in range(files)]
            self.archive.attachments.add_later(session, ticket, bodies)

    def propose(self, now: datetime = ALL_DUE) -> int:
        """Make lists."""
        return propose(self.house.database, self.house.catalog, local_day(now))

    def listed(self) -> list[tuple[str, str]]:
        """Give all items of all lists: the number of the ticket, and what."""
        with self.house.database.reading() as session:
            found = session.scalars(select(DisposalItem)).all()
            return sorted((item.ticket.number, item.what) for item in found)

    def seen_by(self, actor: Actor) -> list[str]:
        """Give what an officer sees on all lists that he may read."""
        with self.house.database.reading() as session:
            return [
                item.what
                for disposal in self._lists(session, actor)
                for item in items_of(session, disposal, actor, DISCIPLINE)
            ]

    def confirm(self, actor: Actor, now: datetime = ALL_DUE) -> None:
        """Confirm every list that an officer may read. Raises DecisionError."""
        with self.house.database.writing() as session:
            for disposal in self._lists(session, actor):
                items = items_of(session, disposal, actor, DISCIPLINE)
                confirm(session, disposal, items, actor, now)

    def strike(self, actor: Actor, what: str, until: date, now: datetime = ALL_DUE) -> None:
        """Keep longer what is on a list. Raises DecisionError."""
        with self.house.database.writing() as session:
            for disposal in self._lists(session, actor):
                for item in items_of(session, disposal, actor, DISCIPLINE):
                    if item.what == what:
                        strike(item, actor, "正在诉讼", until, local_day(now))

    def confirm_twice(self) -> None:
        """Let all that is proposed be confirmed as it must be."""
        for first, second in ((LEAD, SUPERVISOR), (CHIEF, INSPECTOR)):
            self.confirm(first)
            self.confirm(second)

    def carry_out(self, now: datetime = ALL_DUE) -> CarriedOut:
        """Destroy what is confirmed."""
        return carry_out(self.archive, now)

    def dispose(self) -> CarriedOut:
        """Go the whole way."""
        self.propose()
        self.confirm_twice()
        return self.carry_out()

    def states(self) -> list[str]:
        """Give the states of the lists."""
        with self.house.database.reading() as session:
            return sorted(session.scalars(select(Disposal.state)))

    def audit(self) -> Audit:
        """Audit everything."""
        with self.house.database.reading() as session:
            return verify(session, self.house.keys)

    @staticmethod
    def _lists(session: Session, actor: Actor) -> list[Disposal]:
        asked = select(Disposal).where(readable(actor, DISCIPLINE))
        return list(session.scalars(asked))
