"""Where a ticket stands, as its citizen sees it: never an officer, a draft, or another's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from complaints.acting import Circumstances
from complaints.database.models import Link, Ticket
from complaints.events import values_of
from complaints.filing import TOGETHER
from complaints.holding import parts_of_round
from complaints.intake.due import Due, next_due
from complaints.intake.history import Entry, history
from complaints.intake.line import Step, line_of
from complaints.intake.offer import Offer, offer_of
from complaints.intake.permitted import open_tasks, urged_lately
from complaints.intake.tasks import Task
from complaints.keys import Keys
from complaints.letters import ERASED, Answer, Notice, letters_of
from complaints.pausing import is_paused, last_day, open_request
from complaints.sealing import is_erased
from complaints.steps import SPLIT_OFF
from complaints.workflow import (
    AssignmentState,
    Part,
    PublicWord,
    TicketState,
    where_it_stands,
)


@dataclass(frozen=True)
class Linked:
    """Another ticket of the same paper: the citizen's own, or what was split off from it."""

    number: str
    kind: str
    word: str
    own: bool


@dataclass(frozen=True)
class Asked:
    """What the citizen is asked to add, why, and until when (None: 待定)."""

    lacking: str
    reason: str
    on: date
    until: date | None


@dataclass(frozen=True)
class Progress:
    """All that the tracking page shows."""

    number: str
    kind: str
    stands: PublicWord
    sealed: bool
    erased: bool
    code_seen: bool
    lead: str
    handler: str
    why: str
    received_on: date
    place: int
    line: list[Step]
    due: Due | None
    asked: Asked | None
    offer: Offer | None
    letters: list[Answer | Notice]
    history: list[Entry]
    tasks: list[Task]
    urged_lately: bool
    linked: list[Linked]
    files: list[str]


def progress_of(session: Session, ticket: Ticket, files: list[str], at: Circumstances) -> Progress:
    """Tell where a ticket stands; `files` are the names of those that came with it."""
    due = next_due(ticket, at)
    return Progress(
        number=ticket.number,
        kind=ticket.kind,
        stands=_stands(ticket),
        sealed=ticket.sealed,
        erased=is_erased(ticket),
        code_seen=ticket.code_seen,
        lead=ticket.lead_name,
        handler=_handler(ticket),
        why=ticket.routed_by,
        received_on=ticket.received_on,
        place=len(ticket.events),
        line=line_of(ticket, due),
        due=due,
        asked=_asked(ticket, at.keys),
        offer=offer_of(ticket, at.keys),
        letters=letters_of(ticket, at.keys, at.catalog),
        history=history(ticket, at.keys),
        tasks=open_tasks(ticket, at),
        urged_lately=urged_lately(ticket, at),
        linked=list(_linked(session, ticket)),
        files=files,
    )


def _stands(ticket: Ticket) -> PublicWord:
    parts = [AssignmentState(part.state) for part in parts_of_round(ticket)]
    return where_it_stands(
        TicketState(ticket.state), parts, paused=is_paused(ticket), sealed=ticket.sealed
    )


def _asked(ticket: Ticket, keys: Keys) -> Asked | None:
    request = open_request(ticket)
    if request is None:
        return None
    values = values_of(request, keys)
    lacking, reason = values.get("lacking", ERASED), values.get("reason", ERASED)
    return Asked(lacking, reason, request.on, last_day(ticket, request))


def _handler(ticket: Ticket) -> str:
    """Name the unit that handles; of a sealed ticket there is but one, which is named already."""
    held = [part for part in parts_of_round(ticket) if part.state != AssignmentState.WAIVED]
    names = (part.unit_name for part in held if part.role == Part.HANDLING and not ticket.sealed)
    return next(names, "")


def own_others(session: Session, ticket: Ticket) -> list[Ticket]:
    """Give the tickets that one and the same paper became beside this one."""
    return [
        session.get_one(Ticket, link.other_id if link.ticket_id == ticket.id else link.ticket_id)
        for link in _links(session, ticket)
        if link.why == TOGETHER
    ]


def _links(session: Session, ticket: Ticket) -> Iterable[Link]:
    return session.scalars(
        select(Link).where(or_(Link.ticket_id == ticket.id, Link.other_id == ticket.id))
    )


def _linked(session: Session, ticket: Ticket) -> Iterator[Linked]:
    """Give the other half of one's own paper, and what was split off; never its sealed origin."""
    for other in own_others(session, ticket):
        yield Linked(other.number, other.kind, _stands(other).word, own=True)
    for link in _links(session, ticket):
        if link.why == SPLIT_OFF and link.ticket_id == ticket.id:
            other = session.get_one(Ticket, link.other_id)
            yield Linked(other.number, other.kind, _stands(other).word, own=False)
