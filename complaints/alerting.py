"""What a timer tells about a running leg: soon due (黄色提醒), overdue (催办), long overdue (督办).

Each is told once for each due day that a leg has had, on the day on which it became true, whenever
the timer runs. Windows of the citizen are nobody's deadline and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.acting import THE_PROGRAM, Circumstances
from complaints.clock import NEAR, local_day
from complaints.database import Database
from complaints.database.models import Alert, Assignment, Leg, Ticket
from complaints.events import By, record
from complaints.keys import Keys
from complaints.lapsing import WINDOWS
from complaints.legs import working_days
from complaints.pausing import is_paused
from complaints.routing.route import city_lead
from complaints.supervising import set_level, tell
from complaints.workflow import Leg as LegName
from complaints.workflow import Level, Role
from content import Catalog
from content.working_days import Kind, WorkingDays

LONG = 5
"""So many working days after its due day a leg is 督办."""
ONE = timedelta(days=1)


class Stage(StrEnum):
    """How late a leg is, in the words of events and alerts."""

    NEAR = "due_soon"
    OVERDUE = "overdue"
    LONG = "long_overdue"


REASONS = {
    Stage.OVERDUE: (Level.URGED, "“{leg}”时限 {due} 到期，没有办完"),
    Stage.LONG: (Level.SUPERVISED, f"“{{leg}}”时限 {{due}} 到期，超过 {LONG} 个工作日没有办完"),
}


@dataclass(frozen=True)
class Notice:
    """What is to be told of a leg, and the day since when it is true."""

    leg: Leg
    due: date
    stage: Stage
    since: date


def alert(database: Database, keys: Keys, catalog: Catalog, now: datetime) -> dict[Stage, int]:
    """Tell what became true of running legs by `now` (UTC) and was not told; give how many.

    Sealed tickets are told of and not counted: who reads a log may not learn of them.
    Each ticket in a transaction of its own. Where another run is quicker, its telling counts.
    """
    at = Circumstances(keys, catalog, now)
    with database.reading() as session:
        waiting = [notice.leg.ticket_id for notice in _notices(session, at)]
    told = dict.fromkeys(Stage, 0)
    for id_ in dict.fromkeys(waiting):
        with suppress(IntegrityError):
            for stage in _alert_one(database, id_, at):
                told[stage] += 1
    return told


def _alert_one(database: Database, id_: str, at: Circumstances) -> list[Stage]:
    with database.writing() as session:
        session.get_one(Ticket, id_, with_for_update=True)
        found = sorted(_notices(session, at, id_), key=lambda one: (one.since, one.leg.id))
        for notice in found:
            _tell(session, notice, at)
        return [notice.stage for notice in found if not notice.leg.ticket.sealed]


def _notices(session: Session, at: Circumstances, ticket: str | None = None) -> Iterator[Notice]:
    """Give what is true of running legs and not told yet, one by one."""
    days, today = working_days(at.catalog), local_day(at.now)
    late = _late(_soon(days, today), ticket)
    told = {
        (one.leg_id, one.kind, one.due_on)
        for one in session.scalars(select(Alert).join(Leg, Leg.id == Alert.leg_id).where(late))
    }
    for leg in session.scalars(select(Leg).where(late)).all():
        if leg.due_on is None:
            continue
        for stage, since in _stages(leg, leg.due_on, today, days):
            if (leg.id, stage, leg.due_on) not in told:
                yield Notice(leg, leg.due_on, stage, since)


def _late(soon: date, ticket: str | None) -> ColumnElement[bool]:
    """Ask for running legs of the office that are due by then, of all tickets or of one."""
    of = true() if ticket is None else Leg.ticket_id == ticket
    return and_(Leg.ended_on.is_(None), Leg.leg.not_in(WINDOWS), Leg.due_on <= soon, of)


def _stages(leg: Leg, due: date, today: date, days: WorkingDays) -> Iterator[tuple[Stage, date]]:
    """Give what is true of a leg today, and since when.

    Who waits for the citizen cannot hurry, and who is late is not warned any more.
    """
    if today <= due:
        if not is_paused(leg.ticket):
            yield Stage.NEAR, max(_first_near(due, days), leg.day_zero)
        return
    yield Stage.OVERDUE, due + ONE
    long = days.add(due, LONG).day
    if long and long <= today:
        yield Stage.LONG, long


def _first_near(due: date, days: WorkingDays) -> date:
    """Give the first day on which no more than two working days are left."""
    day = due
    while (left := days.between(day - ONE, due)) is not None and left <= NEAR:
        day -= ONE
    return day


def _soon(days: WorkingDays, today: date) -> date:
    """Give the last day that is near; beyond the known calendar nothing is guessed."""
    known = [step.day for step in days.add(today, NEAR).steps if step.kind is not Kind.UNKNOWN]
    return max(known, default=today)


def _tell(session: Session, notice: Notice, at: Circumstances) -> None:
    """Write down that it is told, the event, its messages, and the level that follows."""
    leg, ticket = notice.leg, notice.leg.ticket
    session.add(Alert(leg_id=leg.id, kind=notice.stage, due_on=notice.due))
    part = session.get(Assignment, leg.assignment_id) if leg.assignment_id else None
    values = {"leg": leg.leg, "due_on": str(notice.due)}
    by = By(Role.CLOCK, part=leg.assignment_id)
    event = record(ticket, notice.stage, by, at.now, on=notice.since, values=values, keys=at.keys)
    tell(event, _hearers(leg, ticket, part, notice.stage, at), THE_PROGRAM, at)
    if notice.stage in REASONS:
        level, reason = REASONS[notice.stage]
        said = reason.format(leg=leg.leg, due=notice.due)
        set_level(ticket, level, said, THE_PROGRAM, at, part, on=notice.since)


def _hearers(
    leg: Leg, ticket: Ticket, part: Assignment | None, stage: Stage, at: Circumstances
) -> Iterator[str]:
    """Name who must keep the leg; from overdue on the lead too, from long overdue the city."""
    city = ticket.lead_unit if ticket.sealed else city_lead(at.catalog).id
    responsible = city if leg.leg == LegName.REVIEW else ticket.lead_unit
    yield part.unit if part and not ticket.sealed else responsible
    if stage is not Stage.NEAR:
        yield ticket.lead_unit
    if stage is Stage.LONG:
        yield city
