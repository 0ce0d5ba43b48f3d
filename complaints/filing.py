"""Filing: one paper becomes one ticket, routed, with its first event, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database.models import Contact, Ticket, new_id
from complaints.events import SHANGHAI
from complaints.keys import Keys, Purpose
from complaints.moving import Step, move
from complaints.receipts import new_code, new_number, store_code
from complaints.routing.route import Route, route
from complaints.workflow import CITIZEN
from content import Catalog
from content.tables import Institution, Matter, Place

NAMED, REACHABLE, ANONYMOUS = "实名", "只留联系方式", "匿名"
KINDS = ("投诉", "举报", "求助", "咨询", "建议", "表扬")
RELATIONS = ("本人", "家属", "代理", "邻居", "员工", "其他")
UNKNOWN_MATTER = "不清楚"
TRIES = 20


@dataclass(frozen=True)
class Paper:
    """What a citizen hands in. `sealed` is decided by the first question or by the matter."""

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
    sealed: bool = False


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: the number, and the code that is shown and never stored."""

    number: str
    code: str
    received_on: str
    lead: str
    why: str


class NumbersExhaustedError(Exception):
    """No free number was found for today: a hundred thousand tickets, or a broken source."""


def file_paper(
    session: Session, keys: Keys, catalog: Catalog, paper: Paper, now: datetime
) -> Receipt:
    """File a paper. `now` is in UTC; the caller's transaction makes it durable or undoes it all.

    Raises NoLeadError and NumbersExhaustedError.
    """
    matter = catalog.get(Matter, paper.matter) if paper.matter else None
    found = route(catalog, matter, paper.place, sealed=paper.sealed)
    code = new_code()
    ticket = _ticket(session, keys, catalog, paper, found, code, now)
    session.add(ticket)
    _add_contact(ticket, keys, paper)
    values = {"kind": paper.kind, "story": paper.story, "why": found.why}
    step = Step("file", [CITIZEN], values, role="citizen")
    move(ticket, catalog, step, now)
    return Receipt(ticket.number, code, ticket.received_on.isoformat(), found.lead.name, found.why)


def _ticket(  # noqa: PLR0913, PLR0917 (a ticket is made of all of these)
    session: Session,
    keys: Keys,
    catalog: Catalog,
    paper: Paper,
    found: Route,
    code: str,
    now: datetime,
) -> Ticket:
    stored, id_ = store_code(keys, code), new_id()
    matter = catalog.get(Matter, paper.matter) if paper.matter else None
    received_on = now.astimezone(SHANGHAI).date()
    place = f"tickets:{id_}:story"
    return Ticket(
        id=id_,
        number=_free_number(session, lambda: new_number(received_on)),
        code_salt=stored.salt,
        code_digest=stored.digest,
        kind=paper.kind,
        state="",
        urgent=matter is not None and matter.emergency,
        sealed=found.sealed,
        received_at=now,
        received_on=received_on,
        relation=paper.relation,
        naming=paper.naming,
        institution=paper.institution,
        institution_name=_institution_name(catalog, paper),
        place=paper.place,
        place_name=catalog.get(Place, paper.place).name if paper.place else "说不清",
        matter=paper.matter,
        matter_name=matter.name if matter else UNKNOWN_MATTER,
        happened=paper.happened,
        story=None if found.sealed else paper.story,
        sealed_story=keys.seal(Purpose.SEALED, paper.story, place) if found.sealed else None,
        lead_unit=found.lead.id,
        lead_name=found.lead.name,
        routed_by=found.why,
        proposal={
            "handler": found.handler.id if found.handler else None,
            "cooperating": [unit.id for unit in found.cooperating],
        },
    )


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
    """Put contact data apart; of a sealed ticket under the sealed key."""
    if paper.naming == ANONYMOUS:
        return
    purpose = Purpose.SEALED if ticket.sealed else Purpose.CONTACT
    contact = Contact(id=new_id())
    for column in ("name", "telephone"):
        if value := getattr(paper, column):
            setattr(contact, column, keys.seal(purpose, value, f"contacts:{contact.id}:{column}"))
    ticket.contact = contact
