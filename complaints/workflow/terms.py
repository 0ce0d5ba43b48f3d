"""The words of the workflow: what its tables may say, each with its Chinese name."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the tables: its value stands in files and rows, its label is shown to people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a word that equals its value and knows its label."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


class Of(Term):
    """What a transition moves."""

    TICKET = "ticket", "诉求"
    ASSIGNMENT = "assignment", "承办"


class TicketState(Term):
    """Where a ticket stands."""

    RECEIVED = "received", "已收到"
    ACCEPTED = "accepted", "已受理"
    ASSIGNED = "assigned", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    REJECTED = "rejected", "不予受理"
    OBJECTED = "objected", "复核中"
    WITHDRAWN = "withdrawn", "已撤回"
    HANDED_OVER = "handed_over", "已移送"


class AssignmentState(Term):
    """Where one unit's part stands; `waived` ended without an opinion."""

    OFFERED = "offered", "待接办"
    ACCEPTED = "accepted", "办理中"
    RETURNED = "returned", "已退回"
    CONTESTED = "contested", "待裁定"
    DRAFTED = "drafted", "已起草"
    SUBMITTED = "submitted", "待审核"
    SENT_BACK = "sent_back", "退回修改"
    APPROVED = "approved", "已通过"
    WAIVED = "waived", "不再承办"


State = TicketState | AssignmentState

# Where nothing more has to happen: no leg runs, though a citizen may object, judge or reopen.
FINAL: frozenset[State] = frozenset(
    {
        TicketState.CLOSED,
        TicketState.REJECTED,
        TicketState.WITHDRAWN,
        TicketState.HANDED_OVER,
        AssignmentState.APPROVED,
        AssignmentState.WAIVED,
    }
)


class Outcome(StrEnum):
    """What came of a complaint; the state says only that it was answered."""

    SOLVED = "已解决"
    PARTLY_SOLVED = "部分解决"
    EXPLAINED = "已解释"
    UNFOUNDED = "查无实据"
    REFERRED = "移送"
    UNVERIFIABLE = "无法核实"


class Role(Term):
    """In what role somebody acts. The administrator stands in no row: he opens no ticket."""

    CITIZEN = "citizen", "反映人"
    HANDLER = "handler", "经办人"
    HEAD = "head", "单位负责人"
    LEAD = "lead", "牵头人员"
    SUPERVISOR = "supervisor", "监督人员"
    ADMINISTRATOR = "administrator", "系统管理员"
    CLOCK = "clock", "系统"


class Scope(Term):
    """On what ground somebody in a role comes to this ticket."""

    HOLDER = "holder", "持有编号和查询码"
    DESK = "desk", "尚无归属，任何单位的窗口"
    OWN_UNIT = "own_unit", "承办单位"
    LEAD_UNIT = "lead_unit", "牵头单位"
    CITY = "city", "市级监督"
    DISCIPLINE = "discipline", "纪检监察机构"
    READER = "reader", "能看到本件的任何单位"
    PROGRAM = "program", "系统自动"


class Hearer(StrEnum):
    """Who gets word of a step: officers of the lead, the part, all parts, the city; the citizen."""

    LEAD = "lead"
    PART = "part"
    PARTS = "parts"
    CITY = "city"
    FILER = "filer"


class Part(StrEnum):
    """As what a unit takes part."""

    HANDLING = "主办"
    COOPERATING = "协办"


class Leg(StrEnum):
    """A running deadline. A ticket has 受理、答复、复核、评价、补正, an assignment 退回、答复.

    答复 of a ticket ends when the answer is published, of an assignment when it is submitted.
    """

    ACCEPTANCE = "受理"
    ANSWER = "答复"
    REVIEW = "复核"
    JUDGEMENT = "评价"
    RETURN = "退回"
    SUPPLEMENT = "补正"


class Level(IntEnum):
    """How hard a ticket is pressed for (督办): an overlay, never a state."""

    NONE = 0
    URGED = 1
    SUPERVISED = 2
    LISTED = 3

    @property
    def label(self) -> str:
        """The Chinese name."""
        return ("", "催办", "督办", "挂牌督办")[self]
