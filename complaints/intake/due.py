"""What comes next for a ticket, until when, and why it is this day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from complaints.acting import Circumstances
from complaints.clock import Standing, light, local_day
from complaints.database.models import Leg, Ticket
from complaints.legs import due_of, explain_leg, working_days
from complaints.workflow import Leg as LegName
from content.working_days import State

PROMISES = {
    LegName.ACCEPTANCE: "告诉您是否受理",
    LegName.ANSWER: "答复您",
    LegName.REVIEW: "告诉您复核的结果",
    LegName.JUDGEMENT: "您可以评价，或者要求重新办理",
}


@dataclass(frozen=True)
class Due:
    """What comes next, until when, and why it is this day; `stands` speaks when it is late."""

    promise: str
    own: bool
    day: date | None
    provisional: bool
    stands: str
    late: bool
    explained: list[str]


def next_due(ticket: Ticket, at: Circumstances) -> Due | None:
    """Give the running deadline of the ticket itself; the window for adding is told apart."""
    running = (
        leg
        for leg in ticket.legs
        if leg.ended_on is None and leg.assignment_id is None and leg.leg != LegName.SUPPLEMENT
    )
    leg = next(running, None)
    return _due_of(leg, ticket, at) if leg else None


def _due_of(leg: Leg, ticket: Ticket, at: Circumstances) -> Due:
    # The stored day counts: by it officers are judged and windows shut.
    reckoned = due_of(leg, ticket, at.catalog)
    kept = replace(reckoned, day=leg.due_on, state=State(leg.certainty))
    found = light(kept, local_day(at.now), working_days(at.catalog))
    late = found.standing is Standing.OVERDUE
    return Due(
        promise=PROMISES[LegName(leg.leg)],
        own=leg.leg == LegName.JUDGEMENT,
        day=leg.due_on,
        provisional=kept.state is State.PROVISIONAL,
        stands=found.words if late else "",
        late=late,
        explained=explain_leg(leg, ticket, at.catalog),
    )
