"""Carrying out what two persons confirmed: one item a transaction, and each may be repeated.

Whatever ends a run, the next one goes on: what was erased is erased, bodies that were left are
removed, the register is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import exists, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.clock import local_day
from complaints.database import Database
from complaints.database.disposals import Disposal, DisposalItem, ItemState, ListState
from complaints.database.models import Ticket
from complaints.database.officers import Officer
from complaints.events import By, record
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.retention.erasing import DISPOSED, erase, holds
from complaints.retention.finding import is_at_rest
from complaints.retention.register import append_to_register, entry_of, make_up_register
from complaints.retention.terms import closed_on
from complaints.workflow import Role


@dataclass(frozen=True)
class Archive:
    """Where the papers are: the database, the keys, the bodies of files, the register."""

    database: Database
    keys: Keys
    attachments: Attachments
    register: Path


@dataclass(frozen=True)
class CarriedOut:
    """What one run did: items destroyed, and items that were no longer due; no sealed ones."""

    done: int
    lapsed: int


def carry_out(archive: Archive, now: datetime) -> CarriedOut:
    """Destroy what is confirmed. `now` is in UTC."""
    tidy(archive)
    with archive.database.reading() as session:
        confirmed = Disposal.state == ListState.CONFIRMED, DisposalItem.state == ItemState.LISTED
        is_sealed = or_(Disposal.sealed, Ticket.sealed)
        asked = select(DisposalItem.id, is_sealed).join(Disposal).join(DisposalItem.ticket)
        items = session.execute(asked.where(*confirmed)).all()
    ended = [(_carry_out_one(archive, id_, now), sealed) for id_, sealed in items]
    ends = [end for end, sealed in ended if not sealed]
    end_lists(archive.database)
    forget_traces(archive.database)
    return CarriedOut(ends.count(ItemState.DONE), ends.count(ItemState.LAPSED))


def _carry_out_one(archive: Archive, id_: str, now: datetime) -> ItemState | None:
    """Destroy one item, or let it lapse; None where somebody wrote to its ticket just now."""
    try:
        with archive.database.writing() as session:
            item = session.get_one(DisposalItem, id_, with_for_update=True)
            if item.state != ItemState.LISTED:
                return None
            end = ItemState.DONE if _is_due_still(session, item, now) else ItemState.LAPSED
            if end is ItemState.DONE:
                destroy(session, item, archive.keys, now)
            item.state, item.open_key, item.ended_on = end, None, local_day(now)
            line = entry_of(item)
            bodies = item.bodies
    except IntegrityError:
        return None
    if end is ItemState.DONE:
        append_to_register(archive.register, [line])
        _remove_bodies(archive, id_, bodies)
    return end


def _is_due_still(session: Session, item: DisposalItem, now: datetime) -> bool:
    """Tell whether a ticket stands as it stood when its list was made.

    The day too: a list may have been made while the machine's clock was wrong. What was disputed
    since, and came to rest anew, has a new term.
    """
    ticket, disposal, today = item.ticket, item.disposal, local_day(now)
    whose = (ticket.lead_unit, ticket.sealed) == (disposal.unit, disposal.sealed)
    is_over = item.last_day < today and closed_on(ticket) == item.closed_on
    at_rest = is_over and is_at_rest(session, ticket, today)
    return whose and at_rest and holds(session, ticket, item.what)


def destroy(session: Session, item: DisposalItem, keys: Keys, now: datetime) -> None:
    """Erase what an item names, and record it in the ticket's chain."""
    item.bodies = erase(session, item.ticket, item.what)
    disposal = item.disposal
    values = {
        "what": item.what,
        "rule": f"{item.rule}：办结后保管 {item.term}；依据：{item.basis}",
        "disposal": disposal.id,
        "first_by": _named(session, disposal.first_by),
        "second_by": _named(session, disposal.second_by),
    }
    record(item.ticket, DISPOSED, By(Role.CLOCK), now, values=values, keys=keys)


def _named(session: Session, officer: str | None) -> str:
    found = session.get(Officer, officer) if officer else None
    return found.name if found else officer or ""


def tidy(archive: Archive) -> None:
    """Make up what a killed run left: lines of the register, bodies that are still there."""
    with archive.database.reading() as session:
        done = session.scalars(select(DisposalItem).where(DisposalItem.state == ItemState.DONE))
        items = done.all()
        make_up_register(archive.register, map(entry_of, items))
    for item in items:
        _remove_bodies(archive, item.id, item.bodies)


def _remove_bodies(archive: Archive, id_: str, bodies: list[str]) -> None:
    """Remove bodies, whose keys are gone already, and note that nothing is left."""
    if bodies:
        archive.attachments.remove_bodies(bodies)
        with archive.database.writing() as session:
            session.get_one(DisposalItem, id_).bodies = []


def end_lists(database: Database) -> None:
    """End every list on which nothing waits any more."""
    with database.writing() as session:
        for disposal in _done_with(session):
            disposal.state = ListState.ENDED


def _done_with(session: Session) -> Iterator[Disposal]:
    waits = exists().where(
        DisposalItem.disposal_id == Disposal.id, DisposalItem.state == ItemState.LISTED
    )
    return iter(session.scalars(select(Disposal).where(Disposal.state != ListState.ENDED, ~waits)))


def forget_traces(database: Database) -> None:
    """Let no copy of what was erased stand in the log beside a SQLite file.

    The file itself is overwritten in place (secure_delete). PostgreSQL frees the place at its next
    vacuum.
    """
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
