"""Who reads a list, who confirms it, who strikes from it: two persons, never one alone.

The first is of the lead unit, the second a supervisor of the city; of a sealed list both are of
the discipline unit, the first its head. What an officer cannot see is on no list of his.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from complaints.acting import Actor
from complaints.database.disposals import Disposal, DisposalItem, ItemState, ListState
from complaints.database.models import Ticket
from complaints.visibility import OFFICERS, visible
from complaints.workflow import Role

LEADING = frozenset({Role.LEAD, Role.HEAD})
OPEN = frozenset({ListState.PROPOSED, ListState.CHECKED})


class DecisionError(Exception):
    """A decision that is not this officer's, or comes too late; one sentence for people."""


def readable(actor: Actor, discipline_unit: str) -> ColumnElement[bool]:
    """Give the condition for lists that an officer may read: one with an item that he may see."""
    grounds: list[ColumnElement[bool]] = [false()]
    unsealed = Disposal.sealed.is_(False)
    if Role.SUPERVISOR in actor.roles:
        grounds.append(unsealed)
    if actor.roles & LEADING:
        grounds.append(and_(unsealed, Disposal.unit == actor.unit))
    if actor.unit == discipline_unit and actor.roles & OFFICERS:
        grounds.append(Disposal.sealed.is_(True))
    seen = exists().where(
        DisposalItem.disposal_id == Disposal.id,
        DisposalItem.ticket_id == Ticket.id,
        _may_see(actor, discipline_unit),
    )
    return and_(or_(*grounds), seen)


def items_of(
    session: Session, disposal: Disposal, actor: Actor, discipline_unit: str
) -> Sequence[DisposalItem]:
    """Give the items of a list that an officer may see, by number of their tickets."""
    return session.scalars(
        select(DisposalItem)
        .join(DisposalItem.ticket)
        .join(DisposalItem.disposal)
        .options(contains_eager(DisposalItem.ticket))
        .where(DisposalItem.disposal_id == disposal.id, _may_see(actor, discipline_unit))
        .order_by(Ticket.number, DisposalItem.what)
    ).all()


def _may_see(actor: Actor, discipline_unit: str) -> ColumnElement[bool]:
    return and_(visible(actor, discipline_unit), _stands())


def _stands() -> ColumnElement[bool]:
    """Leave out what was sealed, or went to another lead, since its list was made."""
    return and_(Ticket.sealed == Disposal.sealed, Ticket.lead_unit == Disposal.unit)


def is_first(disposal: Disposal, actor: Actor) -> bool:
    """Tell whether an officer stands in the place of the first who confirms."""
    return disposal.unit == actor.unit and bool(actor.roles & LEADING)


def is_second(disposal: Disposal, actor: Actor) -> bool:
    """Tell whether an officer stands in the place of the second; the first is never the second."""
    if actor.officer == disposal.first_by:
        return False
    if disposal.sealed:
        return disposal.unit == actor.unit and bool(actor.roles & OFFICERS)
    return Role.SUPERVISOR in actor.roles


def may_confirm(disposal: Disposal, actor: Actor) -> bool:
    """Tell whether it is this officer's turn."""
    if disposal.state == ListState.PROPOSED:
        return is_first(disposal, actor)
    return disposal.state == ListState.CHECKED and is_second(disposal, actor)


def may_strike(disposal: Disposal, actor: Actor) -> bool:
    """Tell whether an officer may still keep an item longer."""
    is_party = is_first(disposal, actor) or is_second(disposal, actor)
    return disposal.state in OPEN and is_party


def confirm(
    session: Session,
    disposal: Disposal,
    items: Sequence[DisposalItem],
    actor: Actor,
    now: datetime,
) -> None:
    """Confirm what of a list waits: the first time, or the second. Raises DecisionError.

    `items` are those that the officer sees.
    """
    if not may_confirm(disposal, actor):
        raise DecisionError("现在不由您确认，或者您已经确认过一次；两次确认必须是两个人。")
    seen = sum(item.state == ItemState.LISTED for item in items)
    if not seen:
        raise DecisionError("清单上没有等着销毁的内容。")
    if seen < _waiting(session, disposal):
        raise DecisionError("清单上有您不能看的件，请由本单位的牵头人员确认。")
    if disposal.state == ListState.PROPOSED:
        disposal.state = ListState.CHECKED
        disposal.first_by, disposal.first_at = actor.officer, now
    else:
        disposal.state = ListState.CONFIRMED
        disposal.second_by, disposal.second_at = actor.officer, now


def _waiting(session: Session, disposal: Disposal) -> int:
    """Count what waits on a list, whoever sees it: nobody confirms what he cannot see."""
    asked = select(func.count(DisposalItem.id)).join(DisposalItem.ticket)
    waits = DisposalItem.state == ItemState.LISTED, DisposalItem.disposal_id == disposal.id
    return session.scalar(asked.join(DisposalItem.disposal).where(*waits, _stands())) or 0


def strike(item: DisposalItem, actor: Actor, reason: str, until: date, today: date) -> None:
    """Keep an item longer, with a reason and a new last day. Raises DecisionError.

    The law asks for a new term (《档案法实施条例》第二十四条); after it the item is proposed anew.
    """
    if not may_strike(item.disposal, actor) or item.state != ItemState.LISTED:
        raise DecisionError("这一项现在不能改为继续保管。")
    if until <= today:
        raise DecisionError("继续保管到哪一天，要填今天以后的日期。")
    item.state, item.open_key, item.ended_on = ItemState.STRUCK, None, today
    item.reason, item.kept_until, item.struck_by = reason, until, actor.officer
