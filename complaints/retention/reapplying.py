"""Destroying again, after a restore of an older backup, what the register says was destroyed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database.disposals import Disposal, DisposalItem, ItemState, ListState
from complaints.database.models import Ticket
from complaints.keys import Keys
from complaints.retention.carrying_out import (
    Archive,
    destroy,
    end_lists,
    forget_traces,
    tidy,
)
from complaints.retention.register import Entry, read_register


def reapply(archive: Archive, now: datetime) -> int:
    """Destroy what the register names and the database holds again; give how many items.

    Lists that the backup did not know yet are written down anew. It may be repeated.
    """
    done = 0
    for entry in read_register(archive.register):
        with archive.database.writing() as session:
            done += _reapply_one(session, entry, archive.keys, now)
    tidy(archive)
    end_lists(archive.database)
    forget_traces(archive.database)
    return done


def _reapply_one(session: Session, entry: Entry, keys: Keys, now: datetime) -> bool:
    # Of two runs at once the second waits, and finds it done.
    ticket = session.get(Ticket, entry.ticket, with_for_update=True)
    if ticket is None:
        return False
    item = _item(session, entry, ticket)
    if item.state == ItemState.DONE:
        return False
    item.state, item.open_key = ItemState.DONE, None
    item.ended_on = date.fromisoformat(entry.done_on)
    destroy(session, item, keys, now)
    return True


def _item(session: Session, entry: Entry, ticket: Ticket) -> DisposalItem:
    """Find an item, or write it down anew as the register has it."""
    disposal = session.get(Disposal, entry.disposal) or _list(entry, ticket)
    # The backup may know the list from before it was confirmed.
    disposal.first_by, disposal.first_at = entry.first_by or None, _moment(entry.first_at)
    disposal.second_by, disposal.second_at = entry.second_by or None, _moment(entry.second_at)
    asked = select(DisposalItem).where(
        DisposalItem.disposal_id == entry.disposal,
        DisposalItem.ticket_id == entry.ticket,
        DisposalItem.what == entry.what,
    )
    if found := session.scalar(asked):
        return found
    made = DisposalItem(
        ticket=ticket,
        what=entry.what,
        rule=entry.rule,
        term=entry.term,
        basis=entry.basis,
        source=entry.source,
        closed_on=date.fromisoformat(entry.closed_on),
        last_day=date.fromisoformat(entry.last_day),
        disposal=disposal,
    )
    session.add(made)
    session.flush()
    return made


def _list(entry: Entry, ticket: Ticket) -> Disposal:
    return Disposal(
        id=entry.disposal,
        unit=ticket.lead_unit,
        unit_name=ticket.lead_name,
        sealed=ticket.sealed,
        state=ListState.CONFIRMED,
        proposed_on=date.fromisoformat(entry.proposed_on),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
