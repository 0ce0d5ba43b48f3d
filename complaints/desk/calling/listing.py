"""The list of those to call back, the oldest answer first, and what was answered so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from complaints.acting import Actor
from complaints.calling import MISSED
from complaints.database.models import Event, Ticket
from complaints.desk.calling.condition import ANSWERED, answered_at, judgeable, to_call
from complaints.holding import INVOLVED, events_of_round
from complaints.keys import Keys
from complaints.legs import leg_of
from complaints.satisfaction import Counts, Source, count
from complaints.workflow import Leg as LegName

PER_PAGE = 50
SOLVED, PARTLY, NOT = "是", "部分解决", "否"
MOSTLY = "基本满意"


@dataclass(frozen=True)
class Row:
    """One ticket to call about; `own` where this officer had a hand in it and may not call."""

    ticket: Ticket
    answered_on: date
    until: date | None
    tries: int
    own: bool


@dataclass(frozen=True)
class Answered:
    """What came in by one way: how many answered each of two questions, and what."""

    source: Source
    asked_solved: int
    solved: Counter[str]
    asked_satisfied: int
    satisfied: Counter[str]


@dataclass(frozen=True)
class Calls:
    """A page of the list, how many there are in all, and what was answered within the window."""

    rows: list[Row]
    total: int
    number: int
    answered: list[Answered]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))


def calls_of(  # noqa: PLR0913, PLR0917 (who, where, when, which page)
    session: Session, actor: Actor, discipline: str, today: date, keys: Keys, number: int
) -> Calls:
    """Give a page of those to call back, the oldest answer first."""
    asked = to_call(actor, discipline, today)
    total = session.scalar(select(func.count()).select_from(Ticket).where(asked)) or 0
    found = session.scalars(
        select(Ticket)
        .where(asked)
        .options(selectinload(Ticket.legs))
        .order_by(answered_at(), Ticket.number)
        .limit(PER_PAGE)
        .offset(PER_PAGE * (number - 1))
    )
    rows = [_row(ticket, actor) for ticket in found]
    within = select(Ticket).where(judgeable(actor, discipline, today))
    whole = within.options(selectinload(Ticket.events).selectinload(Event.values))
    counts = count(session.scalars(whole), keys)
    return Calls(rows, total, number, [_answered(source, counts[source]) for source in Source])


def _row(ticket: Ticket, actor: Actor) -> Row:
    window = leg_of(ticket, LegName.JUDGEMENT) or leg_of(ticket, LegName.JUDGEMENT, ended=True)
    answers = [event.on for event in ticket.events if event.name == ANSWERED]
    return Row(
        ticket=ticket,
        answered_on=answers[-1],
        until=window.due_on if window else None,
        tries=sum(event.name == MISSED for event in events_of_round(ticket)),
        own=any(
            event.officer == actor.officer for event in ticket.events if event.name in INVOLVED
        ),
    )


def _answered(source: Source, counts: Counts) -> Answered:
    solved, satisfied = counts["solved"], counts["satisfied"]
    return Answered(source, solved.total(), solved, satisfied.total(), satisfied)
