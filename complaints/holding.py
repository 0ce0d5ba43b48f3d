"""Which conditions of a step hold: the plain facts that the guards of the workflow ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from complaints.acting import Actor, Circumstances
from complaints.calling import JUDGED, are_noted, may_call
from complaints.clock import local_day
from complaints.database.models import Assignment, Event, Leg, Ticket
from complaints.extending import DAYS, is_not_due, is_within_rule, open_request
from complaints.legs import leg_of, rule_for, working_days
from complaints.mediating import Mediation, may_mediate, mediation_of
from complaints.pausing import is_paused
from complaints.routing.route import discipline_unit
from complaints.sealing import is_erased
from complaints.twins import OTHER, is_linked, is_twin
from complaints.workflow import AssignmentState, Guard, Level, Part, Role, Transition, guards
from complaints.workflow import Leg as LegName

INVOLVED = frozenset({"rejected", "drafted", "submitted", "approved", "answered"})
CONTENDED = frozenset({"part_insisted", "part_contested"})
"""Who insisted on a part, or contested it, is not who rules on it."""
RULED = "offered_by_ruling"
IMPORTED = "imported"
"""Who came by the hotline has no code of ours: asked in writing he would never know."""
NEW_ROUND = "reopened"
OF_CITIZEN = {"lapse_more": LegName.SUPPLEMENT}
"""Steps whose window is not the usual one of a ticket, 评价."""


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
    usual = LegName.RETURN if situation.part else LegName.JUDGEMENT
    name = OF_CITIZEN.get(situation.step.action, usual)
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
    events, names = situation.ticket.events, INVOLVED
    if situation.part is not None:
        events, names = events_of_part(situation), CONTENDED
    involved = _officers(events, names)
    return guards.other_officer(involved, situation.actor.officer)


def _may_urge(situation: Situation) -> bool:
    urged = [event.on for event in situation.ticket.events if event.name == "urged"]
    if not urged:
        return True
    since = working_days(situation.at.catalog).between(urged[-1], situation.today)
    # Without a calendar days count one by one: nobody may urge as often as he likes.
    return guards.may_urge((situation.today - urged[-1]).days if since is None else since)


def _may_take_part(situation: Situation) -> bool:
    mine = discipline_unit(situation.at.catalog).id
    unit = situation.part.unit if situation.part else situation.values.get("unit", "")
    return guards.may_take_part(unit, mine, sealed=situation.ticket.sealed)


def events_of_part(situation: Situation) -> list[Event]:
    """Give the events of the part that a step is about."""
    part = situation.part.id if situation.part else None
    return [event for event in situation.ticket.events if event.assignment_id == part]


def _answer(situation: Situation) -> Leg | None:
    """Give the running 答复 of the part or of the ticket: the leg that may be extended."""
    return leg_of(situation.ticket, LegName.ANSWER, situation.part)


def _may_be_extended(situation: Situation) -> bool:
    leg = _answer(situation)
    return leg is not None and leg.extension is not None


def _not_extended(situation: Situation) -> bool:
    leg = _answer(situation)
    return leg is not None and not leg.extended_by


def _not_own_request(situation: Situation) -> bool:
    request = open_request(situation.ticket, situation.part)
    return request is None or request.officer != situation.actor.officer


def _new_unit(situation: Situation) -> bool:
    held = {
        part.unit
        for part in parts_of_round(situation.ticket)
        if part.state != AssignmentState.WAIVED
    }
    values = situation.values
    return values.get("new_unit", values.get("unit")) not in held


def _contact_kept(situation: Situation) -> bool:
    part = situation.part
    return part is not None and not part.contact_allowed and situation.ticket.contact is not None


def _times_in_round(situation: Situation) -> int:
    return _times(events_of_round(situation.ticket), situation.step.event)


def _mediation(situation: Situation) -> Mediation:
    return mediation_of(events_of_round(situation.ticket), situation.at.keys)


_ASKED: Mapping[Guard, Callable[[Situation], bool]] = {
    Guard.FIRST_TIME: lambda s: guards.first_time(_times(s.ticket.events, s.step.event)),
    Guard.WITHIN_WINDOW: lambda s: guards.within_window(s.today, _window(s)),
    Guard.WINDOW_OVER: lambda s: guards.window_over(s.today, _window(s)),
    Guard.UNJUDGED: lambda s: not _times(events_of_round(s.ticket), JUDGED),
    Guard.MAY_CALL: lambda s: may_call(s.ticket, events_of_round(s.ticket)),
    Guard.MAY_MEDIATE: lambda s: may_mediate(s.ticket),
    Guard.NOT_OFFERED: lambda s: not _mediation(s).offered,
    Guard.OFFERED: lambda s: _mediation(s).is_open,
    Guard.CONSENT_OPEN: lambda s: _mediation(s).asks,
    Guard.OWN_CODE: lambda s: not s.ticket.code_seen,
    Guard.CONSENTED: lambda s: _mediation(s).may_hand,
    Guard.IS_TWIN: lambda s: is_twin(s.ticket, s.values.get(OTHER, ""), s.at.catalog),
    Guard.IS_LINKED: lambda s: is_linked(s.ticket, s.values.get(OTHER, "")),
    Guard.ANSWERS_NOTED: lambda s: are_noted(s.values),
    Guard.UNDISPOSED: lambda s: not is_erased(s.ticket),
    Guard.MAY_URGE: _may_urge,
    Guard.ONE_HANDLER: lambda s: guards.one_handler(_plan(s)),
    Guard.PARTS_SETTLED: _may_publish,
    Guard.COOPERATING: lambda s: s.part is not None and s.part.role == Part.COOPERATING,
    Guard.NOT_OWN_DRAFT: _not_own_draft,
    Guard.OTHER_OFFICER: _other_officer,
    Guard.MAY_TAKE_PART: _may_take_part,
    Guard.WAITING: lambda s: is_paused(s.ticket),
    Guard.HAS_CODE: lambda s: not _times(s.ticket.events, IMPORTED),
    Guard.NOT_WAITING: lambda s: not is_paused(s.ticket),
    Guard.MAY_ASK_MORE: lambda s: guards.may_ask_more(_times_in_round(s)),
    Guard.HAS_WINDOW: lambda s: (
        rule_for(s.ticket, s.at.catalog, LegName.SUPPLEMENT, s.today) is not None
    ),
    Guard.EXTENDABLE: _may_be_extended,
    Guard.NOT_EXTENDED: _not_extended,
    Guard.NOT_DUE: lambda s: is_not_due(_answer(s), s.today),
    Guard.WITHIN_RULE: lambda s: is_within_rule(_answer(s), s.values.get(DAYS, "")),
    Guard.EXTENSION_ASKED: lambda s: open_request(s.ticket, s.part) is not None,
    Guard.NONE_ASKED: lambda s: open_request(s.ticket, s.part) is None,
    Guard.NOT_OWN_REQUEST: _not_own_request,
    Guard.INSISTED: lambda s: _times(events_of_part(s), "part_insisted") > 0,
    Guard.UNCONTESTED: lambda s: not _times(events_of_part(s), s.step.event),
    Guard.NOT_RULED: lambda s: not _times(events_of_part(s), RULED),
    Guard.NEW_UNIT: _new_unit,
    Guard.CONTACT_KEPT: _contact_kept,
    Guard.NOT_SUPERVISED: lambda s: s.ticket.supervision < Level.SUPERVISED,
    Guard.NOT_LISTED: lambda s: s.ticket.supervision < Level.LISTED,
    Guard.SUPERVISED: lambda s: s.ticket.supervision > Level.NONE,
}
