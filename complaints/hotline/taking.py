"""Taking the hotline's orders in: each row a ticket, the same number never twice.

Ticket and number stand or fall in one transaction a row, so a run that was killed is simply run
again. What cannot be taken is kept aside beside the list, for its owner alone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.acting import THE_PROGRAM, Circumstances
from complaints.clock import local_day
from complaints.database import Database
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Ticket
from complaints.filing import Registration, register
from complaints.hotline.listed import read_orders, rounded_rows
from complaints.hotline.mapping import HotlineMapping
from complaints.hotline.orders import Order, Orders, RefusedRowError
from complaints.hotline.private import write_private
from complaints.sealing import story_of
from content.faults import ContentError
from content.importing.run import Progress
from content.importing.source import Line, Listed

CHANNEL = "12345"
IMPORT = "import"
DIFFERS = "这个编号已经转入，但诉求内容不同；请核对后在办件平台办理"
ROUNDED = "编号太长，已被表格软件改动；请把这一列设为文本格式，重新导出"
HEADER = ("行", "列", "原因")


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: where, in which column of the hotline, why."""

    row: int
    column: str
    reason: str


@dataclass
class Tally:
    """One run: `rows` = `taken` + `known` + refused; `known` had been taken before.

    `doubts` are rows that were taken and that somebody should look at, by what is doubtful.
    """

    rows: int
    taken: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    doubts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class Entered(Enum):
    """What became of an order."""

    TAKEN = auto()
    KNOWN = auto()
    DIFFERS = auto()


@dataclass(frozen=True)
class Desk:
    """Where orders are taken in: `at` gives keys, city and the moment, anew for each row."""

    database: Database
    at: Callable[[], Circumstances]


def take_over(
    source: Path, plan: HotlineMapping, desk: Desk, progress: Progress | None = None
) -> Tally:
    """Take a list of orders in; rows that cannot be taken are written beside it.

    Raises ContentError, NoLeadError and NumbersExhaustedError; what was taken before stays.
    """
    if not os.access(source.parent, os.W_OK):
        raise ContentError(f"{source.parent} 不能写入；退回的行要写在名单旁边")
    listed = read_orders(source, plan)
    reader, tally = Orders(plan, desk.at().catalog), Tally(listed.count)
    rounded = rounded_rows(source, plan)
    for done, line in enumerate(listed.lines, start=1):
        try:
            _take(line, reader, desk, tally, is_rounded=line.number in rounded)
        except RefusedRowError as refusal:
            tally.refused.append(Refused(line.number, refusal.column, refusal.reason))
        if progress:
            progress(done, listed.count)
    _keep_aside(rejected_file(source), listed, tally)
    return tally


def rejected_file(source: Path) -> Path:
    """Name the file of the rows that were not taken."""
    return source.with_name(f"{source.name}.rejected.csv")


def enter(database: Database, order: Order, at: Circumstances) -> Entered:
    """Make the ticket of an order, unless its number was taken before, by whomever."""
    try:
        with database.writing() as session:
            if (found := _ticket(session, order.number)) is None:
                _register(session, order, at)
                return Entered.TAKEN
            return _compared(found, order, at)
    except IntegrityError:
        # Another run took the same number between the look and the entry.
        with database.reading() as session:
            if (found := _ticket(session, order.number)) is None:
                raise
            return _compared(found, order, at)


def _take(line: Line, reader: Orders, desk: Desk, tally: Tally, *, is_rounded: bool) -> None:
    """Take one row. Raises RefusedRowError."""
    at = desk.at()
    if line.problem:
        raise RefusedRowError("", line.problem)
    if is_rounded:
        raise reader.refused("number", ROUNDED)
    order = reader.read(line.cells, at.now)
    entered = enter(desk.database, order, at)
    if entered is Entered.DIFFERS:
        raise reader.refused("story", DIFFERS)
    if entered is Entered.KNOWN:
        tally.known += 1
        return
    tally.taken += 1
    for doubt in order.doubts:
        tally.doubts[doubt].append(line.number)


def _ticket(session: Session, number: str) -> Ticket | None:
    asked = select(Ticket).join(HotlineOrder, HotlineOrder.ticket_id == Ticket.id)
    return session.scalar(asked.where(HotlineOrder.hotline_number == number))


def _register(session: Session, order: Order, at: Circumstances) -> None:
    how = Registration(THE_PROGRAM, IMPORT, channel=CHANNEL, received=order.received)
    ticket = register(session, order.paper, at, how)
    session.add(
        HotlineOrder(
            hotline_number=order.number,
            ticket_id=ticket.id,
            imported_on=local_day(at.now),
            due_on=order.due,
        )
    )


def _compared(ticket: Ticket, order: Order, at: Circumstances) -> Entered:
    """Tell whether the order says what it said; a story that was lawfully erased is not missed."""
    kept = story_of(ticket, at.keys)
    return Entered.KNOWN if kept in ("", order.paper.story) else Entered.DIFFERS


def _keep_aside(path: Path, listed: Listed, tally: Tally) -> None:
    """Write the refused rows whole; without any, an old file would mislead."""
    if tally.refused:
        write_private(path, _refused_lines(listed, tally))
    else:
        path.unlink(missing_ok=True)


def _refused_lines(listed: Listed, tally: Tally) -> Iterator[list[str]]:
    why = {one.row: one for one in tally.refused}
    kept = [name for name in listed.header if name not in HEADER]
    yield [*HEADER, *kept]
    for line in listed.lines:
        if one := why.get(line.number):
            yield [str(one.row), one.column, one.reason, *(line.cells[name] for name in kept)]
