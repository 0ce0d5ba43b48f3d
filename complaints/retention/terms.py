"""When a term of retention ends: from closing, by the most particular rule of the day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache

from complaints.database.models import Ticket
from complaints.workflow import Of, TicketState, transitions
from content.tables import RetentionRule

CONTACT, FILES, TEXT = "联系方式", "附件", "正文和记录内容"
WHAT = (CONTACT, FILES, TEXT)
ANY = "任何"
MONTHS = {"月": 1, "年": 12}
YEAR = 12
RESTING = frozenset(
    {TicketState.CLOSED, TicketState.REJECTED, TicketState.WITHDRAWN, TicketState.HANDED_OVER}
)


def rule_for(rules: Iterable[RetentionRule], what: str, kind: str) -> RetentionRule | None:
    """Give the rule for one kind of paper, else that for any; None: it is kept for ever.

    `rules` are those in force on the day.
    """
    fitting = [rule for rule in rules if rule.what == what and rule.kind in (ANY, kind)]
    return max(sorted(fitting, key=lambda rule: rule.id), key=lambda r: r.kind != ANY, default=None)


def last_day(rule: RetentionRule, closed_on: date) -> date:
    """Give the last day of a term: the same day of its last month, or the end of that month.

    The day of closing is not counted (《民法典》第二百零一条、第二百零二条).
    """
    months = closed_on.year * YEAR + closed_on.month - 1 + rule.n * MONTHS[rule.unit]
    year, month = divmod(months, YEAR)
    days = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(closed_on.day, days))


def closed_on(ticket: Ticket) -> date | None:
    """Give the day on which a ticket came to rest, for the last time; None while it is open."""
    if ticket.state not in RESTING:
        return None
    ends = (event.on for event in reversed(ticket.events) if event.name in _endings())
    return next(ends, None)


@cache
def _endings() -> frozenset[str]:
    """Name the events that bring a ticket to rest."""
    return frozenset(
        step.event
        for step in transitions()
        if step.of is Of.TICKET and step.target in RESTING and step.source != step.target
    )
