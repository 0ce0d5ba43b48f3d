"""Giving results back to the hotline: a file of its own columns, and the note that it was told.

The file says how things stand, so the same standing gives the same file. That an answer was told
is an event of its ticket, once an answer.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from complaints.acting import Circumstances
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Ticket
from complaints.events import THE_CLOCK, record
from complaints.hotline.mapping import HotlineMapping
from complaints.hotline.private import write_private
from complaints.hotline.results import Result, result_of
from complaints.hotline.taking import CHANNEL
from content.faults import ContentError

WRITTEN_BACK = "written_back"


@dataclass(frozen=True)
class WrittenBack:
    """How many rows the file has, and how many answers are told for the first time."""

    rows: int
    first_told: int


def write_back(
    database: Database, plan: HotlineMapping, at: Circumstances, target: Path, since: date | None
) -> WrittenBack:
    """Write the results of the hotline's orders, those alone that changed since a day.

    Raises ContentError. The events come after the file: whoever is killed in between writes the
    same file again.
    """
    if not plan.results:
        raise ContentError("对照表没有 [results]，不知道热线要哪些列")
    found = _results(database, at, since)
    rows = [_row(plan, one) for one in found.values()]
    write_private(target, [list(plan.results.values()), *rows])
    told = sum(_note(database, id_, one, at) for id_, one in found.items() if one.letter)
    return WrittenBack(len(rows), told)


def _results(database: Database, at: Circumstances, since: date | None) -> dict[str, Result]:
    """Give what is to be told of each order, in the order of the hotline's numbers."""
    asked = select(HotlineOrder, Ticket).join(Ticket, Ticket.id == HotlineOrder.ticket_id)
    with database.reading() as session:
        found = {order.id: result_of(ticket, order, at) for order, ticket in session.execute(asked)}
    kept = {id_: one for id_, one in found.items() if since is None or one.changed_on >= since}
    return dict(sorted(kept.items(), key=lambda item: item[1].cells["number"]))


def _row(plan: HotlineMapping, result: Result) -> list[str]:
    words = {**result.cells, "state": plan.states.get(result.cells["state"], result.cells["state"])}
    return [words[name] for name in plan.results]


def _note(database: Database, id_: str, result: Result, at: Circumstances) -> bool:
    """Record that an answer was told, if it was not yet; tell whether it was recorded."""
    # An officer who acts in the same moment comes first; the next file records it.
    with suppress(IntegrityError), database.writing() as session:
        order = session.get_one(HotlineOrder, id_)
        if order.told_seq == result.letter:
            return False
        ticket = session.get_one(Ticket, order.ticket_id)
        values = {"channel": CHANNEL}
        record(ticket, WRITTEN_BACK, THE_CLOCK, at.now, values=values, keys=at.keys)
        order.told_seq, order.told_on = result.letter, local_day(at.now)
        return True
    return False
