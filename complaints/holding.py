"""Which conditions of a step hold: the plain facts that the guards of the workflow ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from complaints.acting import Actor, Circumstances
from complaints.clock import local_day
from complaints.database.models import Assignment, Event, Ticket
from complaints.legs import leg_of, working_days
from complaints.routing.route import discipline_unit
from complaints.workflow import AssignmentState, Guard, Part, Role, Transition, guards
from complaints.workflow import Leg as LegName

INVOLVED = frozenset({"rejected", "drafted", "submitted", "approved", "answered"})
NEW_ROUND = "reopened"


@dataclass(frozen=True)
class Situation:
    """A step about to be taken: on what, by whom, with which values, when."""

    step: Transition
    role: Role
    ticket: Ticket
    part: Assignment | None
    actor: Actor
    values: Mapping[str, str]
    at: Circumstances

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return local_day(self.at.now)


def holding(situation: Situation) -> dict[Guard, bool]:
    """Tell which guards of the step hold."""
    return {guard: _ASKED[guard](situation) for guard in situation.step.guards}


def parts_of_round(ticket: Ticket) -> list[Assignment]:
    """Give the parts of the running round."""
    return [part for part in ticket.assignments if part.round == ticket.round]


def events_of_round(ticket: Ticket) -> list[Event]:
    """Give the events since the running round began."""
    begins = [event.seq for event in ticket.events if event.name == NEW_ROUND]
    return [event for event in ticket.events if event.seq > max(begins, default=0)]


def _plan(situation: Situation) -> Iterator[tuple[Part, AssignmentState]]:
    """Give the parts of the round with the one that is about to be made."""
    for part in parts_of_round(situation.ticket):
        if part.state:
            yield Part(part.role), AssignmentState(part.state)
    if situation.part is None or not situation.part.state:
        yield Part(situation.values.get("part", Part.HANDLING)), AssignmentState.OFFERED


def _times(events: Iterable[Event], name: str) -> int:
    return sum(event.name == name for event in events)


def _window(situation: Situation) -> date | None:
    name = LegName.RETURN if situation.part else LegName.JUDGEMENT
    ticket, part = situation.ticket, situation.part
    leg = leg_of(ticket, name, part) or leg_of(ticket, name, part, ended=True)
    return leg.due_on if leg else None


def _officers(events: Iterable[Event], names: frozenset[str]) -> set[str | None]:
    return {event.officer for event in events if event.name in names}


def _may_publish(situation: Situation) -> bool:
    parts = parts_of_round(situation.ticket)
    return guards.may_publish((Part(one.role), AssignmentState(one.state)) for one in parts)


def _not_own_draft(situation: Situation) -> bool:
    part = situation.part.id if situation.part else None
    drafts = [event for event in situation.ticket.events if event.assignment_id == part]
    drafters = _officers(drafts, frozenset({"drafted"}))
    return not guards.own_draft(drafters, situation.actor.officer)


def _other_officer(situation: Situation) -> bool:
    involved = _officers(situation.ticket.events, INVOLVED)
    return guards.other_officer(involved, situation.actor.officer)


def _may_urge(situation: Situation) -> bool:
    urged = [event.on for event in situation.ticket.events if event.name == "urged"]
    if not urged:
        return True
    days = working_days(situation.at.catalog)
    return guards.may_urge(days.between(urged[-1], situation.today))


def _may_take_part(situation: Situation) -> bool:
    mine = discipline_unit(situation.at.catalog).id
    unit = situation.part.unit if situation.part else situation.values.get("unit", "")
    return guards.may_take_part(unit, mine, sealed=situation.ticket.sealed)


_ASKED: Mapping[Guard, Callable[[Situation], bool]] = {
    Guard.FIRST_TIME: lambda s: guards.first_time(_times(s.ticket.events, s.step.event)),
    Guard.WITHIN_WINDOW: lambda s: guards.within_window(s.today, _window(s)),
    Guard.WINDOW_OVER: lambda s: guards.window_over(s.today, _window(s)),
    Guard.UNJUDGED: lambda s: not _times(events_of_round(s.ticket), s.step.event),
    Guard.MAY_URGE: _may_urge,
    Guard.ONE_HANDLER: lambda s: guards.one_handler(_plan(s)),
    Guard.PARTS_SETTLED: _may_publish,
    Guard.COOPERATING: lambda s: s.part is not None and s.part.role == Part.COOPERATING,
    Guard.NOT_OWN_DRAFT: _not_own_draft,
    Guard.OTHER_OFFICER: _other_officer,
    Guard.MAY_TAKE_PART: _may_take_part,
}
