"""What may be done to many tickets at once, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from complaints.acting import Actor, Circumstances, standing
from complaints.database.models import Ticket
from complaints.desk.tickets.fields import known
from complaints.pausing import is_paused
from complaints.steps import SEPARATOR, open_steps, take
from complaints.supervising import raise_to
from complaints.workflow import Level, Role, TicketState, TransitionError
from content.tables import Unit

ASSIGN = "assign"


@dataclass(frozen=True)
class Act:
    """An act for many: its words, what it would do to one ticket, and doing it.

    Both raise TransitionError, with the reason, where a ticket cannot go along.
    """

    words: str
    plan: Callable[[Ticket, Actor, Circumstances], str]
    do: Callable[[Ticket, Actor, Circumstances, str], None]
    asks_reason: bool = False


def _plan_assign(ticket: Ticket, actor: Actor, at: Circumstances) -> str:
    values = _route(ticket, actor, at)
    units = [values["unit"], *filter(None, values["cooperating"].split(SEPARATOR))]
    handler, *others = (at.catalog.get(Unit, unit).short_name for unit in units)
    return f"{handler}主办" + (f"，{'、'.join(others)}协办" if others else "")


def _assign(ticket: Ticket, actor: Actor, at: Circumstances, _: str) -> None:
    take(ticket, actor, ASSIGN, _route(ticket, actor, at), at)


def _route(ticket: Ticket, actor: Actor, at: Circumstances) -> dict[str, str]:
    """Give the units that the routing proposes. Raises TransitionError."""
    steps = (one for one in open_steps(ticket, actor, at) if one.action == ASSIGN)
    if (step := next(steps, None)) is None:
        raise TransitionError("现在不能交办：要由牵头人员先受理，或者已经交办了")
    values = known(step, ticket, None, at)
    if not values["unit"]:
        raise TransitionError("没有建议的主办单位，请打开这一件逐件交办")
    return values


def _plan_remind(ticket: Ticket, actor: Actor, at: Circumstances) -> str:
    if Role.LEAD not in {capacity.role for capacity in standing(actor, ticket, at.catalog)}:
        raise TransitionError("不由您牵头")
    if ticket.state != TicketState.ASSIGNED:
        raise TransitionError("不在办理中，没有可以催的单位")
    if is_paused(ticket):
        raise TransitionError("正在等反映人补正")
    if ticket.supervision:
        raise TransitionError(f"已经{Level(ticket.supervision).label}")
    return "催办承办单位"


def _remind(ticket: Ticket, actor: Actor, at: Circumstances, reason: str) -> None:
    _plan_remind(ticket, actor, at)
    raise_to(ticket, Level.URGED, reason, actor, at)


ACTS: Mapping[str, Act] = {
    "assign": Act("批量交办", _plan_assign, _assign),
    "remind": Act("批量催办", _plan_remind, _remind, asks_reason=True),
}
"""All that may be done at once; what ends a ticket or answers it is done one by one."""
