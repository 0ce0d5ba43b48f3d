"""The piles of a board: each a name, words, whose it is, and one condition for number and list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from complaints.acting import Actor
from complaints.database.models import Ticket
from complaints.desk.boards.conditions import (
    View,
    is_overdue,
    part_is_due,
    waits_for_citizen,
    was_returned,
)
from complaints.desk.tickets.waiting import (
    SETTLED,
    TO_BEGIN,
    TO_CHECK,
    TO_DECIDE,
    TO_RULE,
    TO_SUBMIT,
    TO_WRITE,
    asks_more_days,
    has_part,
    of_roles,
)
from complaints.workflow import AssignmentState, Level, Role, TicketState

LEADS = frozenset({Role.LEAD})
CLERKS = frozenset({Role.HANDLER, Role.HEAD})
SUPERVISORS = frozenset({Role.SUPERVISOR})
OFTEN = 2
Condition = Callable[[View], ColumnElement[bool]]


@dataclass(frozen=True)
class Pile:
    """Tickets that wait for the same thing.

    `inside` tells whether officers of the discipline unit, who review one another, have it too.
    """

    name: str
    words: str
    roles: frozenset[Role]
    condition: Condition
    hint: str = ""
    oldest_first: bool = False
    inside: bool = True


def tickets_of(pile: Pile, actor: Actor, discipline: str, view: View) -> ColumnElement[bool]:
    """Give the condition for the tickets of a pile, as far as this officer may see them."""

    def duties(roles: AbstractSet[Role], unit: str) -> Iterator[ColumnElement[bool]]:  # noqa: ARG001
        if roles & pile.roles:
            yield pile.condition(view)

    return of_roles(actor, discipline, duties)


def piles_for(actor: Actor, discipline: str) -> list[Pile]:
    """Give the piles of an officer; in the discipline unit a head is lead and all review."""
    inside = actor.unit == discipline
    held = actor.roles | (LEADS if inside and Role.HEAD in actor.roles else frozenset())
    return [
        pile
        for pile in PILES
        if pile.roles & held or (inside and pile.inside and pile.roles == SUPERVISORS)
    ]


def _of_lead(condition: ColumnElement[bool], view: View) -> ColumnElement[bool]:
    return and_(Ticket.lead_unit == view.unit, condition)


def _untouched(state: TicketState) -> Condition:
    return lambda view: _of_lead(and_(Ticket.state == state, ~waits_for_citizen()), view)


def _parts(*states: AssignmentState) -> Condition:
    return lambda view: _of_lead(has_part(*states), view)


def _mine(*states: AssignmentState) -> Condition:
    return lambda view: has_part(*states, unit=view.unit)


def _my_due(*, passed: bool) -> Condition:
    """Ask for own parts at work whose last day has passed, or is near."""
    mine = _mine(*TO_BEGIN, *TO_WRITE, *TO_SUBMIT)
    if passed:
        return lambda view: and_(mine(view), part_is_due(view, None, view.yesterday))
    return lambda view: and_(mine(view), part_is_due(view, view.today, view.soon))


def _supervised() -> ColumnElement[bool]:
    return Ticket.supervision >= Level.SUPERVISED


def _ready() -> ColumnElement[bool]:
    rest = [state for state in AssignmentState if state not in SETTLED]
    return and_(Ticket.state == TicketState.ASSIGNED, ~has_part(*rest))


_HELD = tuple(state for state in AssignmentState if state != AssignmentState.WAIVED)

PILES = (
    Pile("to-accept", "待受理", LEADS, _untouched(TicketState.RECEIVED),
         "先收到的在前面", oldest_first=True),
    Pile("to-assign", "待交办", LEADS, _untouched(TicketState.ACCEPTED),
         "先收到的在前面", oldest_first=True),
    Pile("returned", "退回，等您决定", LEADS, _parts(*TO_DECIDE)),
    Pile("contested", "争议，等上级裁定", LEADS, _parts(*TO_RULE)),
    Pile("days-asked", "单位申请延期", LEADS,
         lambda view: _of_lead(asks_more_days(of_parts=True), view)),
    Pile("to-check", "办理意见待审核", LEADS, _parts(*TO_CHECK)),
    Pile("to-publish", "待公布答复", LEADS, lambda view: _of_lead(_ready(), view)),
    Pile("overdue", "逾期", LEADS, lambda view: _of_lead(is_overdue(view), view)),
    Pile("returned-often", "退回两次以上", LEADS,
         lambda view: _of_lead(
             and_(Ticket.state == TicketState.ASSIGNED, was_returned(OFTEN)), view)),
    Pile("supervised", "督办中", LEADS, lambda view: _of_lead(_supervised(), view)),
    Pile("for-citizen", "待补正中", LEADS, lambda view: _of_lead(waits_for_citizen(), view),
         "等反映人补充材料"),
    Pile("part-to-begin", "待接办", CLERKS, _mine(*TO_BEGIN)),
    Pile("part-at-work", "办理中", CLERKS, _mine(*TO_WRITE, *TO_SUBMIT)),
    Pile("part-near", "2 个工作日内到期", CLERKS, _my_due(passed=False)),
    Pile("part-overdue", "本单位逾期", CLERKS, _my_due(passed=True)),
    Pile("part-sent-back", "退回修改", CLERKS, _mine(AssignmentState.SENT_BACK)),
    Pile("part-supervised", "本单位督办件", CLERKS,
         lambda view: and_(has_part(*_HELD, unit=view.unit), _supervised())),
    Pile("to-rule", "争议待裁", SUPERVISORS, lambda _: has_part(*TO_RULE), inside=False),
    Pile("to-review", "复核", SUPERVISORS, lambda _: Ticket.state == TicketState.OBJECTED,
         "反映人对不予受理有异议"),
    Pile("days-asked-by-lead", "牵头单位申请延期", SUPERVISORS,
         lambda _: asks_more_days(of_parts=False)),
    Pile("all-supervised", "督办", SUPERVISORS, lambda _: _supervised(), inside=False),
    Pile("all-overdue", "全市逾期", SUPERVISORS, is_overdue, inside=False),
)  # fmt: skip
"""All piles in the order of the boards."""
BOARDS = (("牵头", LEADS), ("本单位", CLERKS), ("监督", SUPERVISORS))
