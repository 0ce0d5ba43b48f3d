"""What is due on a day: by rule, of tickets at rest, and not held by anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from complaints.database.disposals import DisposalItem, ItemState, open_key
from complaints.database.models import Contact, File, Leg, Link, Ticket
from complaints.retention.erasing import holds
from complaints.retention.terms import MONTHS, RESTING, WHAT, closed_on, last_day, rule_for
from complaints.workflow import Leg as LegName
from content import Catalog
from content.tables import RetentionRule

BATCH = 200
SHORTEST_MONTH = timedelta(days=28)


@dataclass(frozen=True)
class Due:
    """One kind of content of one ticket whose term is over, and by which rule."""

    ticket: Ticket
    what: str
    rule: RetentionRule
    closed_on: date
    last_day: date


def due_on(session: Session, catalog: Catalog, today: date) -> Iterator[Due]:
    """Give what is due and stands on no list yet; what was struck off waits for its new day."""
    rules = catalog.all(RetentionRule)
    if not rules:
        return
    waiting = _waiting(session) | _kept(session, today)
    asked = (
        select(Ticket)
        .where(Ticket.state.in_(RESTING), _old_enough(rules, today), _something_left())
        .order_by(Ticket.number)
        .execution_options(yield_per=BATCH)
    )
    for ticket in session.scalars(asked):
        found = [one for one in _due_of(ticket, rules, today) if _key(one) not in waiting]
        if found and is_at_rest(session, ticket, today):
            yield from (one for one in found if holds(session, ticket, one.what))


def is_at_rest(session: Session, ticket: Ticket, today: date) -> bool:
    """Tell whether nothing about a ticket is open: supervision, its last window, a linked ticket.

    A window without a known last day is open. A sealed ticket holds no other one: what is missing
    from a list would betray it.
    """
    if ticket.state not in RESTING or ticket.supervision:
        return False
    window = exists().where(
        Leg.ticket_id == ticket.id,
        Leg.leg == LegName.JUDGEMENT,
        or_(Leg.due_on.is_(None), Leg.due_on >= today),
    )
    return not session.scalar(select(or_(window, _linked_and_open(ticket))))


def _old_enough(rules: list[RetentionRule], today: date) -> ColumnElement[bool]:
    """Leave out what came in too late for the shortest term."""
    months = min(rule.n * MONTHS[rule.unit] for rule in rules)
    return Ticket.received_on < today - months * SHORTEST_MONTH


def _something_left() -> ColumnElement[bool]:
    return or_(
        Ticket.story.is_not(None),
        Ticket.sealed_story.is_not(None),
        exists().where(Contact.ticket_id == Ticket.id),
        exists().where(File.ticket_id == Ticket.id),
    )


def _linked_and_open(ticket: Ticket) -> ColumnElement[bool]:
    other = aliased(Ticket)
    linked = or_(
        and_(Link.ticket_id == ticket.id, Link.other_id == other.id),
        and_(Link.other_id == ticket.id, Link.ticket_id == other.id),
    )
    found = exists().where(linked, other.state.not_in(RESTING))
    return found if ticket.sealed else found.where(other.sealed.is_(False))


def _due_of(ticket: Ticket, rules: list[RetentionRule], today: date) -> Iterator[Due]:
    closed = closed_on(ticket)
    for what in WHAT if closed else ():
        rule = rule_for(rules, what, ticket.kind)
        if rule and closed and (last := last_day(rule, closed)) < today:
            yield Due(ticket, what, rule, closed, last)


def _key(due: Due) -> str:
    return open_key(due.ticket.id, due.what)


def _waiting(session: Session) -> set[str]:
    keys = session.scalars(select(DisposalItem.open_key).where(DisposalItem.open_key.is_not(None)))
    return {key for key in keys if key}


def _kept(session: Session, today: date) -> set[str]:
    """Give what two persons' appraisal has given a new term that is not over."""
    struck = select(DisposalItem.ticket_id, DisposalItem.what).where(
        DisposalItem.state == ItemState.STRUCK, DisposalItem.kept_until >= today
    )
    return {open_key(ticket, what) for ticket, what in session.execute(struck)}
