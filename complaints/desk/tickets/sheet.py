"""One ticket as an officer sees it: what was said, who has it, the clock, what may be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import Actor, Circumstances
from complaints.clock import Light, explain, local_day
from complaints.database.models import Assignment, Event, Leg, Link, Ticket
from complaints.database.officers import Officer
from complaints.desk.tickets.queue import light_of
from complaints.events import values_of
from complaints.legs import due_of
from complaints.opinions import HANDED_IN, opinion_of
from complaints.routing.route import discipline_unit
from complaints.sealing import story_of
from complaints.steps import SEPARATOR, open_steps
from complaints.visibility import visible
from complaints.workflow import AssignmentState, TicketState, Transition, described, public_word
from content.tables import Matter, Unit

OTHER_EVENTS = {
    "read": "打开阅读",
    "overdue": "逾期",
    "contact_revealed": "查看联系方式",
    "file_opened": "下载附件",
    "code_renewed": "反映人换了查询码",
}
OTHER_FIELDS = {
    "leg": "时限环节",
    "due_on": "到期日",
    "file": "附件",
    "channel": "来源",
    "kind": "类别",
    "contacted": "是否联系",
    "solved": "是否解决",
    "satisfied": "是否满意",
    "by": "由谁评价",
    "text": "内容",
}
FORWARD = frozenset(
    {"accept", "assign", "publish", "uphold_objection", "accept_part", "draft", "submit", "approve"}
)
"""The steps that bring a ticket forward; a page shows them before all others."""
UNITS = frozenset({"unit", "new_unit", "suggested_unit", "cooperating"})
TOLD_ELSEWHERE = frozenset({"story", "unit_name", "why", "part"})


@dataclass(frozen=True)
class Clock:
    """A leg: whose, until when, how it stands, why that day."""

    leg: Leg
    whose: str
    light: Light | None
    explained: list[str]


@dataclass(frozen=True)
class Share:
    """One unit's part: how far it is, its opinion as far as it may be read, what may be done."""

    part: Assignment
    word: str
    opinion: dict[str, str]
    steps: list[Transition]


@dataclass(frozen=True)
class Entry:
    """One line of the history: when, what, on whose part, by whom, with which words."""

    event: Event
    words: str
    part: str
    unit: str
    officer: str
    values: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """All that an officer sees of one ticket."""

    ticket: Ticket
    word: str
    story: str
    source: str
    clocks: list[Clock]
    shares: list[Share]
    history: list[Entry]
    links: list[tuple[str, Ticket]]
    steps: list[Transition]


def sheet_of(session: Session, ticket: Ticket, actor: Actor, at: Circumstances) -> Sheet:
    """Put together what an officer sees; `actor` may see the ticket."""
    parts = [part for part in ticket.assignments if part.round == ticket.round]
    states = [AssignmentState(part.state) for part in parts]
    matter = at.catalog.get(Matter, ticket.matter) if ticket.matter else None
    return Sheet(
        ticket=ticket,
        word=public_word(TicketState(ticket.state), states, paused=False, sealed=ticket.sealed),
        story=story_of(ticket, at.keys),
        source=matter.source if matter else "",
        clocks=[_clock(leg, ticket, at) for leg in sorted(ticket.legs, key=_begun)],
        shares=[_share(ticket, part, actor, at) for part in parts],
        history=list(_history(session, ticket, at)),
        links=list(_links(session, ticket, actor, at)),
        steps=_by_weight(open_steps(ticket, actor, at)),
    )


def _by_weight(steps: list[Transition]) -> list[Transition]:
    """Put the step that brings the ticket forward first."""
    return sorted(steps, key=lambda step: step.action not in FORWARD)


def _begun(leg: Leg) -> tuple[int, date, str]:
    return leg.round, leg.day_zero, leg.leg


def _clock(leg: Leg, ticket: Ticket, at: Circumstances) -> Clock:
    today = local_day(at.now)
    part = next((one for one in ticket.assignments if one.id == leg.assignment_id), None)
    running = leg.ended_on is None
    return Clock(
        leg=leg,
        whose=part.unit_name if part else ticket.lead_name,
        light=light_of(leg, at.catalog, today) if running else None,
        explained=explain(due_of(leg, ticket, at.catalog), leg),
    )


def _share(ticket: Ticket, part: Assignment, actor: Actor, at: Circumstances) -> Share:
    """Show an opinion to its own unit at once, to the others once it was handed in."""
    may_read = part.unit == actor.unit or part.state in HANDED_IN
    return Share(
        part=part,
        word=AssignmentState(part.state).label,
        opinion=opinion_of(ticket, part, at.keys) if may_read else {},
        steps=_by_weight(open_steps(ticket, actor, at, part)),
    )


def _history(session: Session, ticket: Ticket, at: Circumstances) -> Iterator[Entry]:
    ids = {event.officer for event in ticket.events if event.officer}
    found = session.scalars(select(Officer).where(Officer.id.in_(ids)))
    names = {officer.id: officer.name for officer in found}
    parts = {part.id: part.unit_name for part in ticket.assignments}
    for event in ticket.events:
        step = described(event.name, sealed=ticket.sealed) or described(
            event.name, sealed=not ticket.sealed
        )
        unit = at.catalog.get(Unit, event.unit) if event.unit else None
        yield Entry(
            event=event,
            words=step.label if step else OTHER_EVENTS.get(event.name, event.name),
            part=parts.get(event.assignment_id or "", ""),
            unit=unit.short_name if unit else "",
            officer=names.get(event.officer or "", ""),
            values=_values(event, step, at),
        )


def _values(event: Event, step: Transition | None, at: Circumstances) -> dict[str, str]:
    """Give what an event says beyond the ticket itself; opinions stand with their part."""
    if step and step.action in ("draft", "submit"):
        return {}
    values = values_of(event, at.keys)
    return {
        field: _in_words(field, value, at)
        for field, value in values.items()
        if value and field not in TOLD_ELSEWHERE and not (field == "unit" and event.assignment_id)
    }


def _in_words(field: str, value: str, at: Circumstances) -> str:
    """Name units and matters; events keep their codes."""
    if field == "matter" and at.catalog.has(Matter, value):
        return f"{value} {at.catalog.get(Matter, value).name}"
    if field in UNITS:
        ids = value.split(SEPARATOR)
        return "、".join(
            at.catalog.get(Unit, id_).short_name if at.catalog.has(Unit, id_) else id_
            for id_ in ids
        )
    return value


def _links(
    session: Session, ticket: Ticket, actor: Actor, at: Circumstances
) -> Iterator[tuple[str, Ticket]]:
    """Give linked tickets, of those that this officer may see."""
    mine = visible(actor, discipline_unit(at.catalog).id)
    there = (Link.ticket_id == ticket.id, Link.other_id == Ticket.id)
    back = (Link.other_id == ticket.id, Link.ticket_id == Ticket.id)
    for here, other in (there, back):
        found = session.execute(select(Link.why, Ticket).where(here, other, mine))
        yield from ((why, linked) for why, linked in found)
