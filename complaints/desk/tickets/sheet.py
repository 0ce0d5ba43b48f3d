"""One ticket as an officer sees it: what was said, who has it, the clock, what may be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import Actor, Circumstances
from complaints.clock import Light, local_day
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Event, Leg, Link, Ticket
from complaints.database.officers import Officer
from complaints.desk.tickets.pressing import LEVELS, Pressing, pressing_of, said_of
from complaints.desk.tickets.queue import light_of, word_of
from complaints.desk.tickets.shares import Share, by_weight, share_of
from complaints.desk.twins.listing import links_unseen, twins_of
from complaints.events import values_of
from complaints.keys import why
from complaints.legs import explain_leg
from complaints.routing.route import discipline_unit
from complaints.sealing import is_erased, story_to_read
from complaints.steps import SEPARATOR, open_steps
from complaints.supervising import ENDED, RAISED, level_label
from complaints.visibility import visible
from complaints.workflow import Transition, described
from content.tables import Matter, Unit

OTHER_EVENTS = {
    "read": "打开阅读",
    "overdue": "逾期",
    "due_soon": "临期提醒",
    "long_overdue": "逾期五个工作日",
    "contact_revealed": "查看联系方式",
    "file_opened": "下载附件",
    "code_renewed": "反映人换了查询码",
    "notified": "给反映人发短信",
    "written_back": "结果回传 12345",
    "due_changed": "到期日变动",
    "disposed": "按保管期限销毁",
}
OTHER_FIELDS = {
    "leg": "时限环节",
    "due_before": "原来的到期日",
    "due_on": "到期日",
    "files": "反映人交的文件",
    "file": "附件",
    "channel": "来源",
    "other": "哪一件",
    "result": "回访结果",
    "institution": "机构",
    "handed": "交给机构的",
    "agrees": "是否同意",
    "kind": "类别",
    "contacted": "是否联系",
    "solved": "是否解决",
    "satisfied": "是否满意",
    "by": "由谁评价",
    "text": "内容",
    "level": "等级",
    "remains": "解除以后",
    "listing": "网站上的编号",
    "what": "销毁的内容",
    "rule": "保管期限",
    "disposal": "销毁清单",
    "first_by": "初核",
    "second_by": "复核",
}
ON_ANOTHER_FORM = frozenset({"call_missed", "link", "unlink"})
"""Steps that are taken from the form of another."""
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
    erased: bool
    source: str
    clocks: list[Clock]
    shares: list[Share]
    history: list[Entry]
    links: list[tuple[str, Ticket]]
    twins: list[Ticket]
    may_unlink: bool
    steps: list[Transition]
    pressing: Pressing
    order: HotlineOrder | None


def sheet_of(session: Session, ticket: Ticket, actor: Actor, at: Circumstances) -> Sheet:
    """Put together what an officer sees; `actor` may see the ticket."""
    parts = [part for part in ticket.assignments if part.round == ticket.round]
    matter = at.catalog.get(Matter, ticket.matter) if ticket.matter else None
    found = open_steps(ticket, actor, at)
    open_now = {step.action for step in found}
    return Sheet(
        ticket=ticket,
        word=word_of(ticket),
        story=story_to_read(ticket, at.keys),
        erased=is_erased(ticket),
        source=matter.source if matter else "",
        clocks=[_clock(leg, ticket, at) for leg in sorted(ticket.legs, key=_begun)],
        shares=[share_of(ticket, part, actor, at) for part in parts],
        history=list(_history(session, ticket, actor, at)),
        links=list(_links(session, ticket, actor, at)),
        twins=twins_of(session, ticket, actor, at) if "link" in open_now else [],
        may_unlink="unlink" in open_now,
        steps=by_weight([step for step in found if step.action not in ON_ANOTHER_FORM]),
        pressing=pressing_of(ticket, at.keys),
        order=session.scalar(select(HotlineOrder).where(HotlineOrder.ticket_id == ticket.id)),
    )


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
        explained=explain_leg(leg, ticket, at.catalog),
    )


def _history(session: Session, ticket: Ticket, actor: Actor, at: Circumstances) -> Iterator[Entry]:
    ids = {event.officer for event in ticket.events if event.officer}
    found = session.scalars(select(Officer).where(Officer.id.in_(ids)))
    names = {officer.id: officer.name for officer in found}
    parts = {part.id: part.unit_name for part in ticket.assignments}
    unseen = links_unseen(session, ticket, actor, at)
    for event in ticket.events:
        if event.seq in unseen:
            continue
        step = described(event.name, sealed=ticket.sealed) or described(
            event.name, sealed=not ticket.sealed
        )
        unit = at.catalog.get(Unit, event.unit) if event.unit else None
        yield Entry(
            event=event,
            words=_words(event, step, at),
            part=parts.get(event.assignment_id or "", ""),
            unit=unit.short_name if unit else "",
            officer=names.get(event.officer or "", ""),
            values=_values(event, step, at),
        )


def _words(event: Event, step: Transition | None, at: Circumstances) -> str:
    if event.name in (RAISED, ENDED):
        return said_of(event.name, values_of(event, at.keys))
    return step.label if step else OTHER_EVENTS.get(event.name, event.name)


def _values(event: Event, step: Transition | None, at: Circumstances) -> dict[str, str]:
    """Give what an event says beyond the ticket itself; opinions stand with their part."""
    if step and step.action in ("draft", "submit"):
        return {}
    values = values_of(event, at.keys)
    return {
        field: why(_in_words(field, value, at))
        for field, value in values.items()
        if value and field not in TOLD_ELSEWHERE and not (field == "unit" and event.assignment_id)
    }


def _in_words(field: str, value: str, at: Circumstances) -> str:
    """Name units, matters and levels; events keep their codes."""
    if field in LEVELS:
        return level_label(value)
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
