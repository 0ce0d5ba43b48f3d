"""Filing: one paper becomes one ticket, routed, with its first event, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.acting import THE_CITIZEN, Actor, Circumstances
from complaints.clock import local_day
from complaints.database.base import new_id
from complaints.database.models import Contact, Link, Ticket
from complaints.keys import Keys
from complaints.moving import move
from complaints.receipts import new_code, new_number, store_code
from complaints.routing.route import Route, route
from complaints.sealing import keep_contact, keep_story
from content import Catalog
from content.tables import Institution, Matter, Place, Unit

NAMED, REACHABLE, ANONYMOUS = "实名", "只留联系方式", "匿名"
COMPLAINT, REPORT = "投诉", "举报"
KINDS = (COMPLAINT, REPORT, "求助", "咨询", "建议", "表扬")
TOGETHER = "同时提出"
RELATIONS = ("本人", "家属", "代理", "邻居", "员工", "其他")
UNKNOWN_MATTER = "不清楚"
TRIES = 20


@dataclass(frozen=True)
class Paper:
    """What a citizen hands in. `sealed` is decided by the first question or by the matter.

    `wants_texts` is set for who was told of text messages and has a code;
    `urgent` is what only the story suggests; an emergency matter makes a ticket urgent itself.
    """

    kind: str
    institution: str | None
    institution_name: str
    place: str | None
    happened: str
    story: str
    matter: str | None
    relation: str
    naming: str
    name: str = ""
    telephone: str = ""
    wants_texts: bool = False
    sealed: bool = False
    reports_too: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: the number, and the code that is shown and never stored.

    `also` is the number of the 举报 that the same paper holds beside its 投诉; one code opens both.
    """

    number: str
    code: str
    received_on: str
    lead: str
    why: str
    also: str = ""


@dataclass(frozen=True)
class Registration:
    """How a paper comes in: by whom, by which step, with which code, and who leads if not routed.

    `channel` is how it came: 网上, 电话, 来访, 来信 or 12345. `received` is when this office had
    it, in UTC, where that was before it is entered.
    """

    actor: Actor = THE_CITIZEN
    action: str = "file"
    code: str = ""
    lead: Unit | None = None
    channel: str = "网上"
    received: datetime | None = None


class NumbersExhaustedError(Exception):
    """No free number was found for today: a hundred thousand tickets, or a broken source."""


def file_paper(
    session: Session, keys: Keys, catalog: Catalog, paper: Paper, now: datetime
) -> Receipt:
    """File a citizen's paper. `now` is in UTC; the caller's transaction makes it durable.

    A paper that holds 投诉 and 举报 becomes two linked tickets, which are handled apart
    (市场监督管理投诉举报处理办法). Raises NoLeadError and NumbersExhaustedError.
    """
    at, how = Circumstances(keys, catalog, now), Registration(code=new_code())
    return file_both(session, paper, at, how)


def file_both(session: Session, paper: Paper, at: Circumstances, how: Registration) -> Receipt:
    """File a paper, and its 举报 beside it where it holds one."""
    ticket = register(session, paper, at, how)
    also = ""
    if paper.reports_too:
        other = register(session, replace(paper, kind=REPORT), at, how)
        session.add(Link(ticket_id=ticket.id, other_id=other.id, why=TOGETHER))
        also = other.number
    received = ticket.received_on.isoformat()
    return Receipt(ticket.number, how.code, received, ticket.lead_name, ticket.routed_by, also)


def register(session: Session, paper: Paper, at: Circumstances, how: Registration) -> Ticket:
    """Make the ticket of a paper: routed, with its contact apart and its first event."""
    matter = at.catalog.get(Matter, paper.matter) if paper.matter else None
    found = route(at.catalog, matter, paper.place, sealed=paper.sealed)
    if how.lead:
        found = replace(found, lead=how.lead, why=f"由{how.lead.short_name}先看")
    ticket = _ticket(session, paper, found, at, how)
    session.add(ticket)
    _add_contact(ticket, at.keys, paper)
    values = {"kind": paper.kind, "story": paper.story, "why": found.why, "channel": how.channel}
    move(ticket, how.actor, how.action, values, at)
    return ticket


def _ticket(
    session: Session, paper: Paper, found: Route, at: Circumstances, how: Registration
) -> Ticket:
    stored = store_code(at.keys, how.code or new_code())
    matter = at.catalog.get(Matter, paper.matter) if paper.matter else None
    received_at = how.received or at.now
    received_on = local_day(received_at)
    ticket = Ticket(
        id=new_id(),
        number=_free_number(session, lambda: new_number(received_on)),
        code_salt=stored.salt,
        code_digest=stored.digest,
        code_seen=how.actor.officer is not None,
        kind=paper.kind,
        state="",
        round=1,
        urgent=paper.urgent or (matter is not None and matter.emergency),
        sealed=found.sealed,
        channel=how.channel,
        received_at=received_at,
        received_on=received_on,
        relation=paper.relation,
        naming=paper.naming,
        institution=paper.institution,
        institution_name=_institution_name(at.catalog, paper),
        place=paper.place,
        place_name=at.catalog.get(Place, paper.place).name if paper.place else "说不清",
        matter=paper.matter,
        matter_name=matter.name if matter else UNKNOWN_MATTER,
        happened=paper.happened,
        lead_unit=found.lead.id,
        lead_name=found.lead.name,
        routed_by=found.why,
        proposal={
            "handler": found.handler.id if found.handler else None,
            "cooperating": [unit.id for unit in found.cooperating],
        },
    )
    keep_story(ticket, at.keys, paper.story)
    return ticket


def _free_number(session: Session, make: Callable[[], str]) -> str:
    for _ in range(TRIES):
        number = make()
        if session.scalar(select(Ticket.id).where(Ticket.number == number)) is None:
            return number
    message = "no free number"
    raise NumbersExhaustedError(message)


def _institution_name(catalog: Catalog, paper: Paper) -> str:
    if paper.institution:
        return catalog.get(Institution, paper.institution).name
    return paper.institution_name


def _add_contact(ticket: Ticket, keys: Keys, paper: Paper) -> None:
    """Put contact data apart, encrypted; none of an anonymous paper."""
    if paper.naming == ANONYMOUS:
        return
    contact = Contact(id=new_id(), wants_texts=paper.wants_texts)
    given = {"name": paper.name, "telephone": paper.telephone}
    values = {column: value for column, value in given.items() if value}
    keep_contact(contact, keys, values, sealed=ticket.sealed)
    ticket.contact = contact
